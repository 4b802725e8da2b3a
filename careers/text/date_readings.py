"""What a day, a time, or both, that somebody typed can mean, in German and in English spelling.

Pure: no settings, no active language. Who asks chooses among the readings.
"""

import re
from datetime import date, time
from enum import Enum
from typing import NamedTuple

from careers.text.dates import MONTH_NUMBERS
from careers.text.invisible_characters import clean_line

LONGEST_MOMENT = 80
"""Characters; more is no date that a person types."""
NOON = 12
YEAR_DIGITS = 4
SHORTEST_NAME = 3
"""Letters of a month's name that tell it from the others."""
WEEKDAY = re.compile(
    r"(?:mo(?:ntag|nday)?|di(?:enstag)?|tue(?:s(?:day)?)?|mi(?:ttwoch)?|wed(?:nesday)?"
    r"|do(?:nnerstag)?|thu(?:rs(?:day)?)?|fr(?:eitag|i(?:day)?)?|sa(?:mstag|t(?:urday)?)?"
    r"|so(?:nntag|nnabend)?|sonnabend|sun(?:day)?|mon)\b\.?,?\s*",
    re.IGNORECASE,
)
YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})(?![0-9])"
NAME = r"(?P<name>[^\W\d_]+)"
DAYS = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?![0-9])"),
    re.compile(rf"(?P<day>[0-9]{{1,2}})\.\s?(?P<month>[0-9]{{1,2}})\.\s?{YEAR}"),
    re.compile(rf"(?P<day>[0-9]{{1,2}})(?:\.|st|nd|rd|th)?\s?(?:of\s)?{NAME}\.?,?\s?{YEAR}"),
    re.compile(rf"{NAME}\.?\s?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s{YEAR}"),
    re.compile(rf"(?P<first>[0-9]{{1,2}})(?P<sign>[/-])(?P<second>[0-9]{{1,2}})(?P=sign){YEAR}"),
)
TIME = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2})(?::[0-9]{2})?)?\s?(?P<word>uhr|h|[ap]\.?m\.?)?",
    re.IGNORECASE,
)
BETWEEN = re.compile(r",?\s?(?:um|at|t)?\s?", re.IGNORECASE)


class Unreadable(Enum):
    """Why there is no reading."""

    NOTHING = "nothing"
    """It is no date, or no time."""
    SHORT_YEAR = "short_year"
    """A year of two digits, which could be in either century."""
    NO_SUCH_DAY = "no_such_day"
    NO_TIME = "no_time"
    """A day without the time that belongs to it."""
    NO_SUCH_TIME = "no_such_time"


class UnreadableError(ValueError):
    def __init__(self, why: Unreadable) -> None:
        super().__init__(why.value)
        self.why = why


class Moment(NamedTuple):
    """A day and the time on the wall; the time zone is not its matter."""

    day: date
    at: time


def list_day_readings(text: str) -> list[date]:
    """Every day that the text can mean, one or two: "01/12/2026" is January 12 or 1 December.

    Raises UnreadableError.
    """
    days, rest = read_leading_days(squeeze_spaces(text))
    if rest:
        raise UnreadableError(Unreadable.NOTHING)
    return days


def list_moment_readings(text: str) -> list[Moment]:
    """The same for a day followed by a time: "1.12.2026, 23:59 Uhr", "1 December 2026 at 11 pm".

    Raises UnreadableError.
    """
    days, rest = read_leading_days(squeeze_spaces(text))
    rest = rest[gap.end() :] if (gap := BETWEEN.match(rest)) else rest
    if not rest:
        raise UnreadableError(Unreadable.NO_TIME)
    at = read_time(rest)
    return [Moment(day, at) for day in days]


def read_time(text: str) -> time:
    """A time of day: "23:59", "23.59 Uhr", "9 Uhr", "2:15 pm". Raises UnreadableError."""
    match = TIME.fullmatch(squeeze_spaces(text))
    if match is None or not (match["minute"] or match["word"]):
        raise UnreadableError(Unreadable.NOTHING)
    hour, word = int(match["hour"]), (match["word"] or "").lower()
    if word[:1] in {"a", "p"}:
        if not 1 <= hour <= NOON:
            raise UnreadableError(Unreadable.NO_SUCH_TIME)
        hour = hour % NOON + (NOON if word.startswith("p") else 0)
    try:
        return time(hour, int(match["minute"] or 0))
    except ValueError:
        raise UnreadableError(Unreadable.NO_SUCH_TIME) from None


def squeeze_spaces(text: str) -> str:
    """One space between words; nothing where the text is far too long."""
    return " ".join(clean_line(text).split()) if len(text) <= LONGEST_MOMENT else ""


def read_leading_days(text: str) -> tuple[list[date], str]:
    """What the beginning of the text can mean as a day, and what follows it."""
    text = text[weekday.end() :] if (weekday := WEEKDAY.match(text)) else text
    for pattern in DAYS:
        match = pattern.match(text)
        parts = match.groupdict() if match else {}
        if match and (pairs := find_days_and_months(parts)):
            return make_existing_days(pairs, parts["year"]), text[match.end() :]
    raise UnreadableError(Unreadable.NOTHING)


def find_days_and_months(parts: dict[str, str]) -> list[tuple[int, int]]:
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        return list(dict.fromkeys([(first, second), (second, first)]))
    month = find_month_number(parts["name"]) if "name" in parts else int(parts["month"])
    return [(int(parts["day"]), month)] if month is not None else []


def find_month_number(name: str) -> int | None:
    """The month that a name, or its beginning, stands for in one of the languages."""
    short = name.casefold()
    found = {number for each, number in MONTH_NUMBERS.items() if each.startswith(short)}
    return found.pop() if len(found) == 1 and len(short) >= SHORTEST_NAME else None


def make_existing_days(pairs: list[tuple[int, int]], year: str) -> list[date]:
    if len(year) < YEAR_DIGITS:
        raise UnreadableError(Unreadable.SHORT_YEAR)
    found = []
    for day, month in pairs:
        try:
            found.append(date(int(year), month, day))
        except ValueError:
            continue
    if not found:
        raise UnreadableError(Unreadable.NO_SUCH_DAY)
    return found
