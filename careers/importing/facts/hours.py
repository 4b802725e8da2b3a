"""How much work it is: full-time, part-time, percent of full time, hours a week."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from careers.enums import EmploymentType

NUMBER = (
    r"(?P<low>\d{2,3})\s?%?(?:\s?(?:–|-|bis|to)\s?(?P<high>\d{2,3}))?\s?(?:%|percent\b|prozent\b)"
)
WORK = (
    r"(?:position|stelle|job|role|post\b|contract|vertrag|pensum|workload|employment|fte\b|teilzeit"
    r"|vollzeit|part[ -]?time|full[ -]?time|arbeitszeit|beschäftigung|anstellung"
    r"|stellenumfang|working (?:time|hours)|der (?:regelmäßigen|vollen|regulären)"
    r"|of (?:the |a )?(?:full|regular|standard))"
)
LABEL = r"(?:arbeitszeit|umfang|\w*umfang|pensum|workload|hours|working (?:time|hours)|scope)"
PERCENT = (
    re.compile(rf"\b{NUMBER}[ -]*{WORK}", re.IGNORECASE),
    re.compile(
        rf"\b{LABEL}\b(?:\s*:|\s(?:von|of|beträgt|is))\s*(?:[^\W\d]+[ ,(]+){{0,3}}{NUMBER}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:teilzeit|vollzeit|part[ -]?time|full[ -]?time)\w*\s*[(,:]+\s*{NUMBER}",
        re.IGNORECASE,
    ),
)
HOUR = r"(?:stunden|std\.?|st\.|hours?|hrs?\.?|h)"
A_WEEK = r"(?:(?:/|pro|per|a|an|in der|die|each|-)?\s?(?:woche|week|wk)\b|wöchentlich|weekly)"
FIGURES = r"(?P<low>\d{1,2}(?:[.,]\d{1,2})?)(?:\s?(?:–|—|-|bis(?: zu)?|to|or|oder)\s?(?P<high>\d{1,2}(?:[.,]\d{1,2})?))?"
WEEKLY = re.compile(
    rf"(?<![\d.,])(?:{FIGURES}[ -]?(?:{HOUR}\s?{A_WEEK}|wochenstunden|stunden-woche|stundenwoche))"
    rf"|\b(?:wöchentliche\w* arbeitszeit|wochenarbeitszeit|weekly (?:working )?hours|working week)\b[^.;\d]{{0,30}}"
    rf"{FIGURES.replace('low', 'low2').replace('high', 'high2')}(?=[ -]?{HOUR}|\s*$)",
    re.IGNORECASE,
)
FULL_AND_PART = (
    r"\bvoll-? ?(?:oder|und|/|bzw\.?|or|and) ?-?teilzeit|\bteil-? ?(?:oder|und|/|bzw\.?|or|and) ?-?vollzeit"
    r"|\bfull-? ?(?:or|and|/) ?-?part[ -]?time|\bpart-? ?(?:or|and|/) ?-?full[ -]?time"
)
FULL_TIME = re.compile(rf"\bfull[ -]?time|\bvollzeit|{FULL_AND_PART}", re.IGNORECASE)
PART_TIME = re.compile(rf"\bpart[ -]?time|\bteilzeit|{FULL_AND_PART}", re.IGNORECASE)
# "20 full-time employees" tells about the organisation, "full-time equivalent" counts.
OTHERS = re.compile(
    r"^[ -]*(?:employee|staff|colleague|equivalent|developer|people|mitarbeit|beschäftigte|kolleg"
    r"|angestellte|kräfte|äquivalent|volunteer)",
    re.IGNORECASE,
)
REFUSED = re.compile(
    r"(?:no|not|keine?|nicht) (?:in )?(?:part[ -]?time|teilzeit)"
    r"|(?:part[ -]?time|teilzeit\w*)[^.;]{0,40}?(?:is|ist|sind|leider)? ?"
    r"(?:not|nicht) (?:\w+ )?(?:possible|available|an option|offered|möglich|vorgesehen|teilbar)"
    r"|(?:part[ -]?time|teilzeit\w*)[^.;]{0,30}? (?:is|ist) (?:excluded|ausgeschlossen)"
    r"|nicht teilzeitfähig",
    re.IGNORECASE,
)

FULL = 100
LONGEST_WEEK = 48
"""Hours; by ArbZG § 3."""
SHORTEST_FULL_WEEK = Decimal(35)
"""Hours; no agreement in Germany calls less a full week."""
USUAL_FULL_WEEK = Decimal(38)
"""Hours; from here on no agreement calls it part-time."""


@dataclass(frozen=True)
class Hours:
    types: tuple[EmploymentType, ...] = ()
    percent_min: int | None = None
    percent_max: int | None = None
    """1 to 100; both None where the ad gives no percentage."""
    weekly_min: Decimal | None = None
    weekly_max: Decimal | None = None
    """Hours a week; equal where the ad gives one number."""


def find_hours(passages: Iterable[str]) -> Hours:
    """Reads the hours out of an ad's passages; the first that names a figure of a sort counts for it.

    Two figures a week in one passage are the ends of a range: "40 hours, part-time from 32 hours".
    """
    parts = list(passages)
    text = "\n".join(parts)
    low, high = _percent_range(text)
    weekly = next(filter(None, map(_read_weekly, parts)), [])
    weekly_min, weekly_max = (min(weekly), max(weekly)) if weekly else (None, None)
    return Hours(
        types=_employment_types(text, low, weekly_min, weekly_max),
        percent_min=low,
        percent_max=high,
        weekly_min=weekly_min,
        weekly_max=weekly_max,
    )


def _read_weekly(passage: str) -> list[Decimal]:
    """Every number of hours a week that a passage names."""
    numbers = (number for match in WEEKLY.finditer(passage) for number in match.groups() if number)
    return [hours for hours in map(_parse_decimal, numbers) if hours <= LONGEST_WEEK]


def _percent_range(text: str) -> tuple[int | None, int | None]:
    found = next((match for pattern in PERCENT if (match := pattern.search(text))), None)
    if found is None:
        return None, None
    low, high = int(found["low"]), int(found["high"] or found["low"])
    return (low, high) if 0 < low <= high <= FULL else (None, None)


def find_share(text: str) -> str:
    """The share of full time that a text names, such as "80 %"; empty where it names none."""
    low, high = _percent_range(text)
    if low is None:
        return ""
    return f"{low} %" if low == high else f"{low}–{high} %"


def _parse_decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", "."))


def _employment_types(
    text: str, percent: int | None, weekly_min: Decimal | None, weekly_max: Decimal | None
) -> tuple[EmploymentType, ...]:
    is_part = _is_mentioned(PART_TIME, text) and not REFUSED.search(text)
    is_short = weekly_min is not None and weekly_min < SHORTEST_FULL_WEEK
    is_long = weekly_max is not None and weekly_max >= USUAL_FULL_WEEK
    found = {
        EmploymentType.FULL_TIME: _is_mentioned(FULL_TIME, text) or percent == FULL or is_long,
        EmploymentType.PART_TIME: is_part or is_short or (percent is not None and percent < FULL),
    }
    return tuple(kind for kind, is_meant in found.items() if is_meant)


def _is_mentioned(pattern: re.Pattern[str], text: str) -> bool:
    return any(not OTHERS.match(text[match.end() :]) for match in pattern.finditer(text))
