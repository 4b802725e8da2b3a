"""What the database has, asked of PostgreSQL's catalogue: tables, columns, sequences, and what depends on what."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from graphlib import TopologicalSorter
from typing import Any, NamedTuple

import psycopg
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import sql

type Connection = psycopg.Connection[tuple[Any, ...]]

OF_DJANGO = ("cursor_factory", "context")
LEFT_OUT = {"cache", "django_migrations", "django_session", "procrastinate_workers"}
"""What is only for the moment, and the list of migrations, which a restore makes by applying them."""
OTHERWISE = {("procrastinate_jobs", "worker_id"): sql.SQL("NULL")}
"""What is written of a column instead of it: a job that was being done is taken up as that of a dead worker."""
SETTINGS = """
SET datestyle = ISO; SET intervalstyle = postgres; SET extra_float_digits = 1; SET bytea_output = hex;
SET timezone = UTC; SET statement_timeout = 0; SET lock_timeout = 0; SET synchronize_seqscans = off;
SET idle_in_transaction_session_timeout = 0"""
"""So that values read the same in each server, rows come in one order, and work may take its time."""
OWN = """
SELECT {} FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = %s
AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY c.relname"""
COLUMNS = """
SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
AND attgenerated = '' ORDER BY attnum"""
FIRM_REFERENCES = """
SELECT c.relname, f.relname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_class f ON f.oid = k.confrelid WHERE k.contype = 'f' AND NOT k.condeferrable AND c.oid <> f.oid"""


class Table(NamedTuple):
    """A table and those of its columns that hold values of their own."""

    name: str
    columns: list[str]

    @property
    def source(self) -> sql.Composed:
        """What is copied from it."""
        chosen = (OTHERWISE.get((self.name, one), sql.Identifier(one)) for one in self.columns)
        return sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT").format(
            sql.SQL(", ").join(chosen), sql.Identifier(self.name)
        )

    @property
    def sink(self) -> sql.Composed:
        columns = sql.SQL(", ").join(map(sql.Identifier, self.columns))
        return sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(self.name), columns)


@contextmanager
def connect(wait: int = 60) -> Iterator[Connection]:
    """A connection of our own to the database of the settings, beside Django's and without its pool.

    `wait` is for how many seconds its server may take to answer.
    """
    with psycopg.connect(**{"connect_timeout": wait} | connection_parameters()) as connection:
        connection.execute(SETTINGS)
        connection.commit()
        yield connection


def connection_parameters() -> dict[str, Any]:
    """How Django connects, but for what its own cursors need."""
    parameters = connections["default"].get_connection_params()
    return {name: value for name, value in parameters.items() if name not in OF_DJANGO}


def end_connections_of_django() -> None:
    """Also those that wait in its pool."""
    own = connections["default"]
    own.close()
    if isinstance(own, DatabaseWrapper) and own.pool:
        own.close_pool()


def list_tables(connection: Connection) -> list[Table]:
    """Those that a backup holds."""
    found = connection.execute(OWN.format("c.relname").encode(), ["r"]).fetchall()
    names = [name for (name,) in found if name not in LEFT_OUT]
    return [Table(name, list_columns(connection, name)) for name in names]


def list_columns(connection: Connection, table: str) -> list[str]:
    quoted = sql.Identifier(table).as_string(connection)
    return [name for (name,) in connection.execute(COLUMNS, [quoted])]


def has_tables(connection: Connection) -> bool:
    return bool(connection.execute(OWN.format("1").encode(), ["r"]).fetchone())


def read_sequences(connection: Connection) -> dict[str, int]:
    """The last value of each sequence that was ever used, but for those of tables that are left out."""
    found = connection.execute(
        "SELECT sequencename, last_value FROM pg_sequences "
        "WHERE schemaname = current_schema() AND last_value IS NOT NULL"
    )
    left_out = {f"{table}_id_seq" for table in LEFT_OUT}
    return {name: int(value) for name, value in found if name not in left_out}


def read_migrations(connection: Connection) -> list[tuple[str, str]]:
    """All that are applied: app and name."""
    rows = connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    return [(app, name) for app, name in rows]


def sort_by_reference(connection: Connection, names: Iterable[str]) -> list[str]:
    """These tables in an order in which each comes after those that it may not be without for a moment."""
    order = TopologicalSorter[str]({name: [] for name in sorted(names)})
    for table, referred in connection.execute(FIRM_REFERENCES):
        order.add(table, referred)
    wanted = set(names)
    return [name for name in order.static_order() if name in wanted]


def count_rows(connection: Connection, table: str) -> int:
    query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
    [(number,)] = connection.execute(query).fetchall()
    return int(number)
