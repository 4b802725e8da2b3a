"""One database made by the migrations for all workers of xdist: the first one has them run, the others copy it."""

import contextlib
import os
from collections.abc import Iterator

import psycopg
from django.db import connections

from config.embedded_database import DatabaseAddress

NAME = "tests_template"
LOCK = 0x0FFE5E
"""Of PostgreSQL's advisory locks, on the server that only this run has."""


@contextlib.contextmanager
def shared_template(address: DatabaseAddress) -> Iterator[None]:
    """Set up the tests' database inside of this, one worker at a time: from the template, or to become it.

    On a copy `migrate` finds nothing to do. A run without workers needs no template.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ:
        yield
        return
    connection = connections["default"]
    with psycopg.connect(address.url, autocommit=True) as server:
        server.execute("SET statement_timeout = 0")  # as config/wsgi.py may have set one for all
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            connection.settings_dict["TEST"]["TEMPLATE"] = NAME
            yield
            return
        yield
        connection.close()  # nobody may be connected to what is copied
        own = connection.ops.quote_name(connection.settings_dict["NAME"])
        server.execute(f"CREATE DATABASE {NAME} TEMPLATE {own}")
