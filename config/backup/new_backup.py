"""Making a backup: files, then a frozen look at the database, then the files that came meanwhile, then the manifest."""

import logging
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.conf import settings
from psycopg import sql

from applications.models import DataKey
from config.backup import database_tables as tables
from config.backup.age_encryption import Encryption
from config.backup.backup_errors import BackupError
from config.backup.byte_streams import Tally, compress, decompress, read_blocks
from config.backup.database_tables import Connection, connect
from config.backup.dump import dump_table, freeze
from config.backup.manifest import (
    FILE_LIST,
    FOLDER,
    FilesOfBackup,
    Manifest,
    make_name,
    read_file_list,
    read_newest,
)
from config.backup.stored_files import Copied, Pool, StoredFile, copy_files, list_names, read_lines
from config.backup.target_protocol import Target

logger = logging.getLogger(__name__)

LOCK = 0x0FFE5E1B
"""Of PostgreSQL's advisory locks: one backup of a database at a time."""


@dataclass
class Made:
    """A backup that is whole, and how many of its files were new in the target."""

    manifest: Manifest
    new: int
    new_size: int


def make_backup(
    *, target: Target, encryption: Encryption, now: datetime, from_scratch: bool = False
) -> Made:
    """Keep database and documents in the target; with `from_scratch` every file is read again.

    Most files are copied before the database is frozen: what is frozen keeps PostgreSQL from tidying up.
    BackupError if another backup of this database is being made.
    """
    with one_at_a_time() as connection, tempfile.TemporaryFile() as first_list:
        pool = Pool(target, encryption)
        earlier = [] if from_scratch else read_earlier(target)
        first = write_list(list_names(connection), pool, earlier, first_list)
        connection.rollback()
        return make_frozen(target, pool, (first, first_list), now)


def make_frozen(
    target: Target, pool: Pool, before: tuple[Copied, IO[bytes]], now: datetime
) -> Made:
    name = make_name(now)
    first, first_list = before
    with freeze() as connection, tempfile.TemporaryFile() as file_list:
        dumped = [
            dump_table(connection, table, target, f"{FOLDER}{name}", pool.encryption)
            for table in tables.list_tables(connection)
        ]
        copied = write_list(list_names(connection), pool, read_back(first_list), file_list)
        tally = Tally()
        file_list.seek(0)
        target.write(f"{FOLDER}{name}/{FILE_LIST}", tally.count(read_blocks(file_list)))
        manifest = Manifest(
            name=name,
            made_at=now.isoformat(),
            version=read_version(),
            postgresql=str(connection.info.server_version),
            encrypted=bool(pool.encryption.ending),
            migrations=[[*one] for one in tables.read_migrations(connection)],
            tables=dumped,
            sequences=tables.read_sequences(connection),
            files=FilesOfBackup(copied.count, copied.size, copied.gone, tally.sha256),
            document_keys=list_document_keys(connection),
        )
    manifest.write(target)
    return Made(manifest, first.new + copied.new, first.new_size + copied.new_size)


@contextmanager
def one_at_a_time() -> Iterator[Connection]:
    with connect() as connection:
        [(is_free,)] = connection.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchall()
        if not is_free:
            raise BackupError("Another backup of this database is being made.")
        connection.commit()
        yield connection


def write_list(
    names: Iterable[str], pool: Pool, before: Iterable[StoredFile], file: IO[bytes]
) -> Copied:
    """Copy files and write the list of them, compressed."""
    copied = Copied()
    lines = (one.as_line() for one in copy_files(names, pool, before, copied))
    file.writelines(compress(lines))
    return copied


def read_earlier(target: Target) -> Iterable[StoredFile]:
    """The files of the newest backup; none if there is none."""
    newest = read_newest(target)
    return read_lines(decompress(read_file_list(target, newest))) if newest else []


def read_back(file: IO[bytes]) -> Iterator[StoredFile]:
    file.seek(0)
    return read_lines(decompress(iter(lambda: file.read(64 * 1024), b"")))


def list_document_keys(connection: Connection) -> list[str]:
    """The names of the master keys without which files of this backup cannot be opened."""
    query = sql.SQL("SELECT DISTINCT master_key FROM {} ORDER BY master_key")
    rows = connection.execute(query.format(sql.Identifier(DataKey._meta.db_table)))
    return [name for (name,) in rows]


def read_version() -> str:
    with (settings.BASE_DIR / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])
