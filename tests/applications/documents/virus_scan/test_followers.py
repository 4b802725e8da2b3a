"""What follows a document whose scan is not done, or found something: copies, merges, mails, pages."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from applications.enums import EventKind, ScanState, Source, TransferKind
from applications.mails.harmful import deliver_harmful_mail
from applications.models import Application
from applications.privacy.data_export import export_data
from applications.services.transfers import answer_transfer
from tests.applications.documents.virus_scan.verdicts import scanned
from tests.applications.factories import ApplicationFactory, DocumentFactory, proposal
from tests.hiring.doubles import merge, pair

pytestmark = pytest.mark.django_db


def scan_jobs() -> list[dict[str, int]]:
    jobs = ProcrastinateJob.objects.filter(task_name="applications.scan_document")
    return [*jobs.values_list("args", flat=True)]


def orders(application: Application) -> list[dict[str, int]]:
    keys = application.documents.values_list("pk", flat=True)
    return [{"application_id": application.pk, "document_id": key} for key in keys]


@pytest.mark.parametrize("state", ScanState)
def test_copy_for_another_posting_has_the_state_of_its_bytes(state: ScanState) -> None:
    """Also without a scanner: a copy opens nothing that was shut."""
    application = ApplicationFactory(cv=scanned(state))
    transfer = proposal(application, TransferKind.COPY)
    answer_transfer(application=application, key=transfer.pk, agrees=True, now=timezone.now())
    copy = Application.objects.exclude(pk=application.pk).get()
    told = ("scan_state", "scan_finding", "scan_cause", "scanned_at")
    [same] = {*copy.documents.values_list(*told), *application.documents.values_list(*told)}
    assert same[0] == state
    assert scan_jobs() == (orders(copy) if state == ScanState.PENDING else [])


def test_pending_document_of_a_double_is_still_scanned() -> None:
    kept, other = pair(cv=scanned(ScanState.PENDING))
    merge(kept, other)
    pending = kept.documents.get(scan_state=ScanState.PENDING)
    assert scan_jobs() == [{"application_id": kept.pk, "document_id": pending.pk}]


@pytest.mark.parametrize(
    ("of_kept", "of_other", "left"),
    [
        (ScanState.NOT_SCANNED, ScanState.INFECTED, ["not_scanned", "infected"]),
        (ScanState.INFECTED, ScanState.NOT_SCANNED, ["infected"]),
        (ScanState.CLEAN, ScanState.CLEAN, ["clean"]),
    ],
)
def test_finding_in_a_file_that_both_have_is_not_lost(
    of_kept: ScanState, of_other: ScanState, left: list[str]
) -> None:
    kept, other = pair()
    for application, state in ((kept, of_kept), (other, of_other)):
        application.documents.all().delete()
        DocumentFactory(application=application, sha256="1" * 64, **scanned(state))
    merge(kept, other)
    assert [one.scan_state for one in kept.documents.all()] == left


def harmful(**fields: object) -> Application:
    application = ApplicationFactory(cv=scanned(ScanState.INFECTED), **fields)
    application.events.create(kind=EventKind.DOCUMENT_HARMFUL, detail="cv", at=timezone.now())
    return application


def tell(application: Application) -> None:
    deliver_harmful_mail(application_id=application.pk, now=timezone.now())


def test_author_is_asked_once_for_another_file(mailoutbox: list[EmailMessage]) -> None:
    application = harmful(language="en")
    for _time in range(2):
        tell(application)
    [mail] = mailoutbox
    reference = application.reference
    asked = f"Please send a document again for your application {reference}"
    assert mail.subject.startswith(asked)
    assert "- CV: PDF, " in mail.body
    assert "choose “Replace” beside it" in mail.body


def test_author_is_asked_in_german(mailoutbox: list[EmailMessage]) -> None:
    tell(harmful(language="de"))
    [mail] = mailoutbox
    assert "hat unser Virenscanner etwas Schädliches gefunden" in mail.body


@pytest.mark.parametrize(
    "fields",
    [
        {"source": Source.POST},
        {"rejected": True},
        {"withdrawn": True},
        {"withdrawn": True, "erasure_requested_at": timezone.now()},
    ],
)
def test_nobody_is_asked_who_cannot_send_or_did_not_send_it_here(
    fields: dict[str, object], mailoutbox: list[EmailMessage]
) -> None:
    tell(harmful(**fields))
    assert mailoutbox == []


def test_nobody_is_asked_for_what_was_replaced(mailoutbox: list[EmailMessage]) -> None:
    application = harmful()
    application.documents.all().delete()
    tell(application)
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (ScanState.PENDING, "because the virus scan has not finished"),
        (ScanState.INFECTED, "the virus scanner found something harmful in it"),
        (ScanState.FAILED, "the virus scanner could not check it"),
    ],
)
def test_copy_of_the_data_names_the_file_and_the_reason(state: ScanState, sentence: str) -> None:
    application = ApplicationFactory(cv=scanned(state), language="en")
    unpacked = ZipFile(BytesIO(b"".join(export_data(application))))
    told = unpacked.read("application.html").decode()
    assert (sentence in told, "Lebenslauf Öztürk.pdf" in told) == (True, True)
    assert [name for name in unpacked.namelist() if name.startswith("documents/")] == []
