"""How many queries a public page costs, exactly, and that no posting makes it more."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from careers.models import EditionText, Posting
from tests.careers.factories import ContactFactory, closed, past_deadline, published
from tests.careers.public_site import SITEMAP, page_path

pytestmark = pytest.mark.django_db

SIZES = [1, 20, 200]
"""Postings beside the one whose page is asked for."""
# Of pages that nobody keeps: while nothing changes (under a lease), and where it is not known whether something does.
COSTS = {
    "list": (1, 3),
    "list in English": (1, 3),
    "filtered list": (1, 3),
    "page of the list": (1, 3),
    "posting": (1, 4),
    "posting in English": (1, 4),
    "form": (1, 1),
    "search for a word": (4, 6),
    "search for a typo": (7, 9),
    "feed": (2, 2),
    "sitemap": (1, 3),
}


def fill(count: int) -> Posting:
    """So many postings and one more, every fifth in German only, all with contacts and deadlines."""
    deadline = timezone.now() + timedelta(days=3)
    for number in range(count + 1):
        posting = published(german_only=number % 5 == 3, closes_at=deadline)
        posting.contacts.add(ContactFactory())
    return posting


def find_paths(posting: Posting) -> dict[str, str]:
    slug = EditionText.objects.get(edition=posting.current_edition, language="de").slug
    with override("de"):
        form = reverse("applications:apply", args=[posting.public_id, slug])
    return {
        "list": "/de/stellen/",
        "list in English": "/en/jobs/",
        "filtered list": "/de/stellen/?place=berlin&hours=full_time&since=7",
        "page of the list": "/de/stellen/?page=2&sort=deadline",
        "posting": page_path(posting, "de"),
        "posting in English": page_path(posting),
        "form": form,
        "search for a word": "/en/jobs/?q=outages&place=remote",
        "search for a typo": "/en/jobs/?q=outagse",
        "feed": "/en/jobs/feed/",
        "sitemap": SITEMAP,
    }


@pytest.mark.parametrize("count", SIZES)
def test_pages_cost_the_same_for_any_number_of_postings(
    client: Client, django_assert_num_queries: Callable[..., Any], count: int
) -> None:
    paths = find_paths(fill(count))
    assert paths.keys() == COSTS.keys()
    for name, path in paths.items():
        with django_assert_num_queries(COSTS[name][1], info=name):
            assert client.get(path).status_code == 200


@pytest.mark.parametrize("count", SIZES)
def test_pages_cost_less_while_nothing_changes(
    client: Client, lease: None, django_assert_num_queries: Callable[..., Any], count: int
) -> None:
    paths = find_paths(fill(count))
    for path in paths.values():
        client.get(path)
    for name, path in paths.items():
        with django_assert_num_queries(COSTS[name][0], info=name):
            assert client.get(path).status_code == 200


@pytest.mark.parametrize("make", [closed, past_deadline])
def test_page_of_a_closed_posting_costs_no_more(
    client: Client, django_assert_num_queries: Callable[..., Any], make: Callable[[], Posting]
) -> None:
    published()
    path = page_path(make())
    with django_assert_num_queries(COSTS["posting"][1]):
        assert client.get(path).status_code == 200


def test_wrong_slug_costs_one_query_and_looking_for_something_alike_some(
    client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    posting = published()
    cases = ((f"/en/jobs/{posting.public_id}/", 1), ("/en/jobs/?q=nothing+has+this", 14))
    for path, expected in cases:
        with django_assert_num_queries(expected):
            client.get(path)


def test_unknown_posting_costs_a_look_at_the_old_addresses(
    client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    published()
    with django_assert_num_queries(2):
        assert client.get("/en/jobs/999/").status_code == 404
