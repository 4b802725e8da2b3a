"""Numbers at the beginning of a line that Markdown would take for the items of a list.

"15. Oktober" begins a sentence in German, and CommonMark reads an ordered list that starts at 15
and counts on, whatever the next paragraphs begin with (CommonMark 0.31, section 5.2).
"""

import re

from careers.text.dates import FULL_MONTH_NAMES, SHORT_MONTH_NAMES

# In English these two are verbs as well: "1. March through", but "1. March 2027".
VERBS = ("march", "may")
NAMES = sorted(set(FULL_MONTH_NAMES) - set(VERBS))
SHORT = rf"(?:{'|'.join(name.capitalize() for name in SHORT_MONTH_NAMES)})\b\."
MONTH = (
    rf"(?:{'|'.join(name.capitalize() for name in NAMES)}|Jänner|Feber)(?:s|es)?\b"
    rf"|{SHORT}|(?:March|May)\b(?=,? \d{{4}}\b)|(?:0?[1-9]|1[0-2])\.(?!\d)"
)
# A day, perhaps "15./16. Oktober" or "1. bis 3. März".
DAY = r"(?:0?[1-9]|[12]\d|3[01])\."
DATE = re.compile(rf"{DAY}[ \t\xa0]+(?:(?:bis|und|oder|–|-|/)\s*{DAY}\s*)?(?:{MONTH})")
YEAR = re.compile(r"\d{4,9}[.)](?:\s|$)")
ORDINAL = re.compile(
    r"\d{1,3}\.[ \t\xa0]+(?:Stock(?:werk)?|Etage|Ober|Unter|Erd|OG\b|UG\b|Liga|Lebens|Kalender|Quartal"
    r"|Halb|Jahr|Semester|Fachsemester|Auflage|Klasse|Ausbildungsjahr|Absatz|Satz|Hinterhof|Tag\b"
    r"|Woche\b|Monat\b|Mal\b)"
)
MARKER = re.compile(r"(?P<number>\d{1,9})[.)](?=\s|$)")
ESCAPABLE = re.compile(r"^([ \t]*\d{1,9})(?=[.)](?:\s|$))", re.MULTILINE)


def begins_with_date(line: str) -> bool:
    """Whether a line without its indent begins with a date or a year, never with an item."""
    return bool(DATE.match(line) or YEAR.match(line))


def begins_with_ordinal(line: str) -> bool:
    """Whether it begins as "2. Stock" does; so does an item of a list that counts the storeys."""
    return bool(ORDINAL.match(line))


def read_item_number(line: str) -> int | None:
    """The number of the list item that a line without its indent would begin."""
    match = MARKER.match(line)
    return int(match["number"]) if match else None


def escape_leading_numbers(text: str) -> str:
    """The same words with a backslash before the point where a line would begin a list."""
    return ESCAPABLE.sub(r"\1\\", text)
