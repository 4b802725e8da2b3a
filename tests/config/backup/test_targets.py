"""A folder as a target: what lies there is whole, private, and found again."""

from collections.abc import Iterator

import pytest

from config.backup.backup_errors import BackupError, DamagedBackup
from config.backup.targets import FolderTarget, open_target


def break_off() -> Iterator[bytes]:
    yield b"half"
    raise ConnectionError


def test_what_was_written_is_read_and_found(target: FolderTarget) -> None:
    target.write("files/ab/abc", [b"one", b"two"])
    assert b"".join(target.read("files/ab/abc")) == b"onetwo"
    assert [kept.name for kept in target.find("files/")] == ["files/ab/abc"]
    assert target.exists("files/ab/abc")


def test_nothing_is_left_of_what_breaks_off(target: FolderTarget) -> None:
    with pytest.raises(ConnectionError):
        target.write("files/ab/abc", break_off())
    assert not [*target.find("files/")]
    assert not target.exists("files/ab/abc")


def test_what_was_half_written_by_a_killed_process_is_replaced(target: FolderTarget) -> None:
    target.write("files/ab/abc", [b"before"])
    (target.folder / "files/ab/abc.part").write_bytes(b"half")
    assert [kept.name for kept in target.find("files/")] == ["files/ab/abc"]
    target.write("files/ab/abc", [b"after"])
    assert b"".join(target.read("files/ab/abc")) == b"after"


def test_others_on_the_machine_cannot_read_it(target: FolderTarget) -> None:
    target.write("files/ab/abc", [b"one"])
    modes = [path.stat().st_mode & 0o077 for path in (target.folder, *target.folder.rglob("*"))]
    assert {*modes} == {0}


def test_deleting_takes_empty_folders_and_passes_over_what_is_gone(target: FolderTarget) -> None:
    target.write("files/ab/abc", [b"one"])
    target.write("files/cd/cde", [b"one"])
    target.delete("files/ab/abc")
    target.delete("files/ab/abc")
    assert [path.name for path in (target.folder / "files").iterdir()] == ["cd"]


def test_missing_name_is_a_damaged_backup(target: FolderTarget) -> None:
    with pytest.raises(DamagedBackup, match="files/ab/abc is missing"):
        [*target.read("files/ab/abc")]


def test_address_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(BackupError, match="unknown"):
        open_target("ftp://host/folder")
