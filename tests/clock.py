"""The day on which the tests run: another than today's with `--clock`, to find those that know the date."""

from datetime import UTC, date, datetime, timedelta
from types import ModuleType

import pytest
import time_machine
from django.db import connection

OF_DATES = (date, datetime, time_machine)


def moment(wish: str) -> datetime:
    """What `--clock` names, with its time zone: so many days from today, or ISO 8601 with an offset."""
    if wish.startswith("+"):
        return datetime.now(UTC) + timedelta(days=int(wish))
    if (found := datetime.fromisoformat(wish)).tzinfo is None:
        raise ValueError(wish)
    return found


def set_clock(config: pytest.Config) -> None:
    """Begin at that moment in this process; PostgreSQL, files and child processes stay at the real time."""
    if begin := config.getoption("clock"):
        travel = time_machine.travel(begin)
        travel.start()
        config.add_cleanup(travel.stop)


def database_now() -> datetime:
    """What PostgreSQL compares its own times with; --clock does not move it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        [now] = cursor.fetchone()
    return now


def deals_with_dates(module: ModuleType | None) -> bool:
    """Whether a module of tests names days or stops the clock; others call theirs by age only."""
    names = vars(module).values() if module else ()
    return any(value is one for value in names for one in OF_DATES)
