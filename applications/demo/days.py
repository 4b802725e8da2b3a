"""Dates that count from the day of loading, so that the demo looks fresh whenever it is loaded."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

MORNING = time(8, 30)
END_OF_DAY = time(23, 59)


def month_start(day: date, months: int) -> date:
    """The first day of the month that many months after the month of `day`."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


@dataclass(frozen=True)
class Days:
    """Turns day offsets of the demo's files (-3: three days ago) into moments; now is aware."""

    now: datetime

    def local_date(self, offset: int) -> date:
        return timezone.localdate(self.now) + timedelta(days=offset)

    def past_moment(self, offset: int, minutes: int = 0) -> datetime:
        """The morning of that day plus some minutes, but never later than now."""
        morning = timezone.make_aware(datetime.combine(self.local_date(offset), MORNING))
        return min(morning + timedelta(minutes=minutes), self.now)

    def opening_moment(self, offset: int) -> datetime:
        return timezone.make_aware(datetime.combine(self.local_date(offset), MORNING))

    def deadline_moment(self, offset: int) -> datetime:
        """23:59 of that day, local time."""
        return timezone.make_aware(datetime.combine(self.local_date(offset), END_OF_DAY))

    def start_date(self, offset: int | None) -> date | None:
        """The first of the month after that day; None stays None (as soon as possible)."""
        return None if offset is None else month_start(self.local_date(offset), 1)

    def end_date(self, start: date | None, months: int | None) -> date | None:
        """The last day of a fixed term of so many months from the start on."""
        if months is None:
            return None
        return month_start(start or month_start(self.local_date(0), 1), months) - timedelta(days=1)
