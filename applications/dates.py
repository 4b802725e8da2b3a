"""Dates that are counted in months."""

import calendar
from datetime import date

MONTHS_OF_A_YEAR = 12


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month if it has no such day.

    As section 188(3) of the German Civil Code (BGB) counts: 31 August plus six is 28 February.
    """
    years, month = divmod(day.month - 1 + months, MONTHS_OF_A_YEAR)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
