"""One PostgreSQL server on a Unix socket: making its data, starting, finding and ending it."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from config import processes
from config.embedded_database.data_folder import Place, find_programs, make_private, socket_folder
from config.embedded_database.exceptions import EmbeddedDatabaseError

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
NOT_DURABLE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
}
SOCKET_LINE = 4  # of postmaster.pid, written while starting
STARTING_SECONDS = 60.0  # a recovery after a hard kill included
ENDING_SECONDS = 15.0


@dataclass(frozen=True)
class DatabaseAddress:
    """How to reach a server: only through the socket in this folder."""

    socket_folder: Path
    process: processes.Process | None = None

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/postgres?host={quote(str(self.socket_folder), safe='')}&port=5432"

    @property
    def entry(self) -> dict[str, Any]:
        """What to change in an entry of Django's DATABASES."""
        return {"HOST": str(self.socket_folder), "PORT": "5432", "USER": "postgres", "PASSWORD": ""}


def initialise_data(place: Place, *, durable: bool) -> None:
    """Make the data folder if there is none; a half-made one is never taken for a whole one."""
    version = place.data / "PG_VERSION"
    program = find_programs(place.account) / "initdb"
    if version.exists():
        _check_version(version.read_text().strip(), program, place)
        return
    half_made = place.home / "data.making"
    shutil.rmtree(half_made, ignore_errors=True)
    make_private(half_made, place.account)
    options = [
        "--auth-local=trust",
        "--auth-host=reject",
        "--username=postgres",
        "--encoding=UTF8",
        "--locale=C",
    ]
    options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command: list[str | Path] = [
        program,
        "--pgdata",
        half_made,
        *options,
        *([] if durable else ["--no-sync"]),
    ]
    with place.log.open("wb") as log:
        code = processes.start_process(
            command, ENVIRONMENT, account=place.account, streams=(log, log)
        ).wait()
    if code:
        raise EmbeddedDatabaseError(
            f"PostgreSQL could not make its data folder: {_last_log_lines(place)}"
        )
    half_made.rename(place.data)


def _check_version(found: str, program: Path, place: Place) -> None:
    answer = subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=True, env=ENVIRONMENT
    )
    installed = answer.stdout.split()[-1].partition(".")[0]
    if found != installed:
        message = f"{place.home} was made by PostgreSQL {found}, but {installed} is installed."
        raise EmbeddedDatabaseError(
            f"{message} Dump it with the old one, or remove the folder to start again."
        )


def start_server(place: Place, *, durable: bool) -> DatabaseAddress:
    """Start the server and wait until it answers."""
    deadline = time.monotonic() + STARTING_SECONDS
    while True:
        address = _launch(place, durable=durable)
        try:
            if _wait_until_ready(address, deadline):
                return address
        except BaseException:
            stop_server(address)
            raise
        stop_server(address)
        # Children of a killed server hold its memory for a moment.
        if "still in use" not in _last_log_lines(place) or time.monotonic() > deadline:
            raise EmbeddedDatabaseError(f"PostgreSQL did not start: {_last_log_lines(place)}")
        time.sleep(0.3)


def _launch(place: Place, *, durable: bool) -> DatabaseAddress:
    folder = socket_folder(place)
    shutil.rmtree(folder, ignore_errors=True)
    make_private(folder, place.account)
    quoted = '"{}"'.format(str(folder).replace('"', '""'))
    options = {
        "listen_addresses": "",
        "unix_socket_directories": quoted,
        "unix_socket_permissions": "0700",
    }
    options |= {"logging_collector": "off", "max_connections": "200", "timezone": "UTC"}
    if not durable:
        options |= NOT_DURABLE | {"max_wal_senders": "0"}
    settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    program = find_programs(place.account) / "postgres"
    command: list[str | Path] = [program, "-D", place.data, *settings]
    with place.log.open("wb") as log:
        process = processes.start_process(
            command,
            ENVIRONMENT,
            end_signal=signal.SIGINT,
            account=place.account,
            streams=(log, log),
        )
    return DatabaseAddress(folder, process)


def _wait_until_ready(address: DatabaseAddress, deadline: float) -> bool:
    while address.process and address.process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(address.url, connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.03)
        else:
            return True
    return False


def _last_log_lines(place: Place) -> str:
    lines = place.log.read_text(encoding="utf-8", errors="replace").splitlines() or [
        "(it said nothing)"
    ]
    return " | ".join(lines[-4:]) + f" ({place.log})"


def stop_server(address: DatabaseAddress, number: signal.Signals = signal.SIGINT) -> None:
    """End a server that we started: SIGINT is PostgreSQL's fast shutdown, SIGQUIT the immediate one."""
    if address.process:
        processes.stop_process(address.process, number, ENDING_SECONDS)
    shutil.rmtree(address.socket_folder, ignore_errors=True)


def find_running(place: Place) -> tuple[int, DatabaseAddress] | None:
    """Return process and address of a server that runs on exactly this data folder."""
    try:
        lines = (place.data / "postmaster.pid").read_text().splitlines()
        command = Path(f"/proc/{int(lines[0])}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError, IndexError):
        return None
    if Path(os.fsdecode(command[0])).name != "postgres" or os.fsencode(place.data) not in command:
        return None
    socket = "".join(lines[SOCKET_LINE : SOCKET_LINE + 1]) or "/nowhere"
    return int(lines[0]), DatabaseAddress(Path(socket))


def stop_orphan(place: Place) -> None:
    """End a server whose supervisor was killed, and clear away what a killed server left.

    The number in a left file may by now belong to another program, which would keep PostgreSQL from starting.
    """
    for number, seconds in (
        (signal.SIGINT, ENDING_SECONDS),
        (signal.SIGQUIT, 5),
        (signal.SIGKILL, 5),
    ):
        deadline = time.monotonic() + seconds
        while (found := find_running(place)) and time.monotonic() < deadline:
            with contextlib.suppress(ProcessLookupError):
                os.kill(found[0], number)
            time.sleep(0.1)
    (place.data / "postmaster.pid").unlink(missing_ok=True)
