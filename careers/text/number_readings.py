"""What a number that somebody typed can mean, in German and in English spelling.

Pure: no settings, no active language. Who asks chooses among the readings.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from careers.text.invisible_characters import clean_line

LONGEST_NUMBER = 40
"""Characters; more is no number that a person types."""
UNIT = r"(?:[€$£%]|EUR|USD|GBP|CHF)"
SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
BARE = re.compile(
    rf"(?:{UNIT}[{SPACES}]*)?(?P<number>[-+\N{{MINUS SIGN}}]?[0-9.,{SPACES}{APOSTROPHES}]*[0-9])"
    rf"(?:,[-–—]{{1,2}})?(?:[{SPACES}]*{UNIT})?"
)
GROUPED = r"(?P<whole>[1-9][0-9]{{0,2}}(?:[{group}][0-9]{{3}})+)(?:[{mark}](?P<part>[0-9]+))?"
PLAIN = r"(?P<whole>[0-9]+)(?:[{mark}](?P<part>[0-9]+))?"


class NumberReading(NamedTuple):
    """One meaning of what was typed; a mark is the sign before the decimals."""

    value: Decimal
    mark: str
    """A comma as in German or a point as in English; either where both languages read the same."""
    is_grouped: bool
    """Whether points, commas or the like stand between the thousands."""


SPELLINGS = [
    (re.compile(pattern.format(mark=mark, group=group)), mark, pattern is GROUPED)
    for mark, group in (
        (",", "."),
        (".", ","),
        (",", SPACES + APOSTROPHES),
        (".", SPACES + APOSTROPHES),
    )
    for pattern in (PLAIN, GROUPED)
]


def list_number_readings(text: str) -> list[NumberReading]:
    """Every number that the text can mean: none if it is no number, two if languages differ.

    Knows "60000", "60.000,50", "60,000.50", "60 000", "60'000" and "17,25", with a sign before
    the number, and with a currency or "%" beside it. "1.500" is 1500 in German and 1.5 in English.
    """
    bare = BARE.fullmatch(clean_line(text)) if len(text) <= LONGEST_NUMBER else None
    if bare is None:
        return []
    number = bare["number"].replace("\N{MINUS SIGN}", "-")
    sign = "-" if number.startswith("-") else ""
    digits = number.lstrip("-+")
    found: dict[Decimal, NumberReading] = {}
    for spelling, mark, is_grouped in SPELLINGS:
        if match := spelling.fullmatch(digits):
            value = make_exact(sign, match["whole"], match["part"] or "")
            found.setdefault(value, NumberReading(value, mark, is_grouped))
    return list(found.values())


def make_exact(sign: str, whole: str, part: str) -> Decimal:
    """Without signs between the thousands, zeros at the end, and a sign before zero."""
    decimals = part.rstrip("0")
    digits = re.sub(r"[^0-9]", "", whole) + (f".{decimals}" if decimals else "")
    return Decimal(sign + digits) if digits.strip("0") else Decimal(0)
