"""Having the virus scanner look at a document once more, when somebody on the staff asks for it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from applications.documents.virus_scan.clamd import is_configured
from applications.documents.virus_scan.pending import hold_back
from applications.enums import EventKind, ScanState
from applications.models import Document
from applications.services.locking import ApplicationGone
from applications.tasks import defer_scans

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REPEATABLE = (ScanState.INFECTED, ScanState.FAILED)


class ScanRefused(Exception):
    """There is nothing to scan again; the text is a sentence for staff."""


@transaction.atomic
def repeat_scan(*, document: Document, actor: "User", now: datetime) -> None:
    """Have a document that was found harmful, or could not be checked, scanned once more; it stays shut.

    Raises ScanRefused for one in another state, or where no scanner is configured, and
    ApplicationGone.
    """
    if not is_configured():
        raise ScanRefused(_("There is no virus scanner here that could check it."))
    if not Document.objects.filter(pk=document.pk, scan_state__in=REPEATABLE).exists():
        raise ScanRefused(_("This document is being checked already, or can be opened by now."))
    held = hold_back(document)
    if held is None or held.application is None:
        raise ApplicationGone
    held.application.events.create(kind=EventKind.SCAN_REPEATED, detail=held.kind, at=now, by=actor)
    defer_scans([held])
