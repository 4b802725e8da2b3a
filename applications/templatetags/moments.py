"""Moments in templates, with their time zone named."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from careers.dates import with_zone

register = template.Library()


@register.filter
def moment_in_zone(moment: datetime) -> str:
    """Such as "7 December 2026 at 12:00 (Berlin time)"."""
    return with_zone(date_format(timezone.localtime(moment), "DATETIME_FORMAT"))
