"""Scanning again: asked for by HR, by the command, and by newer signatures."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from applications.enums import EventKind, ScanState
from applications.models import Document, DocumentPreview
from applications.services.scans import ScanRefused, repeat_scan
from tests.applications import files
from tests.applications.documents.virus_scan.verdicts import scanned
from tests.applications.factories import ApplicationFactory, hr_manager, team_member
from tests.applications.stored import set_text
from tests.clamd import MARKER, Clamd
from tests.config.people import browser
from tests.worker import run_worker

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO = datetime.now(UTC) - timedelta(days=30)


def document_in(state: ScanState, content: bytes | None = None, **fields: object) -> Document:
    cv = {"stored": content or files.pdf(), **scanned(state), **fields}
    return ApplicationFactory(cv=cv).documents.get()


def state_of(document: Document) -> str:
    document.refresh_from_db()
    return document.scan_state


def call(*arguments: str) -> str:
    said = StringIO()
    call_command("scan_documents", *arguments, stdout=said)
    return said.getvalue().strip()


@pytest.mark.usefixtures("clamd")
@pytest.mark.parametrize("state", [ScanState.INFECTED, ScanState.FAILED])
def test_hr_has_a_document_checked_once_more(state: ScanState) -> None:
    document, hr = document_in(state), hr_manager()
    answer = browser(hr).post(
        f"/admin/applications/application/documents/{document.pk}/scan/", follow=True
    )
    assert "The document is checked once more." in answer.text
    assert state_of(document) == "pending"
    run_worker()
    assert (state_of(document), document.preview.state) == ("clean", "made")
    event = document.application.events.get(kind=EventKind.SCAN_REPEATED)
    assert (event.by, event.detail) == (hr, "cv")


@pytest.mark.usefixtures("clamd")
@pytest.mark.parametrize("state", [ScanState.PENDING, ScanState.CLEAN, ScanState.NOT_SCANNED])
def test_other_states_are_not_checked_again_by_hand(state: ScanState) -> None:
    document = document_in(state)
    with pytest.raises(ScanRefused):
        repeat_scan(document=document, actor=hr_manager(), now=timezone.now())
    assert (state_of(document), ProcrastinateJob.objects.count()) == (state, 0)


def test_without_a_scanner_nothing_can_be_asked_for() -> None:
    document = document_in(ScanState.FAILED)
    with pytest.raises(ScanRefused):
        repeat_scan(document=document, actor=hr_manager(), now=timezone.now())


@pytest.mark.usefixtures("clamd")
def test_team_may_not_ask(client: Client) -> None:
    document = document_in(ScanState.FAILED)
    member = browser(team_member(document.application))
    path = f"/admin/applications/application/documents/{document.pk}/scan/"
    assert (member.post(path).status_code, state_of(document)) == (403, "failed")


@pytest.mark.usefixtures("clamd")
def test_command_scans_what_waits_and_lost_its_job() -> None:
    waiting, other = document_in(ScanState.PENDING), document_in(ScanState.NOT_SCANNED)
    assert call() == "1 documents are going to be scanned."
    run_worker()
    assert (state_of(waiting), state_of(other)) == ("clean", "not_scanned")


@pytest.mark.usefixtures("clamd")
def test_command_scans_again_what_newer_signatures_have_not_seen() -> None:
    """What is clean stays open meanwhile, what was never scanned is shut until the verdict."""
    documents = [
        document_in(ScanState.NOT_SCANNED),
        document_in(ScanState.FAILED),
        document_in(ScanState.INFECTED, signatures_at=LONG_AGO),
        document_in(ScanState.CLEAN, signatures_at=LONG_AGO),
        document_in(ScanState.CLEAN, files.pdf() + MARKER, signatures_at=LONG_AGO),
        document_in(ScanState.CLEAN, signatures_at=datetime.now(UTC) + timedelta(days=1)),
    ]
    assert call("--again") == "5 documents are going to be scanned."
    assert [*map(state_of, documents)] == [*["pending"] * 3, *["clean"] * 3]
    run_worker()
    assert [*map(state_of, documents)] == [*["clean"] * 4, "infected", "clean"]
    assert documents[3].signatures_at > LONG_AGO
    assert call("--again") == "0 documents are going to be scanned."


@pytest.mark.usefixtures("clamd")
def test_what_was_made_of_a_document_goes_when_it_is_found_harmful_later(
    private_storage: object,
) -> None:
    document = document_in(ScanState.NOT_SCANNED, files.pdf() + MARKER)
    set_text(document, "Kranich")
    call("--again")
    run_worker()
    assert (state_of(document), DocumentPreview.objects.count()) == ("infected", 0)


def test_command_without_a_scanner_says_so() -> None:
    with pytest.raises(CommandError, match="CLAMD_ADDRESS"):
        call()


def test_command_says_that_the_scanner_is_away(settings: Settings, own_clamd: Clamd) -> None:
    own_clamd.kill()
    document = document_in(ScanState.NOT_SCANNED)
    with pytest.raises(CommandError, match="does not answer"):
        call("--again")
    assert state_of(document) == "not_scanned"


def test_what_waits_is_released_only_where_the_scanner_was_switched_off(settings: Settings) -> None:
    document = document_in(ScanState.PENDING)
    other = document_in(ScanState.INFECTED)
    settings.CLAMD_ADDRESS = "unix:/nowhere"
    with pytest.raises(CommandError):
        call("--release")
    assert state_of(document) == "pending"
    settings.CLAMD_ADDRESS = ""
    assert call("--release") == "1 documents can be opened, unchecked."
    assert (state_of(document), state_of(other)) == ("not_scanned", "infected")
