"""What is told of when something changes that public pages show."""

import re
from collections.abc import Iterator

import psycopg
import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from careers.models import (
    Brand,
    Edition,
    EditionText,
    Posting,
    PostingEvent,
    Redirect,
    SearchEntry,
    SearchWord,
    SocialCard,
)
from careers.services import close_posting
from careers.web.current_brand import BRANDS
from careers.web.public_news import CHANNEL
from tests.careers.factories import closed, published
from tests.careers.public_site import SITEMAP, page_path

OF_THE_PUBLIC = (
    Brand,
    SocialCard,
    Edition,
    EditionText,
    PostingEvent,
    Redirect,
    SearchEntry,
    SearchWord,
)
SEEN_OF_POSTINGS = {"id", "public_id", "published_at", "closed_at", "current_edition_id"}


@pytest.fixture
def listener(transactional_db: None) -> Iterator[psycopg.Connection]:
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as found:
        found.execute(f"LISTEN {CHANNEL}")
        yield found


def count_told(listener: psycopg.Connection) -> int:
    """Of how many transactions it was told until now: a word of our own comes after them."""
    listener.execute(f"SELECT pg_notify('{CHANNEL}', 'end')")
    told = (each.payload for each in listener.notifies(timeout=30))
    return len([*iter(lambda: next(told), "end")])


def test_each_change_is_told_once_and_at_its_commit(listener: psycopg.Connection) -> None:
    posting = published()
    assert count_told(listener) > 0
    with transaction.atomic():
        close_posting(posting=posting, actor=None, reason="", now=timezone.now())
        assert count_told(listener) == 0
    assert count_told(listener) == 1


def test_change_that_is_taken_back_is_not_told(listener: psycopg.Connection) -> None:
    posting = published()
    count_told(listener)
    with transaction.atomic():
        close_posting(posting=posting, actor=None, reason="", now=timezone.now())
        transaction.set_rollback(True)
    assert count_told(listener) == 0


@pytest.mark.parametrize("model", OF_THE_PUBLIC)
def test_every_statement_on_a_public_table_is_told(
    listener: psycopg.Connection, model: type[models.Model]
) -> None:
    """Also one in bulk, in plain SQL, and one that empties the table."""
    table, key = model._meta.db_table, model._meta.pk.column
    update, delete = f"UPDATE {table} SET {key} = {key}", f"DELETE FROM {table}"
    statements = (f"{update} WHERE false", f"{delete} WHERE false", f"TRUNCATE {table} CASCADE")
    told = []
    for statement in statements:
        with connection.cursor() as cursor:
            cursor.execute(statement)
        told.append(count_told(listener))
    assert told == [1, 1, 1]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("published_at = published_at - interval '1 day'", 1),
        ("closed_at = now()", 1),
        ("public_id = public_id + 1", 1),
        ("current_edition_id = NULL, published_at = NULL", 1),
        ("title_de = 'Another draft', version = version + 1", 0),
        ("closed_at = closed_at", 0),
    ],
)
def test_of_a_posting_only_what_the_public_sees_is_told(
    listener: psycopg.Connection, change: str, told: int
) -> None:
    published()
    count_told(listener)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE careers_posting SET {change}")
    assert count_told(listener) == told


@pytest.fixture
def paths(db: None) -> list[str]:
    """Public pages of every kind that read the database."""
    posting, ended = published(), closed()
    queries = ("", "?q=outages&place=remote&since=7&sort=deadline", "?q=outagse", "?page=2")
    pages = [page_path(posting), page_path(ended), f"{page_path(posting).rstrip('/')}.pdf"]
    return [*(f"/en/jobs/{query}" for query in queries), *pages, "/en/jobs/feed/", SITEMAP]


def test_public_pages_read_nothing_that_is_not_told(client: Client, paths: list[str]) -> None:
    """Every table that they ask for has its triggers; of a posting, which is a draft as well, every column."""
    BRANDS.forget()
    with CaptureQueriesContext(connection) as queries:
        statuses = {
            client.get(path).status_code for path in [*paths, "/en/imprint/", "/robots.txt"]
        }
    asked = " ".join(query["sql"] for query in queries)
    read = {model for model in apps.get_models() if f'"{model._meta.db_table}"' in asked}
    assert (statuses, read) == ({200}, {*OF_THE_PUBLIC, Posting} - {Redirect})
    aliases = re.findall(r'"careers_posting" "?([TUV]\d+)', asked)
    names = "|".join(["careers_posting", *aliases])
    assert set(re.findall(rf'(?<!\w)"?(?:{names})"?\."(\w+)"', asked)) == SEEN_OF_POSTINGS


def test_old_address_reads_nothing_else(client: Client, db: None) -> None:
    Redirect.objects.create(path="/old", posting=published(), language="en")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/old").status_code == 301
    tables = re.findall(r'FROM "(\w+)"', " ".join(query["sql"] for query in queries))
    assert set(tables) <= {model._meta.db_table for model in (*OF_THE_PUBLIC, Posting)}
