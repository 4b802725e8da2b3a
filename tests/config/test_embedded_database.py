"""The embedded database, on real servers; as root they run under another account, else under ours."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from config.embedded_database import (
    DatabaseAddress,
    EmbeddedDatabaseError,
    current_address,
    data_folder,
    running_database,
    server,
)
from config.processes import Account

NOBODY = Account(65534, 65534)
SUPERVISOR = """
import sys, time
from pathlib import Path
from config.embedded_database import running_database
with running_database(Path(sys.argv[1])) as address:
    print(address.process.pid, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that any account may pass, as a checkout outside a home is."""
    with TemporaryDirectory() as made:
        Path(made).chmod(0o711)
        yield Path(made) / "database"


@pytest.fixture(scope="module")
def address() -> Iterator[DatabaseAddress]:
    """One running server for the tests that only ask."""
    with TemporaryDirectory() as made:
        Path(made).chmod(0o711)
        with running_database(Path(made) / "database", durable=False) as running:
            yield running


@pytest.fixture
def kept(folder: Path) -> Path:
    """A folder with data already, made without waiting for the disk."""
    found = data_folder.find_place(folder)
    data_folder.make_folders(found.home, found.account)
    server.initialise_data(found, durable=False)
    return folder


def answer(address: DatabaseAddress, query: str) -> object:
    with psycopg.connect(address.url) as connection:
        return connection.execute(query).fetchone()[0]


def has_ended(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def killed_supervisor(folder: Path) -> int:
    """Start a server in another process and kill that one hard; returns the server's process."""
    command = [sys.executable, "-c", SUPERVISOR, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path.cwd()) as supervisor:
        pid = int(supervisor.stdout.readline())
        supervisor.kill()
    return pid


def test_database_listens_on_its_socket_only(address):
    assert answer(address, "SHOW listen_addresses") == ""
    assert stat.S_IMODE(address.socket_folder.stat().st_mode) == 0o700


def test_database_knows_umlauts(address):
    assert answer(address, "SELECT upper('äöü')") == "ÄÖÜ"


def test_database_has_trigrams(address):
    query = "SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'"
    assert answer(address, query) == 1


def test_database_never_runs_as_root(address):
    assert Path(f"/proc/{address.process.pid}").stat().st_uid != 0


def test_database_for_the_tests_does_not_wait_for_the_disk(address):
    assert answer(address, "SHOW fsync") == "off"


def test_database_keeps_its_rows_and_ends_with_the_block(kept):
    with running_database(kept) as address:
        answer(address, "SELECT 1")
        with psycopg.connect(address.url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    assert address.process.poll() == 0
    with running_database(kept) as address:
        assert answer(address, "SELECT number FROM kept") == 7


def test_database_that_is_not_durable_leaves_nothing(folder):
    with running_database(folder, durable=False):
        pass
    assert list(folder.parent.iterdir()) == []


def test_database_for_work_waits_for_the_disk(kept):
    with running_database(kept) as address:
        assert answer(address, "SHOW fsync") == "on"


def test_database_address_is_found_while_it_runs_and_only_then(kept):
    assert current_address(kept) is None
    with running_database(kept) as address:
        assert current_address(kept).url == address.url
    assert current_address(kept) is None


def test_database_ends_when_its_supervisor_is_killed(kept):
    assert has_ended(killed_supervisor(kept))


def test_database_starts_at_once_after_its_supervisor_was_killed(kept):
    killed_supervisor(kept)
    with running_database(kept) as address:
        assert answer(address, "SELECT 1") == 1


def test_database_starts_after_everything_was_killed(kept):
    pid = killed_supervisor(kept)
    os.kill(pid, signal.SIGKILL)
    with running_database(kept) as address:
        assert answer(address, "SELECT 1") == 1


def test_database_takes_no_other_program_for_a_left_server(kept):
    left = data_folder.find_place(kept).data / "postmaster.pid"
    left.write_text(f"{os.getpid()}\n{left.parent}\n0\n5432\n/nowhere\n\n0 0\nready\n")
    with running_database(kept) as address:
        assert answer(address, "SELECT 1") == 1


def test_database_data_left_half_made_is_made_anew(folder):
    half_made = data_folder.find_place(folder).home / "data.making"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18\n")
    with running_database(folder, durable=False) as address:
        assert answer(address, "SELECT 1") == 1


def test_database_of_another_release_is_left_alone(kept):
    version = data_folder.find_place(kept).data / "PG_VERSION"
    version.write_text("9\n")
    with pytest.raises(
        EmbeddedDatabaseError, match="was made by PostgreSQL 9, but 18 is installed"
    ):
        running_database(kept).__enter__()


def test_database_runs_once_in_a_folder(kept, monkeypatch):
    monkeypatch.setattr("config.embedded_database.LOCK_SECONDS", 0.2)
    with running_database(kept):
        with pytest.raises(EmbeddedDatabaseError) as error:
            running_database(kept).__enter__()
        expected = f"This checkout runs already (process {os.getpid()}). End that one first."
        assert str(error.value) == expected


def test_databases_of_two_folders_run_side_by_side(folder):
    first, second = (running_database(folder.parent / name, durable=False) for name in "ab")
    with first as one, second as other:
        assert answer(one, "SHOW data_directory") != answer(other, "SHOW data_directory")


def test_database_deep_in_folders_gets_a_short_socket(folder):
    deep = folder / ("d" * 60) / ("e" * 60)
    with running_database(deep, durable=False) as address:
        assert (
            len(os.fsencode(address.socket_folder / data_folder.SOCKET_NAME))
            <= data_folder.SOCKET_BYTES
        )
        assert answer(address, "SELECT 1") == 1
    assert not address.socket_folder.exists()


def test_socket_path_of_the_longest_length_can_be_bound(tmp_path):
    with TemporaryDirectory() as short, socket.socket(socket.AF_UNIX) as bound:
        path = f"{short}/".ljust(data_folder.SOCKET_BYTES, "x")
        bound.bind(path)
        assert Path(path).is_socket()


def test_private_folder_that_is_open_to_others_is_refused(tmp_path):
    tmp_path.chmod(0o755)
    with pytest.raises(EmbeddedDatabaseError, match="open to others"):
        data_folder.make_private(tmp_path, None)


def test_private_folder_that_is_a_link_is_refused(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(EmbeddedDatabaseError, match="belongs to somebody else"):
        data_folder.make_private(tmp_path / "link", None)


def test_private_folder_of_ours_is_taken(tmp_path):
    tmp_path.chmod(0o700)
    data_folder.make_private(tmp_path, None)
    assert tmp_path.stat().st_mode & 0o777 == 0o700


def test_account_may_not_pass_a_private_home(tmp_path):
    tmp_path.chmod(0o700)
    assert data_folder.may_pass(tmp_path, NOBODY) is False


def test_account_may_pass_the_root_folder():
    assert data_folder.may_pass(Path("/"), NOBODY) is True


def test_missing_folders_are_made_private_and_given_ones_stay(tmp_path):
    tmp_path.chmod(0o750)
    data_folder.make_folders(tmp_path / "var" / "postgres", None)
    modes = [part.stat().st_mode & 0o777 for part in (tmp_path, tmp_path / "var")]
    assert modes == [0o750, 0o700]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes accounts")
def test_database_of_root_stays_out_of_a_private_home(tmp_path):
    tmp_path.chmod(0o700)
    with running_database(tmp_path / "var" / "postgres", durable=False) as address:
        assert address.socket_folder.is_relative_to(data_folder.SYSTEM_FOLDER)
    assert tmp_path.stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes accounts")
def test_programs_in_a_private_home_are_copied_for_the_account(tmp_path, monkeypatch):
    monkeypatch.setattr(data_folder, "may_pass", lambda *_: False)
    tmp_path.chmod(0o711)
    monkeypatch.setattr(data_folder, "SYSTEM_FOLDER", tmp_path / "system")
    programs = data_folder.find_programs(NOBODY)
    assert subprocess.run([programs / "postgres", "--version"], check=False).returncode == 0
    assert server.find_running(data_folder.Place(tmp_path, NOBODY)) is None
