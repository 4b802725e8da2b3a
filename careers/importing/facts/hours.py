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
    re.compile(rf"\b{LABEL}\b\s*:\s*(?:[^\W\d]+[ ,(]+){{0,3}}{NUMBER}", re.IGNORECASE),
    re.compile(
        rf"\b(?:teilzeit|vollzeit|part[ -]?time|full[ -]?time)\s*[(,]+\s*{NUMBER}", re.IGNORECASE
    ),
)
WEEKLY = re.compile(
    r"\b(?P<low>\d{1,2}(?:[.,]\d{1,2})?)(?:\s?(?:–|-|bis|to)\s?(?P<high>\d{1,2}(?:[.,]\d{1,2})?))?"
    r"[ -]?(?:(?:stunden|std\.?|hours?|h)\s?(?:/|pro|per|a|in der|die|each|-)?\s?(?:woche|week|wk)\b"
    r"|wochenstunden|stunden-woche|stundenwoche)",
    re.IGNORECASE,
)
FULL_TIME = re.compile(r"\b(?:full[ -]?time|vollzeit)", re.IGNORECASE)
PART_TIME = re.compile(r"\b(?:part[ -]?time|teilzeit)", re.IGNORECASE)
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
    """Reads the hours out of an ad's passages; the first figure of each sort counts."""
    text = "\n".join(passages)
    low, high = _percent_range(text)
    weekly = WEEKLY.search(text)
    weekly_min = _parse_decimal(weekly["low"]) if weekly else None
    return Hours(
        types=_employment_types(text, low),
        percent_min=low,
        percent_max=high,
        weekly_min=weekly_min,
        weekly_max=_parse_decimal(weekly["high"]) if weekly and weekly["high"] else weekly_min,
    )


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


def _employment_types(text: str, percent: int | None) -> tuple[EmploymentType, ...]:
    is_part = _is_mentioned(PART_TIME, text) and not REFUSED.search(text)
    found = {
        EmploymentType.FULL_TIME: _is_mentioned(FULL_TIME, text) or percent == FULL,
        EmploymentType.PART_TIME: is_part or (percent is not None and percent < FULL),
    }
    return tuple(kind for kind, is_meant in found.items() if is_meant)


def _is_mentioned(pattern: re.Pattern[str], text: str) -> bool:
    return any(not OTHERS.match(text[match.end() :]) for match in pattern.finditer(text))
