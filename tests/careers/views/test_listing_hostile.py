"""Addresses that no page of ours links to: each is a list, or a 400, and never a fault."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from careers.search.filters import LONGEST_SEARCH, MOST_CODES
from tests.careers.factories import published

pytestmark = pytest.mark.django_db
MANY = "&".join(f"place=x{number}&hours=y{number}" for number in range(MOST_CODES + 10))


@pytest.mark.parametrize(("days", "shown"), [("30", 1), ("999999", 0), ("0", 0)])
def test_age_that_is_not_offered_finds_nothing(client: Client, days: str, shown: int) -> None:
    published()
    answer = client.get(f"/en/jobs/?since={days}")
    found = BeautifulSoup(answer.content, "html.parser").select("li.posting")
    assert (answer.status_code, len(found)) == (200, shown)


@pytest.mark.parametrize(
    "query",
    [
        "q=a:* %26 !b | (c",
        "q=%27; DROP TABLE careers_posting; --",
        "q=" + "%25_" * 90,
        "q=" + "%EF%B7%BA" * 90,
        "q=" + "%F0%9F%A7%91%E2%80%8D" * 60,
        "q=" + "x1 " * LONGEST_SEARCH,
        "q[]=a&sort=;drop&page=-1&pay=%D9%A3&place=a%27--",
        "page=99999999999999999999&since=%D9%A3",
        MANY,
    ],
)
def test_hostile_search_is_answered(client: Client, query: str) -> None:
    published()
    assert client.get(f"/en/jobs/?{query}").status_code == 200
    assert client.get(f"/en/jobs/by-email/?{query}").status_code == 200


@pytest.mark.parametrize("query", ["q=%00", "q=%ff", "place=%ED%A0%80"])
def test_search_that_is_no_text_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/en/jobs/?{query}").status_code == 400
