"""Scans one document: first the scanner, then the verdict and what follows from it in one transaction."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F

from applications.documents.previews.waiting import add_waiting_previews
from applications.documents.storage import delete_files
from applications.documents.virus_scan.clamd import is_configured, read_signature_date
from applications.documents.virus_scan.judging import BrokenOff, Verdict, judge_document
from applications.documents.virus_scan.pending import set_scan_state
from applications.enums import (
    NEXT_SCAN_STATES,
    EventKind,
    ScanCause,
    ScanState,
)
from applications.models import Application, Document, DocumentPreview, PreviewPage
from applications.word_index import index_application

logger = logging.getLogger(__name__)

SCANNABLE = (ScanState.PENDING, ScanState.CLEAN)
MOST_TRIES = 12
"""At a document at which the scanner breaks off; the tries reach over some 50 minutes."""


def scan_document(*, document_id: int, now: datetime, follow: Callable[[Document], object]) -> None:
    """Have a pending document of an application judged, or a clean one by newer signatures.

    `follow` is called with the document in the transaction that writes a new state down. Done twice
    it changes nothing; a document that goes meanwhile has no verdict. Raises ScannerUnavailable, and
    leaves it pending, until the scanner answers.
    """
    of_applications = Document.objects.filter(application__isnull=False)
    document = of_applications.filter(pk=document_id, scan_state__in=SCANNABLE).first()
    if document is None or not is_configured():
        return
    signatures_at = read_signature_date()
    if document.scan_state == ScanState.CLEAN and not is_newer(signatures_at, document):
        return
    verdict = judge_with_patience(document)
    with transaction.atomic():
        if record_verdict(document, verdict, signatures_at, now):
            document.refresh_from_db()
            follow(document)


def is_newer(signatures_at: datetime | None, document: Document) -> bool:
    """Whether the scanner has other signatures than at the last time."""
    known = document.signatures_at
    return signatures_at is not None and (known is None or known < signatures_at)


def judge_with_patience(document: Document) -> Verdict:
    """The verdict; a scanner that breaks off at this document again and again has given one, too."""
    try:
        return judge_document(document)
    except BrokenOff as error:
        logger.warning("Document %s: the virus scanner broke off: %s", document.pk, error)
        Document.objects.filter(pk=document.pk).update(scan_tries=F("scan_tries") + 1)
        if document.scan_tries + 1 < MOST_TRIES:
            raise
        return Verdict(ScanState.FAILED, cause=ScanCause.BROKEN_OFF)


def record_verdict(
    document: Document, verdict: Verdict, signatures_at: datetime | None, now: datetime
) -> bool:
    """Whether the state is another now; the application is locked first, as by everybody.

    A clean document that could not be looked at again stays clean.
    """
    applications = Application.objects.select_for_update(of=("self",))
    application = applications.filter(documents=document.pk).first()
    locked = Document.objects.select_for_update(of=("self",)).filter(pk=document.pk).first()
    if application is None or locked is None or locked.scan_state not in SCANNABLE:
        return False
    if verdict.state not in NEXT_SCAN_STATES[ScanState(locked.scan_state)]:
        if verdict.state == ScanState.CLEAN:
            Document.objects.filter(pk=locked.pk).update(
                scanned_at=now, signatures_at=signatures_at
            )
        return False
    set_scan_state(locked, verdict.state, finding=verdict.finding, cause=verdict.cause, at=now)
    Document.objects.filter(pk=locked.pk).update(signatures_at=signatures_at)
    note_consequences(application, locked, now)
    return True


def note_consequences(application: Application, document: Document, now: datetime) -> None:
    """A clean document may have a preview; of a harmful one nothing stays that was made of it."""
    if document.scan_state == ScanState.CLEAN:
        add_waiting_previews([document])
    elif document.scan_state == ScanState.INFECTED:
        logger.warning("Document %s is harmful: %s", document.pk, document.scan_finding)
        delete_preview(document)
        application.events.create(kind=EventKind.DOCUMENT_HARMFUL, detail=document.kind, at=now)
    index_application(application)


def delete_preview(document: Document) -> None:
    """Its rows now, its files on commit."""
    pages = PreviewPage.objects.filter(preview__document=document)
    names = [*pages.values_list("storage_name", flat=True)]
    DocumentPreview.objects.filter(document=document).delete()
    transaction.on_commit(partial(delete_files, names))
