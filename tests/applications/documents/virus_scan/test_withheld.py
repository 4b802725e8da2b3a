"""Each way on which the bytes of a document, or what was made of them, leave, in each state of the virus scan.

A new way has to be added to WAYS; by Document.open() it is shut from the beginning.
"""

import json
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.documents.previews.making import make_document_preview
from applications.documents.previews.waiting import add_missing_previews, reset_previews
from applications.enums import ScanState
from applications.models import Application, Document, DocumentPreview
from applications.models.document import DocumentWithheld
from applications.models.original_file import OriginalFile
from applications.privacy.data_export import export_data
from applications.word_index import index_application
from hiring.exports.document_archive import archive_documents
from hiring.exports.sources import read_applications
from hiring.inbox.snippets import find_snippet, with_texts
from tests.applications import files
from tests.applications.documents.virus_scan.verdicts import scanned
from tests.applications.factories import (
    ApplicationFactory,
    DocumentFactory,
    hr_manager,
    team_member,
)
from tests.applications.site import page, words
from tests.applications.stored import set_text, store
from tests.applications.word_search import matching_words
from tests.config.people import browser
from tests.hiring.desk_site import action_path

pytestmark = pytest.mark.django_db

BYTES = files.pdf() + b"the bytes that must not leave"
SEEN = "Kranichzucht"
IMAGE = b"RIFF____WEBP image of a page"


def application_with(state: ScanState) -> Application:
    """With a document in this state that has an original, a preview and words, as if it had been clean before."""
    cv = {"stored": BYTES, "removed": ["scripts"], **scanned(state)}
    application = ApplicationFactory(cv=cv)
    document = application.documents.get()
    name = store(BYTES, owner=application)
    OriginalFile.objects.create(document=document, storage_name=name)
    preview = set_text(document, SEEN, page_count=1)
    name = store(IMAGE, owner=application)
    preview.pages.create(number=1, width=6, height=8, storage_name=name)
    index_application(application)
    return application


def document_of(application: Application) -> Document:
    return application.documents.get()


def download(application: Application) -> bool:
    answer = browser(hr_manager()).get(f"{documents_path(application)}")
    assert answer.status_code in {200, 409}
    return BYTES in answer.getvalue()


def documents_path(application: Application, end: str = "") -> str:
    changelist = action_path("change", application).split("applications/application/")[0]
    return f"{changelist}applications/application/documents/{document_of(application).pk}/{end}"


def show_page_image(application: Application) -> bool:
    answer = browser(hr_manager()).get(documents_path(application, "pages/1/"))
    assert answer.status_code in {200, 409}
    return IMAGE in answer.getvalue()


def show_desk(application: Application) -> bool:
    """The page of the application shows pages of the preview, and a link to download."""
    answer = browser(team_member(application)).get(action_path("change", application))
    tree = page(answer).tree
    shown = [
        tree.select("#sheets img") != [],
        tree.select(".tools a[href*='/documents/']") != [],
    ]
    assert len({*shown}) == 1
    return shown[0]


def archive(application: Application) -> bool:
    rows = read_applications(hr_manager(), [application.pk])
    unpacked = ZipFile(BytesIO(b"".join(archive_documents(rows, language="en"))))
    return any(unpacked.read(name) == BYTES for name in unpacked.namelist())


def export(application: Application) -> bool:
    """The applicant's copy of the data; of the full copy: tests/hiring/services/test_released_documents.py."""
    unpacked = ZipFile(BytesIO(b"".join(export_data(application))))
    [told] = json.loads(unpacked.read("application.json"))["documents"]
    has_it = any(unpacked.read(name) == BYTES for name in unpacked.namelist())
    assert (told["file"] is not None, told["virus_scan"]) == (
        has_it,
        document_of(application).scan_state,
    )
    return has_it


def find_words(application: Application) -> bool:
    return bool(matching_words(SEEN.lower()))


def show_snippet(application: Application) -> bool:
    found = with_texts(Application.objects.filter(pk=application.pk)).get()
    return find_snippet(found, SEEN) is not None


def open_bytes(application: Application) -> bool:
    try:
        with document_of(application).open() as file:
            return bool(file.read() == BYTES)
    except DocumentWithheld:
        return False


def open_original_bytes(application: Application) -> bool:
    try:
        with document_of(application).open_original() as file:
            return bool(file.read() == BYTES)
    except DocumentWithheld:
        return False


def make_missing_preview(application: Application) -> bool:
    DocumentPreview.objects.all().delete()
    return add_missing_previews() == [document_of(application)]


def make_preview_again(application: Application) -> bool:
    is_due = reset_previews() == [document_of(application)]
    make_document_preview(document_id=document_of(application).pk, now=timezone.now())
    preview = DocumentPreview.objects.get()
    assert (preview.state != "waiting") == is_due
    return is_due


WAYS: tuple[Callable[[Application], bool], ...] = (
    *(download, show_page_image, show_desk, archive, export, find_words, show_snippet),
    *(open_bytes, open_original_bytes, make_missing_preview, make_preview_again),
)


@pytest.mark.parametrize("state", ScanState)
@pytest.mark.parametrize("way", WAYS)
def test_bytes_leave_only_when_the_scan_has_released_them(
    way: Callable[[Application], bool], state: ScanState
) -> None:
    assert way(application_with(state)) is (state in {ScanState.CLEAN, ScanState.NOT_SCANNED})


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (ScanState.PENDING, "This document is being checked for viruses."),
        (ScanState.INFECTED, "The virus scanner found something harmful in this document."),
        (ScanState.FAILED, "The virus scanner could not check this document."),
    ],
)
def test_page_says_why_a_document_is_withheld(state: ScanState, sentence: str) -> None:
    """On the page of the application and instead of the download, with 409 and nobody noted as reader."""
    application = application_with(state)
    client = browser(team_member(application))
    tree = page(client.get(action_path("change", application))).tree
    assert words(tree.select_one("#sheets")).startswith(sentence)
    answer = client.get(documents_path(application))
    assert (answer.status_code, "no-store" in answer.headers["Cache-Control"]) == (409, True)
    assert sentence in words(page(answer).tree)
    assert document_of(application).accesses.count() == 0


def test_foreign_document_is_missing_whatever_its_state() -> None:
    application = application_with(ScanState.INFECTED)
    stranger = browser(team_member(ApplicationFactory()))
    found = {stranger.get(documents_path(application, end)).status_code for end in ("", "pages/1/")}
    found.add(stranger.post(documents_path(application, "scan/")).status_code)
    assert found == {404}


def test_inbox_counts_what_is_withheld() -> None:
    application = ApplicationFactory(cv=scanned(ScanState.CLEAN))
    answer = browser(hr_manager())
    path = reverse("admin:applications_application_changelist")
    cell = ".field-document_count"
    assert words(page(answer.get(path)).tree.select_one(cell)) == "1"
    DocumentFactory(application=application, **scanned(ScanState.INFECTED))
    expected = "2, of which 1 cannot be opened"
    assert words(page(answer.get(path)).tree.select_one(cell)) == expected
