"""The documents of a released full copy: originals for their author, cleaned ones for the staff, nothing withheld."""

from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from applications.documents.upload_check import check_upload
from applications.documents.virus_scan.pending import set_scan_state
from applications.enums import DocumentKind, Removed, ScanState
from applications.models import CopyRequest, Document, DocumentAccess
from applications.services.copy_requests import request_full_copy
from applications.services.follow_up import add_document
from applications.signed_links import application_token
from hiring.services.copy_review import release_copy
from tests.applications import files
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.applications.stored import store
from tests.config.people import browser
from tests.hiring.copies import choose
from tests.hiring.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_clock")]
SENT, SCRIPT = files.pdf_with_script(), b"/JavaScript"
NAME = "documents/01-cv-Lebenslauf.pdf"


@pytest.fixture
def frozen_clock() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def released() -> tuple[CopyRequest, Document]:
    application = ApplicationFactory(cv=False, language="en", submitted_at=NOW)
    upload = check_upload(files.upload(SENT)).with_kind(DocumentKind.CV)
    document = add_document(application=application, upload=upload, now=NOW)
    request = request_full_copy(application=application, now=NOW)
    choose(request)
    release_copy(request=request, actor=hr_manager(), now=NOW)
    request.refresh_from_db()
    return request, document


def unpack(response: HttpResponse) -> ZipFile:
    archive = ZipFile(BytesIO(response.getvalue()))
    assert archive.testzip() is None
    return archive


def fetch_as_author(request: CopyRequest) -> ZipFile:
    with override("en"):
        token = application_token(request.application)
        path = reverse("applications:full_copy_file", args=[token])
    return unpack(Client().post(path))


def fetch_as_staff(request: CopyRequest) -> ZipFile:
    path = reverse("admin:applications_copyrequest_file", args=[request.pk])
    return unpack(browser(hr_manager()).post(path))


def withhold(document: Document) -> None:
    for state, fields in (
        (ScanState.PENDING, {}),
        (ScanState.INFECTED, {"finding": "Marker", "at": NOW}),
    ):
        set_scan_state(document, state, **fields)


def test_staff_gets_the_cleaned_document_and_its_author_the_original() -> None:
    request, document = released()
    assert document.removed == [Removed.SCRIPTS]
    assert fetch_as_author(request).read(NAME) == SENT
    handed = fetch_as_staff(request).read(NAME)
    assert (handed[:5], SCRIPT in handed) == (b"%PDF-", False)


def test_documents_of_a_staff_download_stand_among_the_accesses() -> None:
    request, document = released()
    fetch_as_author(request)
    assert DocumentAccess.objects.count() == 0
    fetch_as_staff(request)
    access = DocumentAccess.objects.get()
    assert (access.document, access.at, access.user is None) == (document, NOW, False)


def test_what_the_scan_withholds_since_is_in_no_copy_and_the_reason_is() -> None:
    request, document = released()
    withhold(document)
    for archive in (fetch_as_author(request), fetch_as_staff(request)):
        assert [name for name in archive.namelist() if "01-cv" in name] == [f"{NAME}.txt"]
        assert "found something harmful" in archive.read(f"{NAME}.txt").decode()
    assert DocumentAccess.objects.count() == 0


def test_document_that_was_replaced_is_named_as_absent() -> None:
    request, document = released()
    document.delete()
    assert "removed or replaced" in fetch_as_author(request).read(f"{NAME}.txt").decode()


def test_stored_copy_holds_no_document() -> None:
    request, _document = released()
    with request.open() as file:
        names = ZipFile(BytesIO(file.read())).namelist()
    assert ("application.json" in names, NAME in names) == (True, False)


def test_copy_of_an_earlier_release_with_originals_in_it_hands_out_no_more() -> None:
    request, document = released()
    with request.open() as file:
        before = ZipFile(BytesIO(file.read()))
    parts = {name: before.read(name) for name in before.namelist()} | {NAME: SENT}
    name = store(files.archive(parts), owner=request.application)
    CopyRequest.objects.filter(pk=request.pk).update(storage_name=name)
    assert SCRIPT not in fetch_as_staff(request).read(NAME)
    withhold(document)
    assert NAME not in fetch_as_author(request).namelist()
