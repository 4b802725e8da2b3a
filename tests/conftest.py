"""What every test gets: a PostgreSQL of its own run, private storage of its own, mail that stays here."""

import contextlib
import math
import os
import secrets
import signal
import tempfile
from collections.abc import Iterator
from itertools import compress
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django import DjangoDbBlocker, Settings
from pytest_django.plugin import blocking_manager_key

from careers.services import editions
from careers.web.current_brand import BRANDS, Kept
from careers.web.search_load import ACCOUNTS
from config.embedded_database import DatabaseAddress, running_database
from tests.clock import deals_with_dates, moment, set_clock
from tests.template_database import shared_template

pytest_plugins = ["tests.smtp", "tests.clamd", "tests.object_store"]

VARIABLE = "TESTS_DATABASE_SOCKET"
EMPTIED = pytest.StashKey[bool]()
KEPT_TABLES = {"django_migrations"}
MIGRATED = pytest.StashKey[dict[str, bytes]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--clock",
        type=moment,
        help="when the run begins: +DAYS from today, or ISO 8601 with offset",
    )
    parser.addoption(
        "--nightly", action="store_true", help="also the dear tests, for which others stand in CI"
    )


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the tests that deal with dates, which `make test-dates` runs on other days."""
    if deals_with_dates(getattr(item, "module", None)):
        item.add_marker("dates")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the dear tests by day, and on another day what watches a process at the real time."""
    unwanted = [] if config.getoption("nightly") else ["nightly"]
    unwanted += ["real_time"] if config.getoption("clock") else []
    left_out = {item for item in items if any(map(item.get_closest_marker, unwanted))}
    config.hook.pytest_deselected(items=[*left_out])
    items[:] = [item for item in items if item not in left_out]


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start one server for the whole run; the workers of xdist learn from the environment where it is."""
    from tests.object_store import one_for_the_run  # a plugin, which pytest imports first

    set_clock(session.config)
    if hasattr(session.config, "workerinput"):
        return
    folder = Path(tempfile.gettempdir()) / f"offene-stelle-tests-{secrets.token_hex(6)}"
    stack = contextlib.ExitStack()
    address = stack.enter_context(running_database(folder, durable=False))
    os.environ[VARIABLE] = str(address.socket_folder)
    stack.enter_context(one_for_the_run())
    session.config.add_cleanup(stack.close)
    signal.signal(signal.SIGTERM, lambda *_: end_at_once(stack))


def end_at_once(stack: contextlib.ExitStack) -> None:
    """Leave nothing after SIGTERM; the workers of xdist end when their controller does."""
    stack.close()
    os._exit(128 + signal.SIGTERM)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Point the connection at this run's server, and at no other."""
    connections["default"].settings_dict |= DatabaseAddress(Path(os.environ[VARIABLE])).entry


@pytest.fixture(scope="session")
def template_database(
    django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[contextlib.ExitStack]:
    """What shared_template() says; closed as soon as the tests' own database is there."""
    with contextlib.ExitStack() as stack:
        with django_db_blocker.unblock():
            stack.enter_context(shared_template(DatabaseAddress(Path(os.environ[VARIABLE]))))
        yield stack


@pytest.fixture(scope="session")
def django_db_setup(
    template_database: contextlib.ExitStack,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    request: pytest.FixtureRequest,
) -> None:
    """Note what migrations wrote, for those who empty all tables."""
    with django_db_blocker.unblock():
        template_database.close()
        request.config.stash[MIGRATED] = copy_rows()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Put back what migrations wrote, if a test before this one emptied all tables."""
    if item.config.stash.get(EMPTIED, False):
        with item.config.stash[blocking_manager_key].unblock():
            restore_rows(item.config.stash[MIGRATED])
    item.config.stash[EMPTIED] = commits(item)


@pytest.fixture(autouse=True)
def nobody_has_searched() -> None:
    """No test pays for the searches of those before it."""
    ACCOUNTS.left.clear()


def keep_rows(_self: TransactionTestCase) -> None:
    """What a test has committed goes before the next one begins, see restore_rows()."""


# Django would empty all tables, full or not, and make all rights anew: several times what most of these tests take.
TransactionTestCase._fixture_teardown = keep_rows


def commits(item: pytest.Item) -> bool:
    """Tell whether Django runs the test without a transaction around it, and empties all tables afterwards."""
    marker = item.get_closest_marker("django_db")
    fixtures = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures or (marker and marker.kwargs.get("transaction")))


def copy_rows() -> dict[str, bytes]:
    """The rows of each table as PostgreSQL copies them; none of tables without any."""
    found = {}
    with connections["default"].cursor() as cursor:
        for table in filled_tables(cursor):
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copied:
                found[table] = b"".join(copied)
    return found


def filled_tables(cursor: CursorWrapper) -> list[str]:
    """Also those that no model names, as the cache and the jobs; not what tells of migrations."""
    tables = sorted({*connections["default"].introspection.table_names(cursor)} - KEPT_TABLES)
    cursor.execute("SELECT " + ", ".join(f'EXISTS (SELECT FROM "{one}")' for one in tables))
    [is_filled] = cursor.fetchall()
    return [*compress(tables, is_filled)]


def restore_rows(rows: dict[str, bytes]) -> None:
    """As Django's own serialized_rollback does before such a test only, and not for the ones that follow.

    Rows are copied: to make each from JSON, and to empty tables that are empty, took most of the
    time of most of these tests.
    """
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # no triggers, no order
        for table in filled_tables(cursor):
            cursor.execute(f'DELETE FROM "{table}"')
        for table, content in rows.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(content)
    continue_sequences()
    ContentType.objects.clear_cache()


def continue_sequences() -> None:
    """Have new rows come after those that were put back with their keys."""
    connection = connections["default"]
    statements = connection.ops.sequence_reset_sql(no_style(), list(apps.get_models()))
    with connection.cursor() as cursor:
        cursor.execute("; ".join(statements))


@pytest.fixture(autouse=True)
def private_storage(settings: Settings, tmp_path: Path) -> Path:
    """Keep the documents of each test apart; returns their folder."""
    settings.VAR_DIR = tmp_path
    settings.DOCUMENTS_ROOT = tmp_path / "documents"
    return tmp_path / "documents"


@pytest.fixture(autouse=True)
def no_card_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish without ordering social cards: tests count the jobs of what they are about."""
    monkeypatch.setattr(editions, "defer_social_cards", lambda _postings: None)


@pytest.fixture(autouse=True)
def no_brand() -> None:
    """Know that no brand is in use, without asking; a test that uses one has it read."""
    BRANDS.kept = Kept(None, {}, None, math.inf, {})


@pytest.fixture(autouse=True)
def default_language() -> None:
    """Forget the language of the last request of the test before."""
    translation.deactivate()
