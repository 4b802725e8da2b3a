"""What a typed day, time, or both can mean in German and English, and what cannot be read."""

from datetime import date, datetime, time

import pytest

from careers.text.date_readings import (
    Unreadable,
    UnreadableError,
    list_day_readings,
    list_moment_readings,
    read_time,
)

FIRST_OF_DECEMBER = [
    "1.12.2026",
    "01. 12. 2026",
    "1. Dezember 2026",
    "1 December 2026",
    "1 Dec 2026",
    "1st of December 2026",
    "December 1, 2026",
    "Di., 1. Dez. 2026",
    "Tuesday, 1 December 2026",
    "2026-12-01",
]
UNREADABLE_DAYS = [
    ("bald", Unreadable.NOTHING),
    ("", Unreadable.NOTHING),
    ("1.12.", Unreadable.NOTHING),
    ("1 Ma 2026", Unreadable.NOTHING),
    ("1.12.2026 oder später", Unreadable.NOTHING),
    ("1" * 81, Unreadable.NOTHING),
    ("1.12.26", Unreadable.SHORT_YEAR),
    ("1 Dec 26", Unreadable.SHORT_YEAR),
    ("31.2.2026", Unreadable.NO_SUCH_DAY),
    ("1.1.0000", Unreadable.NO_SUCH_DAY),
]
MOMENTS = [
    ("1.12.2026 23:59", "2026-12-01T23:59"),
    ("1.12.2026, 23.59 Uhr", "2026-12-01T23:59"),
    ("Dienstag, 1. Dezember 2026, 23:59 Uhr", "2026-12-01T23:59"),
    ("Dienstag, 1. Dezember 2026 um 23:59 Uhr", "2026-12-01T23:59"),
    ("Tuesday, 1 December 2026 at 23:59", "2026-12-01T23:59"),
    ("1.12.2026 um 9 Uhr", "2026-12-01T09:00"),
    ("1 December 2026 at 2:15 pm", "2026-12-01T14:15"),
    ("2026-12-01T09:00", "2026-12-01T09:00"),
]
UNREADABLE_MOMENTS = [
    ("1.12.2026", Unreadable.NO_TIME),
    ("1.12.2026 9", Unreadable.NOTHING),
    ("1.12.2026 24:00", Unreadable.NO_SUCH_TIME),
    ("1.12.26 9:00", Unreadable.SHORT_YEAR),
]
TIMES = [("9 Uhr", time(9)), ("2:15", time(2, 15)), ("12 am", time(0)), ("12 p.m.", time(12))]


@pytest.mark.parametrize("typed", FIRST_OF_DECEMBER)
def test_day_is_read_in_every_spelling(typed: str) -> None:
    assert list_day_readings(typed) == [date(2026, 12, 1)]


def test_day_between_slashes_is_read_both_ways() -> None:
    assert list_day_readings("01/12/2026") == [date(2026, 12, 1), date(2026, 1, 12)]


@pytest.mark.parametrize("typed", ["25/12/2026", "12/25/2026", "25-12-2026"])
def test_day_between_slashes_that_is_possible_one_way_is_read_that_way(typed: str) -> None:
    assert list_day_readings(typed) == [date(2026, 12, 25)]


@pytest.mark.parametrize(("typed", "why"), UNREADABLE_DAYS)
def test_what_is_no_day_says_why(typed: str, why: Unreadable) -> None:
    with pytest.raises(UnreadableError) as refused:
        list_day_readings(typed)
    assert refused.value.why == why


@pytest.mark.parametrize(("typed", "moment"), MOMENTS)
def test_day_and_time_are_read_together(typed: str, moment: str) -> None:
    assert [
        datetime.combine(*each).isoformat("T", "minutes") for each in list_moment_readings(typed)
    ] == [moment]


@pytest.mark.parametrize(("typed", "why"), UNREADABLE_MOMENTS)
def test_what_is_no_moment_says_why(typed: str, why: Unreadable) -> None:
    with pytest.raises(UnreadableError) as refused:
        list_moment_readings(typed)
    assert refused.value.why == why


@pytest.mark.parametrize(("typed", "at"), TIMES)
def test_time_is_read(typed: str, at: time) -> None:
    assert read_time(typed) == at


def test_hour_of_thirteen_in_the_afternoon_is_refused() -> None:
    with pytest.raises(UnreadableError) as refused:
        read_time("13 pm")
    assert refused.value.why == Unreadable.NO_SUCH_TIME
