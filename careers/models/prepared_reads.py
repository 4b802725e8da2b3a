"""Reads that PostgreSQL plans once a connection: for small ones planning takes longer than answering.

Django binds values into the SQL text, so that each one is a new one. These bind at the server and are prepared, where
OPTIONS["prepare_threshold"] of the database allows it (DATABASE_PREPARES; docs/decisions/0038).
"""

from collections.abc import Sequence
from typing import Any, Self

from django.db import connection
from psycopg import Cursor


class PreparedCursor(Cursor[tuple[Any, ...]]):
    """Prepares what it executes, once a connection."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        return super().execute(query, params, **options | {"prepare": True})


def read_rows(sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
    """All rows, in one query; errors are Django's, and it counts and logs the query as any other."""
    connection.ensure_connection()
    wrap: Any = (
        connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    )
    with connection.wrap_database_errors, wrap(PreparedCursor(connection.connection)) as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
