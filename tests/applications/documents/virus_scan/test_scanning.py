"""From an upload to a verdict, by the job, with a real clamd."""

import contextlib

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from pytest_django import Settings

from applications.documents.virus_scan.scanning import MOST_TRIES
from applications.enums import EventKind, ScanCause, ScanState
from applications.models import Application, Document, DocumentPreview
from applications.models.original_file import OriginalFile
from applications.services import submit_application
from applications.services.follow_up import add_document
from applications.tasks import catch_up_scans, defer_scans, scan_document
from careers.tasks import run_stalled_jobs_again
from tests.applications import files
from tests.applications.factories import (
    ApplicationFactory,
    DocumentFactory,
    applicant,
    cv,
    draft_with,
)
from tests.clamd import FOUND, MARKER, STREAM_MAX, Clamd
from tests.worker import run_worker
from tests.worker_processes import (
    make_retries_due,
    pass_time_of_the_dead,
    running_worker,
    wait_until,
)

pytestmark = pytest.mark.django_db(transaction=True)


def pending(content: bytes | None = None, **fields: object) -> Document:
    """A document of an application, whose scan is deferred."""
    cv = {"scan_state": ScanState.PENDING, "stored": content or files.pdf(), **fields}
    document = ApplicationFactory(cv=cv).documents.get()
    defer_scans([document])
    return document


def state(document: Document) -> tuple[str, str, str]:
    document.refresh_from_db()
    return document.scan_state, document.scan_finding, document.scan_cause


def send(*uploads: bytes) -> Application:
    draft = draft_with(*map(cv, uploads))
    return submit_application(draft=draft, applicant=applicant(), now=timezone.now())


def scan_now() -> None:
    make_retries_due()
    run_worker()


@pytest.mark.usefixtures("clamd")
def test_application_is_pending_then_clean_then_has_a_preview() -> None:
    document = send(files.pdf()).documents.get()
    assert (state(document)[0], DocumentPreview.objects.count()) == ("pending", 0)
    run_worker()
    assert state(document) == ("clean", "", "")
    assert document.scanned_at is not None
    assert document.signatures_at is not None
    assert document.preview.state == "made"


@pytest.mark.usefixtures("clamd")
def test_marker_makes_a_document_harmful(mailoutbox: list[EmailMessage]) -> None:
    """Told once, without file name and signature; of what is clean nothing is said."""
    application = send(files.pdf() + MARKER, files.pdf())
    run_worker()
    run_worker()
    first, second = application.documents.all()
    assert (state(first), state(second)[0]) == (("infected", FOUND, ""), "clean")
    assert application.events.get(kind=EventKind.DOCUMENT_HARMFUL).told_at is not None
    [mail] = [one for one in mailoutbox if "noch einmal" in one.subject]
    assert mail.to == [application.email]
    assert "Lebenslauf.pdf" not in mail.body
    assert FOUND not in mail.body


@pytest.mark.usefixtures("clamd")
def test_harmful_original_makes_its_clean_copy_harmful() -> None:
    """What was sent counts, not only what the staff would get."""
    document = pending(removed=["scripts"])
    other = DocumentFactory(application=document.application, stored=files.pdf() + MARKER)
    name = other.storage_name
    Document.objects.filter(pk=other.pk).delete()
    OriginalFile.objects.create(document=document, storage_name=name)
    run_worker()
    assert state(document) == ("infected", FOUND, "")


def test_without_a_scanner_nothing_is_scanned() -> None:
    document = send(files.pdf()).documents.get()
    run_worker()
    assert (state(document), document.preview.state) == (("not_scanned", "", ""), "made")


@pytest.mark.usefixtures("clamd")
def test_later_document_is_scanned_as_well() -> None:
    application = ApplicationFactory(receipt_sent_at=timezone.now())
    upload = cv(files.pdf(2) + MARKER)
    document = add_document(application=application, upload=upload, now=timezone.now())
    assert state(document)[0] == "pending"
    run_worker()
    assert state(document)[0] == "infected"


@pytest.mark.usefixtures("clamd")
def test_file_over_the_limit_is_not_even_sent(settings: Settings) -> None:
    settings.CLAMD_STREAM_MAX_BYTES = 100
    document = pending()
    run_worker()
    assert state(document) == ("failed", "", ScanCause.TOO_BIG)


@pytest.mark.usefixtures("clamd")
def test_file_as_large_as_the_limit_is_scanned(settings: Settings) -> None:
    settings.CLAMD_STREAM_MAX_BYTES = STREAM_MAX
    content = files.pdf().ljust(STREAM_MAX - len(MARKER)) + MARKER
    document = pending(content)
    run_worker()
    assert state(document) == ("infected", FOUND, "")


