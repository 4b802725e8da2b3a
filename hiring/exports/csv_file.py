"""A table as CSV that Excel opens by a double click (docs/decisions/0019-csv-as-excel-opens-it.md)."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import get_language

from hiring.exports.cells import write_plainly
from hiring.exports.tables import Table

BYTE_ORDER_MARK = "\ufeff"
SEPARATORS = {"de": ";"}
"""As Excel in this language splits lines; where a comma is no decimal sign it is one between cells."""
FLUSHED = 64 * 1024


def write_csv(table: Table) -> Iterator[bytes]:
    """UTF-8 with its mark, lines ended by CR LF, every cell in quotes and neutralised.

    Quotes keep most cells whole where the file is read by another separator, too; not all, so that
    what looks like a formula behind one is neutralised as well.
    """
    held = io.StringIO(newline="")
    held.write(BYTE_ORDER_MARK)
    separator = SEPARATORS.get(get_language() or "", ",")
    writer = csv.writer(held, delimiter=separator, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([write_plainly(name) for name in table.head])
    for row in table.rows:
        writer.writerow([write_plainly(cell) for cell in row])
        if held.tell() > FLUSHED:
            yield drain(held)
    yield drain(held)


def drain(held: io.StringIO) -> bytes:
    text = held.getvalue()
    held.seek(0)
    held.truncate()
    return text.encode()
