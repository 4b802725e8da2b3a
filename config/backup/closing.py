"""The site is closed while a restore goes on: a table says so, which is the first thing there and the last to go."""

from collections.abc import Sequence
from typing import Any

import psycopg
from django.core.checks import CheckMessage, Error
from django.db import connection

from config.backup.database_tables import Connection, connect

MARK = "restore_under_way"
SENTENCE = "A restore goes on, or broke off: nobody is served until it has ended."


def mark_restore(own: Connection) -> None:
    own.execute("CREATE TABLE IF NOT EXISTS restore_under_way (since timestamptz DEFAULT now())")


def unmark_restore(own: Connection) -> None:
    own.execute("DROP TABLE restore_under_way")


def is_closed() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [MARK])
        return bool(cursor.fetchone()[0])


def check_restore(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Keeps web and worker from starting in the middle of a restore; a database that is away is no reason."""
    try:
        with connect(wait=2) as own:
            [(closed,)] = own.execute("SELECT to_regclass(%s) IS NOT NULL", [MARK]).fetchall()
    except psycopg.Error:
        return []
    hint = "Wait for it, or run restore again with --replace."
    return [Error(SENTENCE, hint=hint, id="config.restore")] if closed else []
