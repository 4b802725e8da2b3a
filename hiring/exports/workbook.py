"""A table as XLSX: every text is a text, days and moments are such, the head stays in sight."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from hiring.exports.cells import Cell, begins_like_formula
from hiring.exports.tables import Table

BLOCK = 256 * 1024
DAY, MOMENT = 14, 22
"""Formats that Excel shows in the way of the reader's country."""
WIDEST = 420
"""Pixels."""


class Sheet:
    """A worksheet with the formats of its cells."""

    def __init__(self, book: Workbook, name: str) -> None:
        self.worksheet: Worksheet = book.add_worksheet(name)
        self.head: Format = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.text: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.day: Format = book.add_format({"num_format": DAY, "valign": "top"})
        self.moment: Format = book.add_format({"num_format": MOMENT, "valign": "top"})
        # What a spreadsheet shows as text even after somebody has edited it.
        self.quoted: Format = book.add_format(
            {"text_wrap": True, "valign": "top", "quote_prefix": True}
        )

    def write(self, row: int, column: int, cell: Cell) -> None:
        """As what it is; a text is never read as a formula, a link or a number."""
        sheet = self.worksheet
        if isinstance(cell, datetime):
            moment = timezone.localtime(cell).replace(tzinfo=None, second=0, microsecond=0)
            sheet.write_datetime(row, column, moment, self.moment)
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, datetime.combine(cell, time()), self.day)
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell, self.text)
        elif cell:
            style = self.quoted if begins_like_formula(cell) else self.text
            sheet.write_string(row, column, cell, style)


def write_workbook(table: Table) -> Iterator[bytes]:
    """The file in blocks; nothing of it is laid down in temporary files."""
    held = io.BytesIO()
    with Workbook(held, {"in_memory": True}) as book:
        book.set_properties({"title": _("Applications")})
        sheet = Sheet(book, _("Applications"))
        for column, name in enumerate(table.head):
            sheet.worksheet.write_string(0, column, name, sheet.head)
        last = 0
        for last, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                sheet.write(last, column, cell)
        sheet.worksheet.freeze_panes(1, 0)
        if table.head:
            sheet.worksheet.autofilter(0, 0, last, len(table.head) - 1)
        sheet.worksheet.autofit(WIDEST)
    held.seek(0)
    while block := held.read(BLOCK):
        yield block
