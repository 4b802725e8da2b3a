"""Why an application waits for the staff; the start page counts by it, and the list filters by it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.enums import ScanState
from applications.models import Application, Document, DocumentRequest
from applications.models.answer_promise import with_promised_day
from hiring.models import ReadMark
from hiring.waiting.undecided import FIRST_WARNING, filter_unanswered, find_undecided

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NEAR = timedelta(days=3)
"""An answer is due soon when its promised day is not further away."""


class WaitingKind(TextChoices):
    """What somebody of the staff has to do with an application."""

    UNREAD = "unread", _("not read by me")
    ANSWER_LATE = "answer_late", _("answer overdue")
    ANSWER_SOON = "answer_soon", _("answer due within the next three days")
    DOCUMENTS = "documents", _("requested document has arrived")
    OUTSTANDING = "outstanding", _("requested document still outstanding")
    MISSING = "missing", _("file of a document missing")
    HARMFUL = "harmful", _("document with something harmful in it")
    UNCHECKED = "unchecked", _("document that could not be checked")
    UNDECIDED = "undecided", _("nobody decides, procedure ends soon")


type Narrow = Callable[[QuerySet[Application], "User", datetime], QuerySet[Application]]


def filter_by_waiting(
    applications: QuerySet[Application], kind: WaitingKind, *, user: "User", now: datetime
) -> QuerySet[Application]:
    """Those that wait for this reason."""
    return NARROW[kind](filter_unanswered(applications), user, now)


def narrow_to_unread(
    applications: QuerySet[Application], user: "User", now: datetime
) -> QuerySet[Application]:
    mine = ReadMark.objects.filter(user=user.pk, application=OuterRef("pk"))
    return applications.filter(~Exists(mine))


def narrow_to_late(
    applications: QuerySet[Application], user: "User", now: datetime
) -> QuerySet[Application]:
    waiting = with_promised_day(applications)
    return waiting.filter(Q(promised_on__lt=timezone.localdate(now)))


def narrow_to_soon(
    applications: QuerySet[Application], user: "User", now: datetime
) -> QuerySet[Application]:
    waiting = with_promised_day(applications)
    today = timezone.localdate(now)
    return waiting.filter(Q(promised_on__gte=today, promised_on__lte=today + NEAR))


def narrow_to_answered(
    applications: QuerySet[Application], user: "User", now: datetime
) -> QuerySet[Application]:
    """A document came that was asked for, and nobody has said yet whether it is the right one."""
    answered = DocumentRequest.objects.filter(
        application=OuterRef("pk"), answered_at__isnull=False, verdict=None
    )
    return applications.filter(Exists(answered))


def narrow_to_outstanding(
    applications: QuerySet[Application], user: "User", now: datetime
) -> QuerySet[Application]:
    waiting = DocumentRequest.objects.filter(application=OuterRef("pk"), answered_at=None)
    return applications.filter(Exists(waiting))


def narrow_to_harmful(
    applications: QuerySet[Application], user: "User", now: datetime
) -> QuerySet[Application]:
    return applications.filter(has_document_in(ScanState.INFECTED))


def narrow_to_unchecked(
    applications: QuerySet[Application], user: "User", now: datetime
) -> QuerySet[Application]:
    return applications.filter(has_document_in(ScanState.FAILED))


def has_document_in(state: ScanState) -> Exists:
    return Exists(Document.objects.filter(application=OuterRef("pk"), scan_state=state))


def narrow_to_missing(
    applications: QuerySet[Application], user: "User", now: datetime
) -> QuerySet[Application]:
    gone = Document.objects.filter(application=OuterRef("pk")).exclude(missing_since=None)
    return applications.filter(Exists(gone))


def narrow_to_undecided(
    applications: QuerySet[Application], user: "User", now: datetime
) -> QuerySet[Application]:
    return find_undecided(applications, now, within=FIRST_WARNING)


NARROW: dict[WaitingKind, Narrow] = {
    WaitingKind.UNREAD: narrow_to_unread,
    WaitingKind.ANSWER_LATE: narrow_to_late,
    WaitingKind.ANSWER_SOON: narrow_to_soon,
    WaitingKind.DOCUMENTS: narrow_to_answered,
    WaitingKind.OUTSTANDING: narrow_to_outstanding,
    WaitingKind.MISSING: narrow_to_missing,
    WaitingKind.HARMFUL: narrow_to_harmful,
    WaitingKind.UNCHECKED: narrow_to_unchecked,
    WaitingKind.UNDECIDED: narrow_to_undecided,
}
