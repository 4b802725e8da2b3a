"""Dates and times of day in a form that does not depend on the language.

Spellings: DIN 5008 (31.12.2026, 31. Dezember 2026), ISO 8601, and the European and American
English ones (31 December 2026, December 31, 2026, 31/12/2026).
"""

import re
from collections.abc import Callable

Collector = Callable[[str, str], None]

MONTHS = {
    "de": "januar februar märz april mai juni juli august september oktober november dezember".split(),
    "en": "january february march april may june july august september october november december".split(),
}
# A name keeps its German month in English: "Straße des 17. Juni".
NAMES = {name: number % 12 + 1 for names in MONTHS.values() for number, name in enumerate(names)}
MONTH = rf"(?P<month>{'|'.join(NAMES)})\b"
NUMERIC = (
    re.compile(r"\b(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.(?:\s?(?P<year>\d{4})\b|(?!\d))"),
    re.compile(r"\b(?P<day>\d{1,2})/(?P<number>\d{1,2})/(?P<year>\d{4})\b"),
)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
YEAR = r"(?P<year>\d{4})\b"
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


def build_worded_patterns() -> tuple[re.Pattern[str], ...]:
    spellings = (
        rf"\b{DAY}\s?(?:of )?{MONTH}(?:,?\s{YEAR})?",
        rf"\b{MONTH}\s{DAY}\b(?!\d)(?:,?\s{YEAR})?",
        rf"\b{MONTH},?\s{YEAR}",
    )
    return tuple(re.compile(spelling, re.IGNORECASE) for spelling in spellings)


WORDED = build_worded_patterns()
ANY_MONTH = re.compile(MONTH, re.IGNORECASE)


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
    parts = match.groupdict()
    name = parts.get("month")
    month = NAMES[name.casefold()] if name else int(parts["number"] or 0)
    return f"{parts.get('year') or '----'}-{month:02}-{int(parts.get('day') or 0):02}"


def iso_time(match: re.Match[str]) -> str:
    hour = int(match["hour"] or match["hour2"])
    half = match.groupdict().get("half")
    if half:
        hour = hour % NOON + (NOON if half in "pP" else 0)
    return f"{hour:02}:{match['minute'] or match['minute2'] or '00'}"
