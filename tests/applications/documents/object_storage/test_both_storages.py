"""What is promised of documents holds wherever they lie: from the upload to the erasure, in a folder and in Ceph."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from applications.documents.key_rotation import rotate_keys
from applications.documents.lost_files import note_lost_files
from applications.documents.orphans import delete_orphans
from applications.documents.previews.making import make_document_preview
from applications.documents.previews.opening import open_preview_page
from applications.documents.previews.waiting import add_waiting_previews
from applications.documents.sealed_storage import KeyedContent
from applications.documents.storage import document_storage, store_files
from applications.encryption.unreadable import DamagedFile
from applications.enums import ErasureReason, ScanState
from applications.models import DataKey, Document, Draft, Upload
from applications.privacy.data_export import export_data
from applications.privacy.erasure import erase_application
from applications.tasks import defer_scans
from hiring.exports.export_storage import (
    delete_export,
    find_old_files,
    make_export_name,
    store_export,
)
from tests.applications import files
from tests.applications.documents.previews import samples
from tests.applications.factories import ApplicationFactory, draft_with, hr_manager
from tests.applications.services.test_copy_requests import released, sent
from tests.applications.stored import store
from tests.applications.traces import DRAFT_WITH_CV, NOTHING, stored_files, traces
from tests.applications.views.apply.test_uploads import HALF, PDF, announce_path, send_chunk
from tests.applications.views.test_downloads import download
from tests.careers.factories import published
from tests.clamd import MARKER, Clamd
from tests.worker import run_worker

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("either_storage"),
]
LATER = timedelta(days=2)


def saved_key() -> DataKey:
    key = DataKey.make()
    key.save()
    return key


def read(document: Document) -> bytes:
    with document.open() as content:
        return content.read()


def test_file_in_pieces_becomes_a_document_byte_for_byte(client: Client) -> None:
    path = announce_path(client, published())
    send_chunk(client, path, PDF[:HALF])
    assert Upload.objects.get().received == HALF
    assert send_chunk(client, path, PDF[HALF:], HALF).status_code == 200
    assert read(Document.objects.get()) == PDF
    assert traces() == DRAFT_WITH_CV


def test_piece_is_written_over_what_a_crash_left(client: Client) -> None:
    path = announce_path(client, published())
    store(b"left", f"{Upload.objects.get().folder}/{0:012d}")
    send_chunk(client, path, PDF[:HALF])
    send_chunk(client, path, PDF[HALF:], HALF)
    assert read(Document.objects.get()) == PDF


def test_pieces_that_nobody_sends_on_go_with_their_draft(client: Client) -> None:
    send_chunk(client, announce_path(client, published()), PDF[:HALF])
    assert len(stored_files()) == 1
    from applications.documents.expiry import delete_drafts

    delete_drafts(Draft.objects.all())
    assert traces() == NOTHING


def test_pieces_without_an_upload_go_after_a_day() -> None:
    from applications.documents.chunks import sweep_chunks

    store(b"left", "incoming/abc/000000000000")
    assert sweep_chunks(timezone.now() + timedelta(hours=23)) == 0
    assert sweep_chunks(timezone.now() + LATER) == 1
    assert stored_files() == []


def test_download_is_the_same_byte_for_byte(client: Client) -> None:
    content = files.pdf(pages=2)
    document = ApplicationFactory(cv={"stored": content}).documents.get()
    client.force_login(hr_manager())
    response = download(client, document)
    assert (response.status_code, response.content_read) == (200, content)


@pytest.mark.parametrize("mebibytes", [9, 40])
def test_large_file_is_read_from_anywhere(mebibytes: int) -> None:
    """Of more than one part, and of more than is fetched at once."""
    content = bytes(range(256)) * 4096 * mebibytes
    name = store(content)
    with storages["documents"].open(name) as opened:
        for position in (len(content) - 300_000, 0, 5_000_000):
            opened.seek(position)
            assert opened.read(200_000) == content[position : position + 200_000]
        opened.seek(0)
        assert opened.read() == content


def test_nothing_is_stored_without_a_key_and_nothing_has_an_address() -> None:
    with pytest.raises(TypeError, match="has a key"):
        storages["documents"].save("7f/name", ContentFile(b"%PDF"))
    with pytest.raises(ValueError, match="no address"):
        storages["documents"].url("7f/7f3c")
    assert stored_files() == []


class Aborted(BytesIO):
    """An upload whose source fails after its first ten MiB."""

    def read(self, *_size: int) -> bytes:
        if self.tell() > 10 * 2**20:
            raise OSError("gone")
        return super().read(*_size)


def test_nothing_is_left_of_a_file_that_fails_half_way() -> None:
    contents = [BytesIO(b"one"), Aborted(bytes(12 * 2**20))]
    with pytest.raises(OSError, match="gone"), store_files(contents, saved_key()):
        pass
    assert stored_files() == []
    assert document_storage().delete_unfinished(timezone.now() + LATER) == 0


def test_name_that_is_taken_is_not_written_over() -> None:
    assert store(b"one", "7f/same") == "7f/same"
    assert store(b"two", "7f/same") != "7f/same"


def test_changed_file_is_refused() -> None:
    name = store(b"content")
    with document_storage().open_sealed(name) as stored:
        sealed = bytearray(stored.read())
    sealed[-1] ^= 1
    document_storage().write_sealed(name, [bytes(sealed)])
    with pytest.raises(DamagedFile):
        storages["documents"].open(name)


def test_preview_is_made_and_its_pages_are_opened() -> None:
    document = ApplicationFactory(cv={"stored": samples.text_pdf(["One"])}).documents.get()
    add_waiting_previews([document])
    make_document_preview(document_id=document.pk, now=timezone.now())
    opened = open_preview_page(document, 1)
    assert opened is not None
    with opened as page:
        assert page.read(4) == b"RIFF"


def test_erasure_leaves_nothing() -> None:
    application = ApplicationFactory()
    assert len(stored_files()) == 1
    erase_application(application=application, reason=ErasureReason.REQUEST, now=timezone.now())
    assert stored_files() == []


def test_file_without_a_row_goes_after_a_day_and_no_other_does() -> None:
    ApplicationFactory()
    draft_with()
    name = store(b"left")
    assert delete_orphans(timezone.now()).files == []
    assert delete_orphans(timezone.now() + LATER).files == [name]
    assert len(stored_files()) == 2


def test_row_without_a_file_is_noted_and_forgotten_when_it_is_back() -> None:
    document = ApplicationFactory().documents.get()
    with document_storage().open_sealed(document.storage_name) as stored:
        sealed = stored.read()
    document_storage().delete(document.storage_name)
    assert note_lost_files(timezone.now() + LATER).documents == [document.pk]
    document_storage().write_sealed(document.storage_name, [sealed])
    assert note_lost_files(timezone.now() + LATER).documents == []
    document_storage().write_sealed(document.storage_name, [])
    assert note_lost_files(timezone.now() + LATER).documents == [document.pk]


def test_files_are_opened_after_the_master_key_was_changed(settings: Settings) -> None:
    settings.DOCUMENT_KEYS = {"old": b"o" * 32}
    content = files.pdf()
    document = ApplicationFactory(cv={"stored": content}).documents.get()
    settings.DOCUMENT_KEYS = {"new": b"n" * 32, "old": b"o" * 32}
    assert [done.rewrapped for done in rotate_keys()] == [1]
    settings.DOCUMENT_KEYS = {"new": b"n" * 32}
    assert read(document) == content


def test_full_copy_is_stored_and_fetched() -> None:
    copy = released(sent())
    assert len(stored_files()) == 1
    with copy.open() as content, ZipFile(content) as archive:
        assert archive.testzip() is None


def test_copy_of_the_data_holds_the_file() -> None:
    content = files.pdf(3)
    application = ApplicationFactory(cv={"stored": content})
    with ZipFile(BytesIO(b"".join(export_data(application)))) as archive:
        [name] = [one for one in archive.namelist() if one.startswith("documents/")]
        assert archive.read(name) == content


@pytest.mark.usefixtures("clamd")
def test_virus_scan_reads_what_is_stored(clamd: Clamd) -> None:
    found = []
    for content in (files.pdf(), files.pdf() + MARKER):
        cv = {"scan_state": ScanState.PENDING, "stored": content, "size": len(content)}
        found.append(ApplicationFactory(cv=cv).documents.get())
    defer_scans(found)
    run_worker()
    states = [Document.objects.get(pk=one.pk).scan_state for one in found]
    assert states == [ScanState.CLEAN, ScanState.INFECTED]


def test_export_is_kept_apart_and_found_when_it_is_old() -> None:
    name = make_export_name()
    size = store_export(name, (bytes(2**20) for _number in range(18)), saved_key())
    assert size == 18 * 2**20
    assert find_old_files(timezone.now()) == []
    assert find_old_files(timezone.now() + LATER) == [name]
    assert delete_orphans(timezone.now() + LATER).files == []
    delete_export(name)
    assert stored_files() == []


def test_content_is_encrypted_at_rest() -> None:
    name = store(b"Lebenslauf" * 1000)
    with document_storage().open_sealed(name) as stored:
        assert b"Lebenslauf" not in stored.read()


def test_saving_over_a_file_replaces_it() -> None:
    key = saved_key()
    for content in (b"one", b"two"):
        document_storage().save_over("7f/same", KeyedContent(BytesIO(content), key))
    with storages["documents"].open("7f/same") as opened:
        assert opened.read() == b"two"
