import os
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, OperationalError

from applications.documents.storage import (
    DocumentStorage,
    delete_files,
    make_storage_name,
    store_files,
)
from applications.models import DataKey
from tests.applications.stored import store
from tests.applications.traces import stored_files

pytestmark = pytest.mark.django_db


class Aborted(BytesIO):
    """An upload whose source fails half way."""

    def read(self, *_size: int) -> bytes:
        raise OSError("gone")


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def keep(*contents: bytes) -> list[str]:
    with store_files((BytesIO(content) for content in contents), saved_key()) as names:
        return names


def saved_key() -> DataKey:
    key = DataKey.make()
    key.save()
    return key


def test_storage_is_ours() -> None:
    assert type(storages["documents"]) is DocumentStorage


def test_storage_gives_back_what_it_was_given() -> None:
    first, second = keep(b"one", b"two")
    with storages["documents"].open(second) as content:
        assert content.read() == b"two"
    assert first != second


def test_storage_reads_a_file_from_its_beginning() -> None:
    content = BytesIO(b"everything")
    content.read(5)
    with store_files([content], saved_key()) as names, storages["documents"].open(names[0]) as kept:
        assert kept.read() == b"everything"


def test_storage_is_for_the_server_alone(private_storage: Path) -> None:
    before = os.umask(0)
    try:
        (name,) = keep(b"one")
    finally:
        os.umask(before)
    file = private_storage / name
    assert [mode(file), mode(file.parent), mode(private_storage)] == [0o600, 0o700, 0o700]


def test_storage_names_say_nothing_and_spread_over_folders() -> None:
    name = make_storage_name()
    folder, slash, file = name.partition("/")
    assert (len(folder), slash, len(file)) == (2, "/", 32)
    assert file.startswith(folder)
    assert make_storage_name() != name


def test_storage_has_no_addresses() -> None:
    with pytest.raises(ValueError, match="no address"):
        storages["documents"].url("7f/7f3c")


def test_storage_leaves_nothing_of_an_aborted_upload() -> None:
    contents = [BytesIO(b"one"), Aborted(b"two")]
    with pytest.raises(OSError, match="gone"), store_files(contents, DataKey.make()):
        pass
    assert stored_files() == []


def test_storage_never_writes_over_a_file() -> None:
    store(b"one", "7f/same")
    assert store(b"two", "7f/same") != "7f/same"
    assert len(stored_files()) == 2


def test_stored_takes_files_back_if_the_rows_fail() -> None:
    with pytest.raises(IntegrityError), store_files([BytesIO(b"one")], DataKey.make()):
        raise IntegrityError
    assert stored_files() == []


def test_stored_keeps_files_if_nobody_knows_whether_the_rows_were_committed() -> None:
    with pytest.raises(OperationalError), store_files([BytesIO(b"one")], DataKey.make()):
        raise OperationalError
    assert len(stored_files()) == 1


def test_remove_passes_over_what_is_gone() -> None:
    (name,) = keep(b"one")
    delete_files([name, name])
    assert stored_files() == []
