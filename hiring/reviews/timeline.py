"""What has happened to an application, in one list, as far as the person who reads it may know."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.enums import DocumentKind, EventKind, TransferKind
from applications.models import (
    Application,
    ApplicationEvent,
    DocumentAccess,
    MailDelivery,
    StageChange,
    Transfer,
)
from applications.models.application import SEE_EVERY_APPLICATION
from applications.models.transfer import TransferQuerySet
from applications.wording import event_words
from hiring.enums import PRIVATE_CHANGES, DecisionState
from hiring.models import Decision, ExportAccess, OutgoingMail, RecordChange
from hiring.rights import MAY_READ_ACCESSES, MAY_READ_DECISIONS, MAY_READ_MAILS

MOST_EVENTS = 300
TRANSFER_READS = ("from_edition__posting", "to_posting", "copy", "by")


class Entry(NamedTuple):
    """One line; without `by` the applicant did it, nobody is known any more, or it happened by itself."""

    at: datetime
    words: str
    by: User | None
    reason: str = ""


def history_entries(application: Application, reader: User) -> list[Entry]:
    """The newest first, down to the arrival. Decisions, mails and readers are for those with the right."""
    found = [
        *map(stage_change_entry, application.stage_changes.select_related("by")),
        *newest_events(application, reader),
        *map(export_entry, application.export_accesses.select_related("user")),
        *map(refused_mail_entry, application.deliveries.with_refusal()),
        *map(transfer_entry, visible_transfers(application, reader)),
        *record_changes(application, reader),
        *decisions_and_mails(application, reader),
        *readings(application, reader),
    ]
    newest = sorted(found, key=lambda entry: entry.at, reverse=True)
    return [*newest, Entry(application.submitted_at, _("received"), None)]


def stage_change_entry(change: StageChange) -> Entry:
    words = f"{change.get_from_stage_display()} → {change.get_to_stage_display()}"
    return Entry(change.at, words, change.by, change.reason)


def newest_events(application: Application, reader: User) -> Iterator[Entry]:
    """Those by the applicant have no end but MOST_EVENTS; the copy of the data has all."""
    events = visible_events(application, reader).order_by("-at", "-pk")
    found = list(events[: MOST_EVENTS + 1])
    yield from map(event_entry, found[:MOST_EVENTS])
    if len(found) > MOST_EVENTS:
        yield Entry(found[-1].at, _("earlier entries are left out here"), None)


def visible_events(application: Application, reader: User) -> QuerySet[ApplicationEvent]:
    """That it is a copy tells of the first one: for those only who may open both.

    Who may see every application reads it also where the first one is gone.
    """
    seen = Application.objects.for_user(reader)
    copied = Transfer.objects.filter(copy=OuterRef("application"))
    if reader.has_perm(SEE_EVERY_APPLICATION):
        may_know = ~Q(Exists(copied.exclude(application__in=seen)))
    else:
        may_know = Q(Exists(copied.filter(application__in=seen)))
    events = application.events.select_related("by")
    return events.filter(~Q(kind=EventKind.CAME_AS_COPY) | may_know)


def visible_transfers(application: Application, reader: User) -> TransferQuerySet:
    """As above: of a copy know those only who may open it.

    Where it is gone or still to come there is none: then those who may see every application.
    """
    transfers = application.transfers.select_related(*TRANSFER_READS)
    known = Q(kind=TransferKind.MOVE) | Q(copy__in=Application.objects.for_user(reader))
    if reader.has_perm(SEE_EVERY_APPLICATION):
        known |= Q(copy=None)
    return transfers.filter(known)


def event_entry(event: ApplicationEvent) -> Entry:
    return Entry(event.at, event_words(event.kind, event.detail), event.by)


def transfer_entry(transfer: Transfer) -> Entry:
    """Where an application came from and went to, or was to go."""
    words = _("%(kind)s from “%(before)s” to “%(after)s”: %(state)s") % {
        "kind": transfer.get_kind_display(),
        "before": transfer.from_edition.posting,
        "after": transfer.to_posting,
        "state": transfer.get_state_display(),
    }
    copy = transfer.copy.reference if transfer.copy else ""
    return Entry(transfer.ended_at or transfer.at, words, transfer.by, copy)


def export_entry(access: ExportAccess) -> Entry:
    words = _("exported: %(kind)s") % {"kind": access.get_kind_display()}
    return Entry(access.at, words, access.user)


def refused_mail_entry(delivery: MailDelivery) -> Entry:
    words = _("%(mail)s could not be delivered: %(answer)s") % {
        "mail": delivery.get_kind_display(),
        "answer": delivery.answer,
    }
    return Entry(delivery.refused_at or timezone.now(), words, None)


def record_changes(application: Application, reader: User) -> Iterator[Entry]:
    """What the staff did with its own side; who is kept away only for those who may lift it."""
    changes = application.record_changes.select_related("by")
    if not reader.has_perm(SEE_EVERY_APPLICATION):
        changes = changes.exclude(kind__in=PRIVATE_CHANGES)
    for change in changes:
        yield Entry(change.at, record_change_words(change), change.by)


def record_change_words(change: RecordChange) -> str:
    words = str(change.get_kind_display())
    about = dict(DocumentKind.choices).get(change.detail, change.detail)
    return f"{words}: {about}" if about else words


def decisions_and_mails(application: Application, reader: User) -> Iterator[Entry]:
    """What is on its way or was taken back (an announced decision is a move), and letters with their state."""
    if reader.has_perm(MAY_READ_DECISIONS):
        decisions = application.decisions.exclude(state=DecisionState.ANNOUNCED)
        yield from map(decision_entry, decisions.select_related("by", "reason"))
    if reader.has_perm(MAY_READ_MAILS):
        yield from map(mail_entry, application.outgoing_mails.select_related("written_by"))


def decision_entry(decision: Decision) -> Entry:
    words = _("Decision “%(stage)s”: %(state)s") % {
        "stage": decision.get_to_stage_display(),
        "state": decision.get_state_display(),
    }
    why = [str(decision.reason) if decision.reason else "", decision.note]
    return Entry(decision.at, words, decision.by, " · ".join(filter(None, why)))


def mail_entry(mail: OutgoingMail) -> Entry:
    words = _("Email “%(subject)s”: %(state)s") % {
        "subject": mail.subject,
        "state": mail.get_state_display(),
    }
    return Entry(mail.ended_at or mail.written_at, words, mail.written_by, mail.answer)


def readings(application: Application, reader: User) -> Iterator[Entry]:
    """Who has read the application or one of its documents, each the last time."""
    if not reader.has_perm(MAY_READ_ACCESSES):
        return
    for mark in application.read_marks.select_related("user"):
        yield Entry(mark.at, _("application read"), mark.user)
    accesses = DocumentAccess.objects.filter(document__application=application)
    newest = accesses.order_by("document_id", "user_id", "-at").distinct("document_id", "user_id")
    for access in newest.select_related("document", "user"):
        name = access.document.name if access.document else ""
        yield Entry(access.at, _("“%(name)s” read") % {"name": name}, access.user)
