"""Checking a backup: it is restored into an empty database and an empty folder, by the command that restores."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote, urlencode

import psycopg
from django.conf import settings
from django.utils import timezone
from psycopg import sql

from config.backup.backup_errors import BackupError
from config.backup.database_tables import connect, connection_parameters
from config.backup.models import ERROR_LENGTH, BackupKind, BackupRun
from config.backup.table_load import drop_everything

OF_PSYCOPG = ("client_encoding", "prepare_threshold", "connect_timeout")
"""Parts of Django's entry that are no part of an address."""


def check_backup(*, arguments: list[str], now: datetime) -> str:
    """Restore with these arguments of `restore` elsewhere, and clear it away; returns what it said.

    BackupError says what was wrong. That the check was made is noted in any case.
    """
    run = BackupRun.objects.create(kind=BackupKind.CHECK, began_at=now)
    try:
        with empty_database() as url, tempfile.TemporaryDirectory() as folder:
            said = restore_elsewhere(arguments, url, Path(folder) / "documents")
    except BackupError as error:
        run.error = str(error)[:ERROR_LENGTH]
        raise
    finally:
        run.ended_at = timezone.now()
        run.save()
    return said


def restore_elsewhere(arguments: list[str], url: str, folder: Path) -> str:
    place = {
        "DOCUMENTS_STORAGE": "folder",
        "DOCUMENTS_MOVE_FROM": "",
        "DOCUMENTS_ROOT": str(folder),
    }
    environment = os.environ | place | {"DATABASE_URL": url}
    done = subprocess.run(
        [sys.executable, "manage.py", "restore", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(done.stderr.strip().removeprefix("CommandError: ") or done.stdout)
    return done.stdout


@contextmanager
def empty_database() -> Iterator[str]:
    """The address of a database for the check: the one of the settings, or one that is made and dropped."""
    if given := settings.BACKUP_CHECK_DATABASE_URL:
        clear(given)
        yield given
        clear(given)
        return
    name = f"check_of_backup_{token_hex(4)}"
    change_databases("CREATE DATABASE {} TEMPLATE template0", name)
    try:
        yield build_url(name)
    finally:
        change_databases("DROP DATABASE {} WITH (FORCE)", name)


def clear(url: str) -> None:
    with psycopg.connect(url) as own:
        drop_everything(own)


def change_databases(statement: str, name: str) -> None:
    with connect() as own:
        own.autocommit = True
        try:
            own.execute(sql.SQL(statement).format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege:
            raise BackupError(
                "The role may make no database. Make an empty one for checks, "
                "and name it in BACKUP_CHECK_DATABASE_URL."
            ) from None


def build_url(name: str) -> str:
    """The address of another database on the same server."""
    parts = {key: str(value) for key, value in connection_parameters().items()}
    user, password = parts.pop("user", ""), parts.pop("password", "")
    kept = {key: value for key, value in parts.items() if key not in {*OF_PSYCOPG, "dbname"}}
    account = f"{quote(user, safe='')}:{quote(password, safe='')}@" if password else f"{user}@"
    return f"postgresql://{account}/{name}?{urlencode(kept)}"
