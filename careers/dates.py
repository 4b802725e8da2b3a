"""Deadlines and ages as people count them: in calendar days of the portal's time zone."""

from datetime import date, datetime, timedelta

from babel.dates import get_timezone_location
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _


def last_moment(closes_at: datetime) -> datetime:
    """A deadline in local time; one at midnight is said to be at 23:59 of the day before."""
    local = timezone.localtime(closes_at)
    is_midnight = (local.hour, local.minute) == (0, 0)
    return timezone.localtime(closes_at - timedelta(minutes=1)) if is_midnight else local


def format_last_day(closes_at: datetime | None) -> str:
    """Such as "until 15 January 2027" in the active language; empty without a deadline."""
    return _("until %(date)s") % {"date": date_format(last_moment(closes_at))} if closes_at else ""


def with_zone(words: str) -> str:
    """A moment that people far away go by, such as "15 January 2027 at 23:59 (Berlin time)".

    The city is that of settings.TIME_ZONE in the active language, as Unicode's CLDR calls it.
    """
    locale = to_locale(get_language() or "en")
    zone = timezone.get_default_timezone_name()
    city = get_timezone_location(zone, locale=locale, return_city=True)
    return _("%(moment)s (%(city)s time)") % {"moment": words, "city": city}


def days_until(moment: datetime, today: date) -> int:
    """Calendar days from `today` to the moment's local date; negative if it is past."""
    return (timezone.localdate(moment) - today).days
