"""Dates and times of day in a form that does not depend on the language.

Spellings: those of careers.text.dates, and 31/12/2026.
"""

import re
from collections.abc import Callable

from careers.text.dates import MONTH, build_date_patterns, date_parts

Collector = Callable[[str, str], None]

PATTERNS = build_date_patterns(MONTH, r"\d{4}", needs_year=False)
# Which of the two is the day does not matter for a comparison.
SLASHED = re.compile(r"\b(?P<day>\d{1,2})/(?P<number>\d{1,2})/(?P<year>\d{4})\b")
NUMERIC = (*PATTERNS.numeric, SLASHED)
WORDED = (*PATTERNS.worded, PATTERNS.month_and_year)
ANY_MONTH = re.compile(MONTH, re.IGNORECASE)
TIMES = {
    "de": re.compile(
        r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?:\s?h\b|\s?Uhr\b)|\b(?P<hour2>\d{1,2}):(?P<minute2>\d{2})\b"
    ),
    "en": re.compile(
        r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?(?P<half>[ap])\.?m\b\.?"
        r"|\b(?P<hour2>\d{1,2}):(?P<minute2>\d{2})\b",
        re.IGNORECASE,
    ),
}
NOON = 12


def extract_moments(text: str, language: str, collect: Collector) -> str:
    """Hands dates and times over, as ISO 8601 and as written, and returns the text without them."""
    for pattern in (*NUMERIC, *(WORDED if ANY_MONTH.search(text) else ())):
        text = pattern.sub(lambda match: collect_match(iso_date(match), match, collect), text)
    times = TIMES.get(language)
    return (
        times.sub(lambda match: collect_match(iso_time(match), match, collect), text)
        if times
        else text
    )


def collect_match(value: str, match: re.Match[str], collect: Collector) -> str:
    collect(value, match[0])
    return " "


def iso_date(match: re.Match[str]) -> str:
    """As ISO 8601; hyphens for a year that is not given, zeros for a day."""
    year, month, day = date_parts(match)
    return f"{year or '----'}-{month:02}-{day:02}"


def iso_time(match: re.Match[str]) -> str:
    hour = int(match["hour"] or match["hour2"])
    half = match.groupdict().get("half")
    if half:
        hour = hour % NOON + (NOON if half in "pP" else 0)
    return f"{hour:02}:{match['minute'] or match['minute2'] or '00'}"
