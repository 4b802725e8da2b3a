"""When public pages next change by themselves, because of the time."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from careers.models import Edition


def next_change_by_time(now: datetime) -> datetime:
    """The next midnight, or sooner: an edition opens or ends. How old postings are is counted in whole days.

    Editions that nobody sees any more count as well: too early is no fault, and an index answers.
    """
    opening = first_after(Edition.objects.all(), "opens_at", now)
    ending = first_after(Edition.objects.all(), "closes_at", now)
    return min([next_midnight(now), *filter(None, (opening, ending))])


def first_after(rows: QuerySet[Any], column: str, moment: datetime) -> datetime | None:
    later = rows.filter(**{f"{column}__gt": moment}).order_by(column)
    found: datetime | None = later.values_list(column, flat=True).first()
    return found


def next_midnight(now: datetime) -> datetime:
    """The beginning of the next day in the portal's time zone."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return datetime.combine(tomorrow, time(), timezone.get_default_timezone())
