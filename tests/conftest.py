"""What every test gets: a PostgreSQL of its own run, private storage of its own, mail that stays here."""

import contextlib
import os
import secrets
import signal
import tempfile
from pathlib import Path

import pytest
from django.db import connections
from pytest_django import Settings

from config.embedded_database import DatabaseAddress, running_database

VARIABLE = "TESTS_DATABASE_SOCKET"


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start one server for the whole run; the workers of xdist learn from the environment where it is."""
    if hasattr(session.config, "workerinput"):
        return
    # A polite end from outside is like Ctrl-C, so that the server's folder goes too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    folder = Path(tempfile.gettempdir()) / f"offene-stelle-tests-{secrets.token_hex(6)}"
    stack = contextlib.ExitStack()
    address = stack.enter_context(running_database(folder, durable=False))
    os.environ[VARIABLE] = str(address.socket_folder)
    session.config.add_cleanup(stack.close)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Point the connection at this run's server, and at no other."""
    connections["default"].settings_dict |= DatabaseAddress(Path(os.environ[VARIABLE])).entry


@pytest.fixture(autouse=True)
def private_storage(settings: Settings, tmp_path: Path) -> Path:
    """Keep the documents of each test apart; returns their folder."""
    settings.VAR_DIR = tmp_path
    settings.DOCUMENTS_ROOT = tmp_path / "documents"
    return tmp_path / "documents"
