"""Which applications are erased soon, and which are kept for legal reasons; for those who may decide."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from applications.models.erasure_day import filter_erased_by, filter_held

SOON = timedelta(days=14)
ERASED_SOON, HELD = "soon", "held"
LABELS = {
    ERASED_SOON: _("erased within 14 days"),
    HELD: _("kept for legal reasons"),
}


def narrow_to_erased_soon(
    applications: QuerySet[Application], now: datetime
) -> QuerySet[Application]:
    return filter_erased_by(applications, timezone.localdate(now) + SOON)


def narrow_by_keeping(
    applications: QuerySet[Application], value: str, now: datetime
) -> QuerySet[Application]:
    """By a key of LABELS."""
    if value == HELD:
        return filter_held(applications)
    return narrow_to_erased_soon(applications, now)
