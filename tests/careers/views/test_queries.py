"""How many queries a public page costs, and that no row makes it more."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from careers.models import Posting
from tests.careers.factories import ContactFactory, closed, past_deadline, published
from tests.careers.public_site import SITEMAP, page_path

pytestmark = pytest.mark.django_db

CASES = [
    ("/de/stellen/", 3),
    ("/en/jobs/", 3),
    ("/en/jobs/?q=outages&place=remote&hours=full_time", 4),
    ("/en/jobs/feed/", 2),
    (SITEMAP, 2),
]


def fill(count: int) -> Posting:
    """So many postings, every fifth in German only, all with contacts and deadlines."""
    deadline = timezone.now() + timedelta(days=3)
    for number in range(count):
        posting = published(german_only=number % 5 == 4, closes_at=deadline)
        posting.contacts.add(ContactFactory())
    return posting


@pytest.mark.parametrize("count", [1, 50])
def test_feeds_and_sitemap_cost_two_queries_lists_three_and_words_one_more(
    client: Client, django_assert_num_queries: Callable[..., Any], count: int
) -> None:
    fill(count)
    for path, expected in CASES:
        with django_assert_num_queries(expected):
            answer = client.get(path)
        assert answer.status_code == 200


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize("language", ["de", "en"])
def test_page_costs_three_queries(
    client: Client, django_assert_num_queries: Callable[..., Any], count: int, language: str
) -> None:
    path = page_path(fill(count), language)
    with django_assert_num_queries(3):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("make", [closed, past_deadline])
def test_page_of_a_closed_posting_costs_no_more(
    client: Client, django_assert_num_queries: Callable[..., Any], make: Callable[[], Posting]
) -> None:
    path = page_path(make())
    with django_assert_num_queries(3):
        assert client.get(path).status_code == 200


def test_wrong_slug_costs_one_query_and_looking_for_something_alike_ten(
    client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    posting = published()
    cases = ((f"/en/jobs/{posting.public_id}/", 1), ("/en/jobs/?q=nothing+has+this", 10))
    for path, expected in cases:
        with django_assert_num_queries(expected):
            client.get(path)


def test_unknown_posting_costs_a_look_at_the_old_addresses(
    client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    published()
    with django_assert_num_queries(2):
        assert client.get("/en/jobs/999/").status_code == 404
