"""The states of a scan: the table, and what PostgreSQL keeps of it."""

import contextlib

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from applications.documents.virus_scan.pending import ScanStateRefused, set_scan_state
from applications.enums import NEXT_SCAN_STATES, ScanCause, ScanState
from applications.models import Document
from tests.applications.documents.virus_scan.verdicts import scanned
from tests.applications.factories import ApplicationFactory, DocumentFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("before", ScanState)
@pytest.mark.parametrize("after", ScanState)
def test_states_follow_the_one_table(before: ScanState, after: ScanState) -> None:
    document = DocumentFactory(application=ApplicationFactory(cv=False), **scanned(before))
    facts = {
        "finding": "x" if after == "infected" else "",
        "cause": ScanCause.LIMITS if after == "failed" else "",
    }
    is_allowed = after in NEXT_SCAN_STATES[before]
    with contextlib.nullcontext() if is_allowed else pytest.raises(ScanStateRefused):
        set_scan_state(document, after, at=timezone.now(), **facts)
    document.refresh_from_db()
    assert document.scan_state == (after if is_allowed else before)


@pytest.mark.parametrize(
    "wrong",
    [
        {"scan_state": "fine"},
        {"scan_state": "clean"},
        {"scan_state": "pending", "scanned_at": timezone.now()},
        {"scan_state": "failed", "scanned_at": timezone.now()},
        {"scan_state": "infected", "scanned_at": timezone.now()},
        {"scan_finding": "x"},
        {"scan_cause": "limits"},
    ],
)
def test_database_refuses_a_state_without_its_facts(wrong: dict[str, object]) -> None:
    document = DocumentFactory(application=ApplicationFactory(cv=False))
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**wrong)


def test_document_without_a_word_on_it_is_shut() -> None:
    """Whatever code makes a row, and forgets the scan."""
    assert Document().is_openable is False
