"""What stands in the cell of a table, and that no program takes it for a formula."""

import unicodedata
from datetime import date, datetime

from django.utils import timezone

type Cell = str | int | date | datetime | None

FORMULA_SIGNS = frozenset("=+-@\t\r\n＝＋－＠")
"""With these begins what a spreadsheet runs, in East Asian widths too (OWASP, "CSV Injection")."""
NEUTRAL = "'"
"""Before such a text it is shown by spreadsheets as text, and means nothing else to anybody."""
INVISIBLE = {"Cc", "Cf", "Zs"}
BETWEEN_CELLS = frozenset(",;\t\r\n\v\f\x85\u2028\u2029")
"""Behind these begins a cell, for a program that reads a CSV file by another separator than it has."""
QUOTES = frozenset("\"'")
"""May stand in front of what such a program reads."""


def begins_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run it; blanks and invisible signs in front do not make it safe."""
    for character in text:
        if character in FORMULA_SIGNS:
            return True
        if unicodedata.category(character) not in INVISIBLE:
            return False
    return False


def neutralise(text: str) -> str:
    """The text with NEUTRAL before what might run, at its beginning or behind what separates cells."""
    inside = neutralise_inside(text)
    return f"{NEUTRAL}{inside}" if begins_like_formula(text) else inside


def neutralise_inside(text: str) -> str:
    if BETWEEN_CELLS.isdisjoint(text):
        return text
    written, begins = list[str](), False
    for character in text:
        if begins and character in FORMULA_SIGNS - BETWEEN_CELLS:
            written.append(NEUTRAL)
        is_skipped = character in QUOTES or unicodedata.category(character) in INVISIBLE
        begins = character in BETWEEN_CELLS or (begins and is_skipped)
        written.append(character)
    return "".join(written)


def write_plainly(cell: Cell) -> str:
    """The cell as text that spreadsheets of every language read alike: moments in ISO 8601, local time."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{timezone.localtime(cell):%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return neutralise(cell) if isinstance(cell, str) else str(cell)
