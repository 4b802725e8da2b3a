"""A folder in the place of the documents that is not theirs, as below a mount point whose disk is away."""

import errno
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from applications.documents.previews.making import make_document_preview
from applications.documents.storage import store_files
from applications.documents.storage_mark import MARK
from applications.documents.virus_scan.judging import judge_document
from applications.enums import PreviewState
from applications.models import DataKey, Document, DocumentPreview
from tests.applications.factories import ApplicationFactory
from tests.applications.site import fill_in
from tests.careers.factories import published

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def marked(settings: Settings, private_storage: Path) -> None:
    """As in production; with one application whose CV is stored."""
    ApplicationFactory()
    settings.DOCUMENTS_ARE_MARKED = True


@pytest.fixture
def away(private_storage: Path) -> Path:
    """The folder lies elsewhere, and an empty one in its place."""
    elsewhere = private_storage.with_name("away")
    private_storage.rename(elsewhere)
    private_storage.mkdir()
    return elsewhere


def keep() -> list[str]:
    with store_files([BytesIO(b"one")], DataKey.make()) as names:
        return names


def test_first_file_marks_the_folder(private_storage: Path) -> None:
    keep()
    assert (private_storage / MARK).stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("away")
def test_nothing_is_kept_in_another_folder(private_storage: Path) -> None:
    with pytest.raises(OSError, match="another place") as refusal:
        keep()
    assert refusal.value.errno == errno.ESTALE
    assert [*private_storage.rglob("*")] == []


def test_visitor_is_asked_to_come_back_and_can(away: Path, private_storage: Path) -> None:
    browser, posting = Client(raise_request_exception=False), published()
    assert fill_in(browser, posting).status_code == 503
    assert "documents" in browser.get("/readyz").json()["degraded"]
    private_storage.rmdir()
    away.rename(private_storage)
    assert fill_in(browser, posting).status_code == 302
    assert "documents" not in browser.get("/readyz").json()["degraded"]


def test_folder_of_an_earlier_version_or_from_a_backup_is_known(private_storage: Path) -> None:
    (private_storage / MARK).unlink(missing_ok=True)
    keep()
    assert (private_storage / MARK).exists()


@pytest.mark.usefixtures("away")
def test_document_is_not_judged_as_missing() -> None:
    with pytest.raises(OSError, match="another place"):
        judge_document(Document.objects.get())


def test_preview_is_not_given_up(away: Path, private_storage: Path) -> None:
    document = Document.objects.get()
    preview = DocumentPreview.objects.create(document=document)
    with pytest.raises(OSError, match="another place"):
        make_document_preview(document_id=document.pk, now=timezone.now())
    private_storage.rmdir()
    away.rename(private_storage)
    make_document_preview(document_id=document.pk, now=timezone.now())
    preview.refresh_from_db()
    assert preview.state == PreviewState.MADE
