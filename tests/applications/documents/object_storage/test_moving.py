"""Documents move from a folder to Ceph and back while the site runs, and nothing is lost when that is killed."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from applications.documents import moving
from applications.documents.moving import CopyDiffers, move_files
from applications.documents.sealed_storage import SealedStorage
from applications.documents.storage import document_storage
from applications.documents.two_storages import TwoStorages
from applications.enums import ErasureReason
from applications.models import Application, Document, Upload
from applications.privacy.erasure import erase_application
from tests.applications import files
from tests.applications.factories import ApplicationFactory
from tests.applications.stored import store
from tests.applications.views.apply.test_uploads import HALF, PDF, announce_path, send_chunk
from tests.careers.factories import published
from tests.object_store import keep_documents_in, storage_entry

pytestmark = pytest.mark.django_db(transaction=True)
FOLDER = {"BACKEND": "applications.documents.storage.DocumentStorage"}
BACKEND = "applications.documents.two_storages.TwoStorages"


@pytest.fixture(params=["to s3", "to folder"])
def two(
    request: pytest.FixtureRequest, settings: Settings, object_store_address: str
) -> TwoStorages:
    """Three applications in one storage, and the settings under which they move to the other."""
    bucket = storage_entry(object_store_address)
    former, current = (FOLDER, bucket) if request.param == "to s3" else (bucket, FOLDER)
    keep_documents_in(settings, former)
    for number in range(1, 4):
        ApplicationFactory(cv={"stored": files.pdf(number)})
    keep_documents_in(
        settings, {"BACKEND": BACKEND, "OPTIONS": {"current": current, "former": former}}
    )
    storage = document_storage()
    assert isinstance(storage, TwoStorages)
    return storage


def names(storage: SealedStorage) -> list[str]:
    return [*moving.list_movable(storage)]


def move() -> str:
    out = StringIO()
    call_command("move_documents", stdout=out)
    return out.getvalue()


def read_all() -> list[bytes]:
    found = []
    for document in Document.objects.order_by("pk"):
        with document.open() as content:
            found.append(content.read())
    return found


def test_all_are_moved_and_read_before_and_after(two: TwoStorages) -> None:
    before, former = read_all(), names(two.former)
    assert (len(former), names(two.current)) == (3, [])
    assert "Nothing is left" in move()
    assert (names(two.former), names(two.current)) == ([], former)
    assert read_all() == before
    assert "Moved and compared by SHA-256: 0" in move()


def test_new_files_go_to_the_current_one(two: TwoStorages) -> None:
    document = ApplicationFactory().documents.get()
    assert names(two.current) == [document.storage_name]


class Killed(BaseException):
    """As if the process ended here."""


def kill_at(monkeypatch: pytest.MonkeyPatch, storage: SealedStorage, method: str) -> None:
    def die(*_arguments: object) -> None:
        raise Killed

    monkeypatch.setattr(storage, method, die)


@pytest.mark.parametrize(
    "where",
    [
        lambda two: (two.current, "write_sealed"),
        lambda two: (two.current, "open_sealed"),
        lambda two: (two.former, "delete"),
    ],
)
def test_nothing_is_lost_when_it_is_killed(
    two: TwoStorages,
    where: Callable[[TwoStorages], tuple[SealedStorage, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = read_all()
    with monkeypatch.context() as killing:
        kill_at(killing, *where(two))
        with pytest.raises(Killed):
            [*move_files(timezone.now())]
    assert read_all() == before
    assert "Nothing is left" in move()
    assert read_all() == before


def test_copy_that_differs_is_taken_back(two: TwoStorages, monkeypatch: pytest.MonkeyPatch) -> None:
    before, write = read_all(), two.current.write_sealed
    monkeypatch.setattr(
        two.current, "write_sealed", lambda name, blocks: write(name, [b"".join(blocks)[:-1]])
    )
    with pytest.raises(CopyDiffers):
        [*move_files(timezone.now())]
    assert (len(names(two.former)), names(two.current)) == (3, [])
    assert read_all() == before


def test_file_that_is_erased_while_it_is_copied_does_not_come_back(
    two: TwoStorages, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = two.current.write_sealed

    def erase_meanwhile(name: str, blocks: object) -> None:
        sealed = [*blocks]
        for application in Application.objects.filter(documents__storage_name=name):
            reason = ErasureReason.REQUEST
            erase_application(application=application, reason=reason, now=timezone.now())
        write(name, sealed)

    monkeypatch.setattr(two.current, "write_sealed", erase_meanwhile)
    move()
    assert (names(two.former), names(two.current)) == ([], [])


def test_upload_goes_on_that_was_begun_before(
    two: TwoStorages, client: Client, settings: Settings
) -> None:
    posting = published()
    path = announce_path(client, posting)
    send_chunk(client, path, PDF[:HALF])
    upload = Upload.objects.get()
    name = f"{upload.folder}/{0:012d}"
    with two.current.open_sealed(name) as piece:
        sealed = piece.read()
    two.former.write_sealed(name, [sealed])
    two.current.delete(name)
    assert "Nothing is left" in move()
    assert send_chunk(client, path, PDF[HALF:], HALF).status_code == 200
    assert read_all()[-1] == PDF


def test_export_that_is_being_written_is_left_for_later(two: TwoStorages) -> None:
    name = store(b"export", "exports/one")
    with two.current.open_sealed(name) as stored:
        two.former.write_sealed(name, [stored.read()])
    two.current.delete(name)
    assert "Left: 1" in move()
    assert [done.left for done in move_files(timezone.now() + timedelta(hours=2))] == [0]
    assert name in names(two.current)


def test_one_storage_alone_is_no_move(private_storage: Path) -> None:
    with pytest.raises(CommandError, match="DOCUMENTS_MOVE_FROM is not set"):
        move()
