"""The rows of all tables as they were at one moment, as PostgreSQL copies them, each table a compressed file."""

from collections.abc import Buffer, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, Self

from psycopg import sql

from config.backup.age_encryption import Encryption
from config.backup.byte_streams import Tally, compress, decompress, join_small
from config.backup.database_tables import Connection, Table, connect, list_tables
from config.backup.target_protocol import Target


@dataclass(frozen=True)
class DumpedTable:
    """What the manifest says of a table: size and digest are those of its rows before they are compressed."""

    name: str
    columns: list[str]
    rows: int
    size: int
    sha256: str

    @property
    def table(self) -> Table:
        return Table(self.name, self.columns)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, read: dict[str, Any]) -> Self:
        return cls(**read)


@contextmanager
def freeze() -> Iterator[Connection]:
    """A connection that sees the database as it is now, until it is closed, whatever others do.

    All tables are held against a migration that would change them under our hands.
    """
    with connect() as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        names = [sql.Identifier(table.name) for table in list_tables(connection)]
        query = sql.SQL("LOCK TABLE {} IN ACCESS SHARE MODE").format(sql.SQL(", ").join(names))
        connection.execute(query)
        yield connection


def dump_table(
    connection: Connection, table: Table, target: Target, folder: str, encryption: Encryption
) -> DumpedTable:
    """Copy a table into `folder` of the target."""
    tally = Tally()
    rows = join_small(copy_rows(connection, table))
    packed = encryption.encrypt(compress(tally.count(rows)))
    target.write(file_of_table(folder, table.name, encryption), packed)
    return DumpedTable(table.name, table.columns, tally.lines, tally.size, tally.sha256)


def copy_rows(connection: Connection, table: Table) -> Iterator[Buffer]:
    with connection.cursor() as cursor, cursor.copy(table.source) as copied:
        yield from copied


def file_of_table(folder: str, table: str, encryption: Encryption) -> str:
    return f"{folder}/database/{table}.copy.gz{encryption.ending}"


def read_table(target: Target, folder: str, table: str, encryption: Encryption) -> Iterator[bytes]:
    """The rows of a table as they were copied."""
    return decompress(encryption.decrypt(target.read(file_of_table(folder, table, encryption))))


def digest_rows(connection: Connection, table: Table) -> Tally:
    """What the manifest would say of a table that lies in the database."""
    return Tally().drain(join_small(copy_rows(connection, table)))
