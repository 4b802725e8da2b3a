"""A file from which something was taken out: who gets which bytes, and that both go together."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from applications.documents.heic_format import is_heic
from applications.documents.orphans import find_orphans
from applications.documents.upload_check import check_upload
from applications.enums import DocumentKind, ErasureReason, Removed, TransferKind
from applications.mails.receipt import deliver_receipt
from applications.models import Application, CopyRequest, Document, Draft
from applications.models.original_file import OriginalFile
from applications.privacy.data_export import export_data, export_facts
from applications.privacy.erasure import erase_application
from applications.privacy.released_copies import open_released
from applications.services.drafts import remove_document, store_documents
from applications.services.follow_up import add_document
from applications.services.transfers import answer_transfer
from applications.signed_links import application_path
from tests.applications import files
from tests.applications.documents.active_docx import ACTIVE
from tests.applications.documents.heic_files import heic
from tests.applications.factories import ApplicationFactory, draft_with, proposal
from tests.applications.services.test_copy_requests import released
from tests.applications.site import page, words
from tests.applications.stored import store
from tests.applications.traces import stored_files

pytestmark = pytest.mark.django_db(transaction=True)
SENT = files.pdf_with_script()
SCRIPT = b"/JavaScript"


def applied() -> tuple[Application, Document]:
    application = ApplicationFactory(cv=False, language="en")
    upload = check_upload(files.upload(SENT)).with_kind(DocumentKind.CV)
    return application, add_document(application=application, upload=upload, now=timezone.now())


def test_author_has_the_original_and_is_told(client: Client) -> None:
    application, document = applied()
    assert document.removed == [Removed.SCRIPTS]
    archive = ZipFile(BytesIO(b"".join(export_data(application))))
    assert archive.read("documents/01-cv-Lebenslauf.pdf") == SENT
    [told] = json.loads(archive.read("application.json"))["documents"]
    assert told["taken_out"] == ["scripts"]
    shown = page(client.get(application_path(application, "en")))
    assert "Taken out for safety: scripts." in words(shown.tree.select_one(".files"))
    deliver_receipt(application_id=application.pk, now=timezone.now())
    assert "  Taken out for safety: scripts.\n" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("name", "sent", "told"),
    [
        ("CV.docx", ACTIVE["template"][0](), "links that fetch something from elsewhere"),
        ("IMG.HEIC", heic(), "where, when and with what the picture was taken"),
    ],
)
def test_office_file_and_picture_of_a_phone_are_told_alike(
    client: Client, name: str, sent: bytes, told: str
) -> None:
    application = ApplicationFactory(cv=False, language="en")
    upload = check_upload(files.upload(sent, name)).with_kind(DocumentKind.CV)
    add_document(application=application, upload=upload, now=timezone.now())
    shown = page(client.get(application_path(application, "en")))
    assert f"Taken out for safety: {told}." in words(shown.tree.select_one(".files"))
    archive = ZipFile(BytesIO(b"".join(export_data(application))))
    assert sent in [archive.read(each) for each in archive.namelist()]


def test_copy_calls_a_picture_of_a_phone_what_it_is_and_its_jpg_too() -> None:
    """Where only the original is gone its author gets what the staff gets."""
    application = ApplicationFactory(cv=False, language="en")
    upload = check_upload(files.upload(heic(), "IMG.HEIC")).with_kind(DocumentKind.CV)
    document = add_document(application=application, upload=upload, now=timezone.now())
    for name, media_type, label in (
        ("documents/01-cv-IMG.heic", "image/heic", "HEIC"),
        ("documents/01-cv-IMG.jpg", "image/jpeg", "JPG"),
    ):
        archive = ZipFile(BytesIO(b"".join(export_data(application))))
        [told] = json.loads(archive.read("application.json"))["documents"]
        assert (told["file"], told["media_type"]) == (name, media_type)
        assert is_heic(archive.read(name)) is (label == "HEIC")
        html = archive.read("application.html").decode()
        assert (name in html, label in html) == (True, True)
        OriginalFile.objects.filter(document=document).delete()


@pytest.mark.parametrize("is_for_staff", [False, True])
def test_full_copy_calls_a_picture_of_a_phone_what_it_is(is_for_staff: bool) -> None:
    application = ApplicationFactory(cv=False, language="en")
    upload = check_upload(files.upload(heic(), "IMG.HEIC")).with_kind(DocumentKind.CV)
    add_document(application=application, upload=upload, now=timezone.now())
    request = released(application, timezone.now() + timedelta(days=1))
    name = store(b"".join(export_facts(application, assessment={})), owner=application)
    CopyRequest.objects.filter(pk=request.pk).update(storage_name=name)
    request.refresh_from_db()
    copy = open_released(request, is_for_staff=is_for_staff)
    archive = ZipFile(BytesIO(b"".join(copy.stream())))
    [found] = [each for each in archive.namelist() if each.startswith("documents/")]
    assert found == f"documents/01-cv-IMG.{'jpg' if is_for_staff else 'heic'}"
    assert is_heic(archive.read(found)) is not is_for_staff


def test_both_files_are_erased() -> None:
    application, _document = applied()
    assert len(stored_files()) == 2
    erase_application(application=application, reason=ErasureReason.REQUEST, now=timezone.now())
    assert (stored_files(), OriginalFile.objects.count()) == ([], 0)


def test_both_files_go_with_a_document_of_a_draft_and_what_is_sent_twice_leaves_none() -> None:
    draft = draft_with(check_upload(files.upload(SENT)))
    again = check_upload(files.upload(SENT))
    assert store_documents(draft=draft, uploads=[again], now=timezone.now()) == []
    assert len(stored_files()) == 2
    assert find_orphans(timezone.now()).files == []
    remove_document(draft=draft, key=draft.documents.get().pk)
    assert (stored_files(), Draft.objects.count()) == ([], 1)


def test_copy_for_another_posting_has_both_files() -> None:
    application, _document = applied()
    transfer = proposal(application, TransferKind.COPY)
    answer_transfer(application=application, key=transfer.pk, agrees=True, now=timezone.now())
    copied = Document.objects.get(application__copied_by=transfer.pk)
    assert copied.removed == [Removed.SCRIPTS]
    with copied.open_original() as original, copied.open() as clean:
        assert (original.read(), SCRIPT in clean.read()) == (SENT, False)
    assert len(stored_files()) == 4
