"""In which state documents begin, and which ones have to be scanned: now, again, or because their job was lost."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.dispatch import Signal
from procrastinate.contrib.django.models import ProcrastinateJob

from applications.documents.virus_scan.clamd import is_configured, read_signature_date
from applications.enums import NEXT_SCAN_STATES, SCAN_VERDICTS, ScanState
from applications.models import Application, Document
from applications.word_index import index_application

SCAN_JOB = "applications.scan_document"
withheld = Signal()
"""A document that was handed out until now is no more, in the transaction of its new state; the sender is
Document, `document` the row, which is locked. What was made of its bytes is to end."""
CHANGED = ("scan_state", "scan_finding", "scan_cause", "scanned_at", "scan_tries")


class ScanStateRefused(Exception):
    """From the state that a document is in, none leads there (applications.enums.NEXT_SCAN_STATES)."""


def first_scan_state() -> ScanState:
    """Of a document that has just become one of an application."""
    return ScanState.PENDING if is_configured() else ScanState.NOT_SCANNED


def set_scan_state(
    locked: Document,
    state: ScanState,
    *,
    finding: str = "",
    cause: str = "",
    at: datetime | None = None,
) -> None:
    """The one function that changes the state of a document, which the caller has locked."""
    if state not in NEXT_SCAN_STATES[ScanState(locked.scan_state)]:
        raise ScanStateRefused(f"{locked.scan_state} → {state}")
    was_openable = locked.is_openable
    locked.scan_state, locked.scan_finding, locked.scan_cause = state, finding, cause
    locked.scanned_at = at if state in SCAN_VERDICTS else None
    locked.scan_tries = 0
    locked.save(update_fields=CHANGED)
    if was_openable and not locked.is_openable:
        withheld.send(sender=Document, document=locked)


def find_lost(*, at_most: int) -> list[Document]:
    """Pending documents of applications that no job is going to look at, the oldest first."""
    jobs = ProcrastinateJob.objects.filter(task_name=SCAN_JOB, status__in=("todo", "doing"))
    coming = {args.get("document_id") for args in jobs.values_list("args", flat=True)}
    pending = find_pending().order_by("pk").only("pk", "application")
    return [one for one in pending.iterator() if one.pk not in coming][:at_most]


def find_pending() -> QuerySet[Document]:
    return Document.objects.filter(application__isnull=False, scan_state=ScanState.PENDING)


def find_for_another_scan() -> QuerySet[Document]:
    """What newer signatures have not looked at, and what no scanner has judged as clean or pending.

    Raises ScannerUnavailable. Clean documents stay open to the staff until the new verdict.
    """
    signatures_at = read_signature_date()
    never = Q(scan_state__in=(ScanState.NOT_SCANNED, ScanState.FAILED))
    older = Q(signatures_at=None) | Q(signatures_at__lt=signatures_at)
    earlier = Q(scan_state__in=(ScanState.CLEAN, ScanState.INFECTED)) & older
    wanted = never | earlier if signatures_at else never
    return Document.objects.filter(wanted, application__isnull=False)


@transaction.atomic
def hold_back(document: Document, *, to: ScanState = ScanState.PENDING) -> Document | None:
    """Make a document pending again, unless it is clean or gone; returns it as it is now.

    What a preview had made of it is found by no search until it is clean.
    """
    applications: QuerySet[Any] = Application.objects.select_for_update(of=("self",))
    application = applications.filter(documents=document.pk).first()
    locked = Document.objects.select_for_update(of=("self",)).filter(pk=document.pk).first()
    if application is None or locked is None:
        return None
    if to in NEXT_SCAN_STATES[ScanState(locked.scan_state)]:
        set_scan_state(locked, to)
        index_application(application)
    return locked
