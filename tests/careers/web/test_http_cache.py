"""Conditional requests, caching and cookies of the public pages."""

from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from careers.models import EditionText
from careers.services import close_posting, publish_posting, reopen_posting
from careers.web.localized_urls import feed_path, list_path
from tests.careers.factories import published
from tests.careers.public_site import SITEMAP, page_path

pytestmark = pytest.mark.django_db

PATHS = ["list", "page", "feed", "sitemap"]
NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)


@pytest.fixture
def paths() -> dict[str, str]:
    posting = published(now=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    return {
        "list": list_path("en"),
        "page": page_path(posting),
        "feed": feed_path("en"),
        "sitemap": SITEMAP,
    }


def validators(client: Client, path: str) -> tuple[str, str]:
    headers = client.get(path).headers
    return headers["ETag"], headers.get("Last-Modified", "")


@pytest.mark.parametrize("name", PATHS)
def test_unchanged_answer_is_not_rendered_again(
    client: Client, paths: dict[str, str], name: str
) -> None:
    etag, _changed = validators(client, paths[name])
    answer = client.get(paths[name], headers={"if-none-match": etag})
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", etag)
    assert answer.templates == []


@pytest.mark.parametrize("name", ["page", "feed", "sitemap"])
def test_answer_is_known_by_its_date_too(client: Client, paths: dict[str, str], name: str) -> None:
    _etag, changed = validators(client, paths[name])
    assert changed == "Mon, 02 Mar 2026 09:00:00 GMT"
    assert client.get(paths[name], headers={"if-modified-since": changed}).status_code == 304


@pytest.mark.parametrize("name", PATHS)
def test_answer_changes_on_publishing_closing_and_reopening(client: Client, name: str) -> None:
    posting = published(now=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    path = {"list": list_path("en"), "page": page_path(posting), "feed": feed_path("en")}.get(
        name, SITEMAP
    )
    seen = [validators(client, path)]
    for hour, change in enumerate((publish_posting, close_posting, reopen_posting), start=10):
        extra: dict[str, Any] = {"reason": "filled"} if change is close_posting else {}
        change(posting=posting, actor=None, now=datetime(2026, 3, 2, hour, tzinfo=UTC), **extra)
        seen.append(validators(client, path))
    assert all(before[0] != after[0] for before, after in pairwise(seen))
    assert [changed for _etag, changed in seen] == sorted(changed for _etag, changed in seen)


@pytest.mark.parametrize("name", PATHS)
def test_answer_changes_at_the_deadline(client: Client, name: str) -> None:
    deadline = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
    with time_machine.travel(NOON, tick=False):
        posting = published(closes_at=deadline)
        path = {"list": list_path("en"), "page": page_path(posting), "feed": feed_path("en")}.get(
            name, SITEMAP
        )
        before = validators(client, path)
    with time_machine.travel(deadline, tick=False):
        after = validators(client, path)
    assert before[0] != after[0]
    assert after[1] in {"", "Mon, 09 Mar 2026 12:00:00 GMT"}


def test_list_changes_at_midnight_since_it_counts_days(
    client: Client, paths: dict[str, str]
) -> None:
    etags = set()
    for moment in ("2026-03-02T23:59+01:00", "2026-03-03T00:01+01:00"):
        with time_machine.travel(moment, tick=False):
            etags.add(validators(client, paths["list"])[0])
    assert len(etags) == 2


def test_last_change_is_none_without_postings() -> None:
    assert EditionText.objects.last_change() is None


def test_other_search_and_other_language_are_other_answers(
    client: Client, paths: dict[str, str]
) -> None:
    queries = (paths["list"], f"{paths['list']}?q=a", f"{paths['list']}?place=a", list_path("de"))
    assert len({validators(client, path)[0] for path in queries}) == 4


@pytest.mark.parametrize("name", PATHS)
def test_answer_may_be_shared_and_sets_no_cookie(
    client: Client, paths: dict[str, str], name: str
) -> None:
    answer = client.get(paths[name], headers={"accept-language": "en"})
    assert answer.headers["Cache-Control"] == ("public, max-age=0, s-maxage=10, must-revalidate")
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.cookies == {}


def test_new_look_is_a_new_answer(
    client: Client, paths: dict[str, str], settings: Settings
) -> None:
    before = validators(client, paths["page"])
    settings.BRAND_NAME = "Andere Stelle"
    assert validators(client, paths["page"])[0] != before[0]


def test_head_is_answered_like_get(
    client: Client, paths: dict[str, str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        answer = client.head(paths["page"])
    assert (answer.status_code, answer.content) == (200, b"")
