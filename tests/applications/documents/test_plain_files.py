"""What was stored before files were encrypted: opened until it is encrypted, and nothing else in plain."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from applications.documents import plain_files
from applications.documents.plain_files import encrypt_plain_files
from applications.documents.storage import DocumentStorage
from applications.encryption.unreadable import PlainFileRefused
from applications.models import (
    Application,
    CopyRequest,
    DataKey,
    DocumentPreview,
    PlainFile,
)
from applications.models.data_key import open_stored
from applications.models.original_file import OriginalFile
from applications.services.copy_requests import request_full_copy
from tests.applications.factories import ApplicationFactory, draft_with
from tests.applications.stored import set_text

pytestmark = pytest.mark.django_db(transaction=True)
NOW, A_DAY = timezone.now(), timedelta(days=1)


def make_plain(name: str) -> None:
    """As the release before left it."""
    path = Path(settings.DOCUMENTS_ROOT, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(f"plain {name}".encode())
    PlainFile.objects.create(storage_name=name)


def from_before() -> list[str]:
    """The names of five files that lie there in plain, of each kind one."""
    application = ApplicationFactory()
    document = application.documents.get()
    OriginalFile.objects.create(document=document, storage_name="0a/original")
    preview = set_text(document, "")
    DocumentPreview.objects.update(plain_text="Lebenslauf")
    preview.pages.create(number=1, width=10, height=20, storage_name="0b/page")
    draft = draft_with()
    request_full_copy(application=application, now=NOW)
    released = {"state": "released", "answered_at": NOW, "expires_at": NOW + A_DAY, "size": 2}
    CopyRequest.objects.update(storage_name="0c/copy", **released)
    names = [document.storage_name, "0a/original", "0b/page", "0c/copy"]
    names += draft.documents.values_list("storage_name", flat=True)
    DataKey.objects.all().delete()
    for name in names:
        make_plain(name)
    return names


def content(name: str) -> bytes:
    with open_stored(name) as file:
        return file.read()


def run() -> str:
    out = StringIO()
    call_command("encrypt_documents", stdout=out)
    return out.getvalue()


def test_every_kind_of_file_and_the_texts_are_encrypted() -> None:
    names = from_before()
    before = [content(name) for name in names]
    assert run() == "Encrypted: 6.\n"
    assert [content(name) for name in names] == before
    for name in names:
        assert b"plain" not in Path(settings.DOCUMENTS_ROOT, name).read_bytes()
    preview = DocumentPreview.objects.get()
    assert (preview.plain_text, preview.read_text()) == ("", "Lebenslauf")
    assert PlainFile.objects.count() == 0
    assert run() == "Encrypted: 0.\n"


def test_nothing_plain_is_opened_afterwards() -> None:
    name = from_before()[0]
    run()
    Path(settings.DOCUMENTS_ROOT, name).write_bytes(b"%PDF put there by somebody")
    with pytest.raises(PlainFileRefused):
        content(name)


def test_encrypting_goes_on_where_it_was_broken_off() -> None:
    names = from_before()
    assert encrypt_plain_files(at_most=2) == 3, "two files and a text"
    assert PlainFile.objects.count() == 3
    assert encrypt_plain_files() == 3
    assert len({content(name) for name in names}) == 5


def test_what_was_encrypted_when_the_commit_was_lost_is_encrypted_once() -> None:
    names = from_before()
    run()
    for name in names:
        PlainFile.objects.create(storage_name=name)
    before = [Path(settings.DOCUMENTS_ROOT, name).read_bytes() for name in names]
    assert run() == "Encrypted: 0.\n"
    assert [Path(settings.DOCUMENTS_ROOT, name).read_bytes() for name in names] == before
    assert PlainFile.objects.count() == 0


def test_key_is_there_for_good_before_anything_is_written_under_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    [name, *_others] = from_before()

    class Died(Exception):
        pass

    replace = DocumentStorage.replace

    def replace_and_die(*arguments: Any) -> None:
        replace(*arguments)
        raise Died

    monkeypatch.setattr(DocumentStorage, "replace", replace_and_die)
    with pytest.raises(Died):
        plain_files.encrypt_file(name)
    monkeypatch.undo()
    assert content(name) == f"plain {name}".encode()


def test_file_that_is_gone_may_come_back_in_plain() -> None:
    name = from_before()[0]
    Path(settings.DOCUMENTS_ROOT, name).unlink()
    assert "Not encrypted, because their files are gone: 1." in run()
    Path(settings.DOCUMENTS_ROOT, name).write_bytes(b"from a backup")
    assert content(name) == b"from a backup"


def test_files_that_are_gone_do_not_keep_the_others_waiting() -> None:
    names = sorted(from_before())
    DocumentPreview.objects.update(plain_text="")
    for name in names[:2]:
        Path(settings.DOCUMENTS_ROOT, name).unlink()
    assert [encrypt_plain_files(at_most=2) for _hour in range(3)] == [0, 2, 1]
    assert sorted(PlainFile.objects.values_list("pk", flat=True)) == names[:2]


def test_file_of_nobody_is_forgotten() -> None:
    names = from_before()
    Application.objects.all().delete()
    run()
    assert PlainFile.objects.count() == 0
    with pytest.raises(PlainFileRefused):
        content(names[0])
