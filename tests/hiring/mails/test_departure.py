from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pytest_django import Settings

from hiring.mails.departure import MailHours, departure_time, next_within

BERLIN, CAIRO = ZoneInfo("Europe/Berlin"), ZoneInfo("Africa/Cairo")
OFFICE = MailHours(8 * 60, 18 * 60)
MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=BERLIN)


def test_what_nobody_has_read_waits(settings: Settings) -> None:
    settings.LETTER_DELAY_MINUTES = 15
    assert departure_time(MONDAY) == MONDAY.replace(minute=15)
    assert departure_time(MONDAY, is_read=True) == MONDAY


def test_the_delay_counts_before_the_hours(settings: Settings) -> None:
    settings.MAIL_HOURS = (8 * 60, 18 * 60)
    late = MONDAY.replace(hour=17, minute=30)
    assert departure_time(late, is_read=True) == late
    assert departure_time(late) == datetime(2026, 12, 1, 8, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        ("2026-11-30 07:59", "2026-11-30 08:00"),
        ("2026-11-30 08:00", "2026-11-30 08:00"),
        ("2026-11-30 17:59:59", "2026-11-30 17:59:59"),
        ("2026-11-30 18:00", "2026-12-01 08:00"),
        ("2026-12-04 18:00", "2026-12-07 08:00"),  # Friday evening
        ("2026-12-05 12:00", "2026-12-07 08:00"),
        ("2026-12-06 23:59", "2026-12-07 08:00"),
        # The weekends on which the clock is set: eight o'clock is eight o'clock.
        ("2026-10-23 19:00", "2026-10-26 08:00"),
        ("2027-03-26 19:00", "2027-03-29 08:00"),
    ],
)
def test_letters_leave_in_office_hours_of_working_days(moment: str, leaves: str) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=BERLIN).astimezone(UTC)
    expected = datetime.fromisoformat(leaves).replace(tzinfo=BERLIN).astimezone(UTC)
    assert next_within(OFFICE, now, BERLIN) == expected


def test_hours_are_those_of_the_portal_wherever_the_moment_was_written(settings: Settings) -> None:
    settings.MAIL_HOURS = (8 * 60, 18 * 60)
    settings.TIME_ZONE = "America/New_York"
    leaves = departure_time(datetime(2026, 11, 30, 9, 0, tzinfo=UTC), is_read=True)
    assert leaves == datetime(2026, 11, 30, 13, 0, tzinfo=UTC)


def test_a_beginning_that_the_clock_skips_comes_as_soon_as_it_may() -> None:
    """Cairo sets the clock from Friday 0:00 to 1:00."""
    thursday = datetime(2027, 4, 29, 20, 0, tzinfo=CAIRO)
    found = next_within(MailHours(30, 18 * 60), thursday, CAIRO)
    assert found == datetime(2027, 4, 30, 1, 30, tzinfo=CAIRO)


def test_a_beginning_that_the_clock_shows_twice_is_never_in_the_past() -> None:
    """Cairo sets the clock back to Thursday 23:00 at midnight."""
    hours = MailHours(23 * 60 + 30, 23 * 60 + 40)
    after_the_first = datetime(2026, 10, 29, 23, 50, tzinfo=CAIRO)
    second = datetime(2026, 10, 29, 23, 30, fold=1, tzinfo=CAIRO)
    found = next_within(hours, after_the_first.astimezone(UTC), CAIRO)
    assert found == second.astimezone(UTC)
