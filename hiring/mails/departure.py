"""When a letter may leave: after a delay if nobody has read it, in the hours in which mails leave."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings

SATURDAY = 5
A_WEEK = 8
"""Days within which there is a working day, whatever today is."""


class MailHours(NamedTuple):
    """From `begin` (included) to `end` (excluded) on working days, in minutes from midnight."""

    begin: int
    end: int


def departure_time(now: datetime, *, is_read: bool = False) -> datetime:
    """The first moment from `now` on (aware) at which a letter may leave.

    One that was filled in by the program waits for a while, so that a person can read it, change it
    or take it back; one that somebody has just written or read does not.
    """
    delay = 0 if is_read else settings.LETTER_DELAY_MINUTES
    moment = now + timedelta(minutes=delay)
    if settings.MAIL_HOURS is None:
        return moment
    return next_within(MailHours(*settings.MAIL_HOURS), moment, ZoneInfo(settings.TIME_ZONE))


def next_within(hours: MailHours, moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment itself if it lies in the hours, else when they begin next; public holidays count for nothing."""
    local = moment.astimezone(zone)
    minutes = local.hour * 60 + local.minute
    if local.weekday() < SATURDAY and hours.begin <= minutes < hours.end:
        return moment
    days = (local.date() + timedelta(days=number) for number in range(A_WEEK))
    begins = (at_minute(day, hours.begin, zone, fold) for day in days for fold in (0, 1))
    return next(each for each in begins if is_working_day(each, zone) and each > moment)


def at_minute(day: date, minutes: int, zone: ZoneInfo, fold: int) -> datetime:
    """A minute of a day; `fold` tells the two apart that the clock shows when it is set back.

    One that the clock skips comes out as much later as it was set forward, with fold 0.
    """
    clock = time(*divmod(minutes, 60), fold=fold)
    return datetime.combine(day, clock, zone).astimezone(UTC)


def is_working_day(moment: datetime, zone: ZoneInfo) -> bool:
    return moment.astimezone(zone).weekday() < SATURDAY
