"""When public pages next change by themselves, because of the time."""

from datetime import datetime, time, timedelta

from django.db.models import Min, Q
from django.utils import timezone

from careers.models import Posting
from careers.models.edition_text import AGES

DATES = ("current_edition__opens_at", "current_edition__closes_at")


def next_change_by_time(now: datetime) -> datetime:
    """The next midnight, or sooner: a posting opens, ends, or is no longer new by a filter; one query."""
    nearest = {name: Min(name, filter=Q(**{f"{name}__gt": now})) for name in DATES}
    ages = {f"age_{days}": timedelta(days=days) for days in AGES}
    nearest |= {
        name: Min("published_at", filter=Q(published_at__gt=now - age))
        for name, age in ages.items()
    }
    found = Posting.objects.filter(current_edition__isnull=False).order_by().aggregate(**nearest)
    moments = {name: moment for name, moment in found.items() if moment}
    known: list[datetime] = [each + ages.get(name, timedelta()) for name, each in moments.items()]
    return min([next_midnight(now), *known])


def next_midnight(now: datetime) -> datetime:
    """The beginning of the next day in the portal's time zone."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return datetime.combine(tomorrow, time(), timezone.get_default_timezone())