@pytest.mark.usefixtures("clamd")
def test_file_that_is_gone_could_not_be_checked() -> None:
    document = pending(stored=False)
    run_worker()
    assert state(document) == ("failed", "", ScanCause.MISSING)


def test_scanner_away_then_back(settings: Settings, own_clamd: Clamd) -> None:
    """The application is there, its document shut; when the scanner is back, all that waited is judged."""
    own_clamd.kill()
    document = send(files.pdf()).documents.get()
    run_worker()
    scan_now()
    assert (state(document)[0], document.scan_tries) == ("pending", 0)
    own_clamd.start()
    scan_now()
    assert state(document)[0] == "clean"


def test_scanner_that_hangs_then_goes_on(own_clamd: Clamd) -> None:
    document = pending()
    own_clamd.freeze()
    run_worker()
    assert (state(document)[0], document.scan_tries) == ("pending", 0)
    own_clamd.thaw()
    scan_now()
    assert state(document)[0] == "clean"


def kill_after(server: Clamd, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the scanner die after so many chunks were sent to it."""
    from applications.documents.virus_scan import clamd

    sent, send = [0], clamd.Line.send

    def send_or_kill(line: clamd.Line, data: bytes) -> bool:
        if len(data) > 1000:
            sent[0] += 1
            if sent[0] == number:
                server.kill()
        return send(line, data)

    monkeypatch.setattr(clamd.Line, "send", send_or_kill)


def test_scanner_killed_in_mid_stream(own_clamd: Clamd, monkeypatch: pytest.MonkeyPatch) -> None:
    document = pending(files.pdf().ljust(900_000))
    with monkeypatch.context() as patched:
        kill_after(own_clamd, 3, patched)
        run_worker()
    assert (state(document)[0], document.scan_tries) == ("pending", 0)
    own_clamd.start()
    scan_now()
    assert state(document)[0] == "clean"


@pytest.mark.usefixtures("clamd")
def test_scanner_that_breaks_off_at_one_document_gives_it_up_at_last(settings: Settings) -> None:
    """Clamd takes less than we were told: it answers before and after, and not about this file."""
    settings.CLAMD_STREAM_MAX_BYTES = 100 * STREAM_MAX
    document = pending(files.pdf().ljust(12 * STREAM_MAX))
    other = pending()
    for _try in range(MOST_TRIES):
        scan_now()
    assert state(document)[0] == "failed"
    assert state(document)[2] in {ScanCause.TOO_BIG, ScanCause.BROKEN_OFF}
    assert state(other)[0] == "clean"


@pytest.mark.usefixtures("clamd")
def test_lost_job_is_found_again() -> None:
    """As after a restored backup; one that is still coming is not doubled."""
    document = pending()
    ProcrastinateJob.objects.all().delete()
    jobs = ProcrastinateJob.objects.filter(task_name="applications.scan_document")
    for _time in range(2):
        catch_up_scans(timestamp=0)
        assert jobs.filter(status="todo").count() == 1
    run_worker()
    assert state(document)[0] == "clean"


def test_scan_whose_worker_is_killed_is_done_by_the_next(own_clamd: Clamd) -> None:
    document = pending()
    jobs = ProcrastinateJob.objects.filter(task_name="applications.scan_document")
    own_clamd.freeze()
    with running_worker() as worker:
        wait_until(lambda: jobs.filter(status="doing").exists())
        worker.kill()
    own_clamd.thaw()
    pass_time_of_the_dead()
    with contextlib.suppress(AlreadyEnqueued):
        run_stalled_jobs_again.defer(timestamp=0)
    run_worker()
    scan_now()  # with --clock, "now" of this process may lie years ahead of PostgreSQL's
    assert (state(document)[0], jobs.get().status) == ("clean", "succeeded")


@pytest.mark.usefixtures("clamd")
def test_scan_done_twice_changes_nothing() -> None:
    document = pending(files.pdf() + MARKER)
    for _time in range(2):
        scan_document(application_id=document.application_id, document_id=document.pk)
    application = document.application
    assert application is not None
    assert application.events.filter(kind=EventKind.DOCUMENT_HARMFUL).count() == 1


@pytest.mark.usefixtures("clamd")
def test_document_that_is_erased_meanwhile_has_no_verdict(
    monkeypatch: pytest.MonkeyPatch, private_storage: object
) -> None:
    from applications.documents.virus_scan import scanning

    document, judge = pending(), scanning.judge_document

    def judge_and_erase(judged: Document) -> object:
        verdict = judge(judged)
        Document.objects.filter(pk=judged.pk).delete()
        return verdict

    monkeypatch.setattr(scanning, "judge_document", judge_and_erase)
    run_worker()
    assert not Document.objects.filter(pk=document.pk).exists()
    assert set(ProcrastinateJob.objects.values_list("status", flat=True)) == {"succeeded"}
