"""A folder as a target: what lies there is whole, private, and found again."""

from collections.abc import Iterator

import pytest

from config.backup.backup_errors import BackupError, DamagedBackup
from config.backup.target_protocol import Target
from config.backup.targets import FolderTarget, open_target


def break_off() -> Iterator[bytes]:
    yield b"half"
    raise ConnectionError


def test_what_was_written_is_read_and_found(either_target: Target) -> None:
    either_target.write("files/ab/abc", [b"one", b"two"])
    assert b"".join(either_target.read("files/ab/abc")) == b"onetwo"
    assert [kept.name for kept in either_target.find("files/")] == ["files/ab/abc"]
    assert either_target.exists("files/ab/abc")


def test_nothing_is_left_of_what_breaks_off(either_target: Target) -> None:
    with pytest.raises(ConnectionError):
        either_target.write("files/ab/abc", break_off())
    assert not [*either_target.find("files/")]
    assert not either_target.exists("files/ab/abc")


def test_what_was_half_written_by_a_killed_process_is_replaced(target: FolderTarget) -> None:
    target.write("files/ab/abc", [b"before"])
    (target.folder / "files/ab/abc.part").write_bytes(b"half")
    assert [kept.name for kept in target.find("files/")] == ["files/ab/abc"]
    target.write("files/ab/abc", [b"after"])
    assert b"".join(target.read("files/ab/abc")) == b"after"


def test_large_and_deleted_content_and_backups_of_both_kinds(either_target: Target) -> None:
    """Large: in several parts where it is an object."""
    either_target.write("backups/one/large", (bytes([number]) * 2**20 for number in range(20)))
    read = b"".join(either_target.read("backups/one/large"))
    assert (len(read), read[:: 2**20]) == (20 * 2**20, bytes(range(20)))
    either_target.delete("backups/one/large")
    either_target.delete("backups/one/large")
    assert not [*either_target.find("backups/")]


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


def test_missing_name_is_a_damaged_backup(either_target: Target) -> None:
    with pytest.raises(DamagedBackup, match="files/ab/abc is missing"):
        [*either_target.read("files/ab/abc")]


def test_address_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(BackupError, match="unknown"):
        open_target("ftp://host/folder")
