"""Files at rest: encrypted under a key of their application, opened by nobody without it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from applications.encryption.stream import HEADER, SEALED, SEGMENT
from applications.encryption.unreadable import (
    DamagedFile,
    DestroyedKey,
    MissingMasterKey,
    PlainFileRefused,
    UnreadableFile,
)
from applications.enums import ErasureReason
from applications.models import Application, DataKey, Document, PlainFile
from applications.privacy.data_export import export_data
from applications.privacy.erasure import erase_application
from applications.services import submit_application
from applications.services.application_copies import copy_application
from tests.applications import files
from tests.applications.factories import (
    ApplicationFactory,
    DocumentFactory,
    applicant,
    draft_with,
    hr_manager,
)
from tests.applications.site import page, words
from tests.applications.stored import set_text
from tests.careers.factories import published
from tests.config.people import browser

pytestmark = pytest.mark.django_db
type Tamper = Callable[[Path], None]
CONTENT = files.pdf() + b"%" * (3 * SEGMENT)


def place(document: Document) -> Path:
    return Path(settings.DOCUMENTS_ROOT, document.storage_name)


def big_document(application: Application | None = None) -> Document:
    owner = application or ApplicationFactory(cv=False)
    return DocumentFactory(application=owner, stored=CONTENT, size=len(CONTENT))


def read(document: Document) -> bytes:
    with document.open() as content:
        return content.read()


def test_stored_bytes_say_nothing_of_the_content() -> None:
    document = big_document()
    assert read(document) == CONTENT
    stored = place(document).read_bytes()
    assert b"%PDF" not in stored
    assert b"%%%%" not in stored
    assert len(stored) == HEADER.size + len(CONTENT) + 16 * (len(CONTENT) // SEGMENT + 1)


def test_nothing_is_stored_without_a_key() -> None:
    with pytest.raises(TypeError, match="has a key"):
        storages["documents"].save("7f/name", ContentFile(b"%PDF"))


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[HEADER.size + SEALED + 5] ^= 1
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: HEADER.size + 2 * SEALED])


def append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more")


def exchange(path: Path) -> None:
    other = place(big_document(Document.objects.get().application))
    kept = path.read_bytes()
    shutil.copy(other, path)
    other.write_bytes(kept)


def put_plain(path: Path) -> None:
    path.write_bytes(CONTENT)


TAMPERING = [flip, cut, append, exchange]


@pytest.mark.parametrize("tamper", [*TAMPERING, put_plain])
def test_changed_file_is_never_opened(tamper: Tamper) -> None:
    document = big_document()
    tamper(place(document))
    with pytest.raises(PlainFileRefused if tamper is put_plain else DamagedFile):
        document.open()


@pytest.mark.parametrize("tamper", TAMPERING)
def test_staff_reads_that_a_changed_file_cannot_be_opened(
    tamper: Tamper, caplog: pytest.LogCaptureFixture
) -> None:
    document = big_document()
    tamper(place(document))
    path = reverse("admin:applications_document_download", args=[document.pk])
    told = page(browser(hr_manager()).get(path, follow=True))
    assert "The file “Lebenslauf Öztürk.pdf” cannot be opened." in words(told.tree)
    assert f"The file of document {document.pk} cannot be opened." in caplog.messages


def test_large_file_breaks_off_where_it_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("applications.documents.sealed_storage.CHECKED_WHOLE", SEGMENT)
    document = big_document()
    flip(place(document))
    with document.open() as content, pytest.raises(DamagedFile):
        b"".join(content.chunks(1000))
    with document.open() as content:
        assert content.read(SEGMENT) == CONTENT[:SEGMENT]


def test_copy_for_the_applicant_leaves_a_changed_file_out() -> None:
    application = ApplicationFactory()
    document = big_document(application)
    flip(place(document))
    archive = b"".join(export_data(application))
    assert archive.count(b"%PDF") == 1


def test_copies_of_the_files_are_worthless_after_an_erasure(tmp_path: Path) -> None:
    document = big_document()
    set_text(document, "Lebenslauf")
    copy = shutil.copy(place(document), tmp_path / "copy")
    erase_application(
        application=document.application, reason=ErasureReason.REQUEST, now=timezone.now()
    )
    assert DataKey.objects.count() == 0
    place(document).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(copy, place(document))
    with pytest.raises(DestroyedKey):
        storages["documents"].open(document.storage_name)


def test_key_goes_along_from_the_draft_to_the_application() -> None:
    draft = draft_with()
    key = DataKey.objects.get(draft=draft)
    application = submit_application(draft=draft, applicant=applicant(), now=timezone.now())
    key.refresh_from_db()
    assert (key.draft, key.application) == (None, application)
    assert read(application.documents.get()).startswith(b"%PDF")


def test_copy_of_an_application_shares_no_key() -> None:
    application = ApplicationFactory()
    edition = published().current_edition
    copy = copy_application(application, edition, actor=None, now=timezone.now())
    assert DataKey.objects.count() == 2
    erase_application(application=application, reason=ErasureReason.REQUEST, now=timezone.now())
    assert read(copy.documents.get()).startswith(b"%PDF")


def test_file_needs_a_master_key_that_is_configured(settings: Settings) -> None:
    document = big_document()
    settings.DOCUMENT_KEYS = {"other": b"o" * 32}
    with pytest.raises(MissingMasterKey, match="Master key test is not among DOCUMENT_KEYS"):
        document.open()
    again = big_document(document.application)
    assert read(again) == CONTENT


def test_changed_data_key_is_noticed() -> None:
    document = big_document()
    key = DataKey.objects.get()
    key.wrapped = key.wrapped[:-1] + bytes([key.wrapped[-1] ^ 1])
    key.save()
    with pytest.raises(DamagedFile):
        document.open()


def test_data_key_of_another_row_is_noticed() -> None:
    first, second = big_document(), big_document()
    one, other = DataKey.objects.all()
    one.wrapped, other.wrapped = other.wrapped, one.wrapped
    one.save()
    other.save()
    for document in (first, second):
        with pytest.raises(UnreadableFile):
            document.open()


def test_plain_file_from_before_is_opened_until_it_is_encrypted() -> None:
    document = big_document()
    put_plain(place(document))
    PlainFile.objects.create(storage_name=document.storage_name)
    assert read(document) == CONTENT


def test_opening_asks_one_question_of_the_database(django_assert_num_queries) -> None:
    document = big_document()
    with django_assert_num_queries(1):
        document.open().close()


def test_download_hands_out_the_content_with_its_length() -> None:
    document = big_document()
    path = reverse("admin:applications_document_download", args=[document.pk])
    answer = browser(hr_manager()).get(path)
    assert int(answer.headers["Content-Length"]) == len(CONTENT)
    assert b"".join(answer.streaming_content) == CONTENT
