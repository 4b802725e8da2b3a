"""Cells of the list that say until when something is due: an answer, a document, the erasure."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.enums import UNANSWERED_STAGES, DocumentKind
from applications.models import Application, DocumentRequest
from applications.models.answer_promise import promised_day
from hiring.enums import DecisionState
from hiring.inbox.scope import Scope


def add_promise(applications: QuerySet[Application], scope: Scope) -> QuerySet[Application]:
    return applications.annotate(promised_on=promised_day())


def render_promise(application: Application) -> str:
    """The promised day, and how many days it is over; nothing once it is answered or decided."""
    promised: date | None = getattr(application, "promised_on", None)
    is_decided = getattr(application, "live_state", None) == DecisionState.DECIDED
    if promised is None or is_decided or application.stage not in UNANSWERED_STAGES:
        return ""
    late = (timezone.localdate() - promised).days
    return f"{short(promised)}, {describe_lateness(late)}" if late > 0 else short(promised)


def describe_lateness(days: int) -> str:
    return ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}


def add_request(applications: QuerySet[Application], scope: Scope) -> QuerySet[Application]:
    """The request that waits longest."""
    waiting = DocumentRequest.objects.filter(application=OuterRef("pk"), answered_at=None)
    first = waiting.order_by("at", "pk")
    return applications.annotate(
        asked_kind=Subquery(first.values("kind")[:1]),
        asked_at=Subquery(first.values("at")[:1]),
        asked_told_at=Subquery(first.values("told_at")[:1]),
        asked_reminded_at=Subquery(first.values("reminded_at")[:1]),
    )


def render_request(application: Application) -> str:
    """What is outstanding, since when, and when its author was or will be reminded."""
    kind, at = (getattr(application, name, None) for name in ("asked_kind", "asked_at"))
    if kind is None or at is None:
        return ""
    values = {"document": DocumentKind(kind).label, "day": short(timezone.localdate(at))}
    words = _("%(document)s, requested on %(day)s") % values
    return "; ".join(filter(None, (words, describe_reminder(application))))


def describe_reminder(application: Application) -> str:
    told, reminded = (
        getattr(application, name, None) for name in ("asked_told_at", "asked_reminded_at")
    )
    if reminded is not None:
        return _("reminded on %(day)s") % {"day": short(timezone.localdate(reminded))}
    if told is None or not settings.REQUEST_REMINDER_DAYS:
        return ""
    day = timezone.localdate(told) + timedelta(days=settings.REQUEST_REMINDER_DAYS)
    return _("reminder on %(day)s") % {"day": short(day)}


def render_erasure(application: Application) -> str:
    """The day, or why there is none."""
    if application.hold_reason:
        reason = application.get_hold_reason_display()
        return _("kept: %(reason)s") % {"reason": reason}
    day = application.retained_until
    return short(day) if day else ""


def short(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
