"""Months and dates as German and English write them, as patterns for other modules to search with.

Spellings: DIN 5008 (31.12.2026, 31. Dezember 2026), ISO 8601, and the European and American
English ones with the month as a word (31 December 2026, December 31, 2026).
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

MONTH_NAMES = {
    "de": "januar februar märz april mai juni juli august september oktober november dezember".split(),
    "en": "january february march april may june july august september october november december".split(),
}
SHORT_MONTH_NAMES = {
    "jänner": 1,
    "jan": 1,
    "feb": 2,
    "mrz": 3,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sept": 9,
    "sep": 9,
    "okt": 10,
    "oct": 10,
    "nov": 11,
    "dez": 12,
    "dec": 12,
}
"""Abbreviations, the Austrian name, and March without its umlaut, with the number of the month."""
FULL_MONTH_NAMES = {
    name: number for names in MONTH_NAMES.values() for number, name in enumerate(names, 1)
}
MONTH_NUMBERS = FULL_MONTH_NAMES | SHORT_MONTH_NAMES
# A name keeps its German month in English ("Straße des 17. Juni"), so one pattern has both languages.
MONTH = rf"(?P<month>{'|'.join(FULL_MONTH_NAMES)})\b"
MONTH_OR_SHORT = rf"(?P<month>{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\b\.?"
DAY = r"(?P<day>[0-3]?\d)"


class DatePatterns(NamedTuple):
    """Patterns with the groups year, day, and month (a name) or number; read by `date_parts`."""

    numeric: tuple[re.Pattern[str], ...]
    worded: tuple[re.Pattern[str], ...]
    month_and_year: re.Pattern[str]


class DateParts(NamedTuple):
    """Numbers of a date as written, valid or not; 0 for what it does not give."""

    year: int
    month: int
    day: int


def build_date_patterns(month: str, year: str, *, needs_year: bool) -> DatePatterns:
    """Patterns for a month (MONTH or MONTH_OR_SHORT) and for years, both as regular expressions.

    Without `needs_year` a date may be a day and a month only, as in "31.12." or "31 December".
    """
    written_year = rf"(?P<year>{year})\b"
    ordinal = rf"{DAY}(?:st|nd|rd|th|\.)?"
    after_dots = rf"\s?{written_year}" if needs_year else rf"(?:\s?{written_year}|(?!\d))"
    after_words = rf",?\s{written_year}" if needs_year else rf"(?:,?\s{written_year})?"
    numeric = (
        rf"\b(?P<year>{year})-(?P<number>[01]\d)-(?P<day>[0-3]\d)\b",
        rf"\b{DAY}\.\s?(?P<number>[01]?\d)\.{after_dots}",
    )
    worded = (
        rf"\b{ordinal}\s?(?:of\s)?{month}{after_words}",
        rf"\b{month}\s{ordinal}\b(?!\d){after_words}",
    )
    return DatePatterns(
        compile_all(numeric),
        compile_all(worded),
        re.compile(rf"\b{month},?\s{written_year}", re.IGNORECASE),
    )


def compile_all(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def date_parts(match: re.Match[str]) -> DateParts:
    """The numbers of a match of one of the patterns."""
    groups = match.groupdict()
    name = groups.get("month")
    month = MONTH_NUMBERS[name.casefold()] if name else int(groups["number"])
    return DateParts(int(groups.get("year") or 0), month, int(groups.get("day") or 0))
