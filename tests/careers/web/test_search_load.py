"""One network's searches, and all searches together, leave threads and processor to other pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from careers.search.matching import MOST_CORRECTED, find_editions
from careers.web import search_load
from careers.web.search_load import MOST_NETWORKS, Accounts, Places
from tests.careers.factories import published
from tests.careers.public_site import page_path

pytestmark = pytest.mark.django_db

UNKNOWN_WORDS = "Entwiklre Kochn Kelnerr Mazrer Tichlser Glsaer Schmeid Bekcer"
SEARCH = "/de/stellen/?q=Koch"
ALERT = "/de/stellen/per-mail/?q=Koch"


@pytest.fixture
def few_searches(settings: Settings) -> None:
    settings.SEARCHES_A_MINUTE = 2


@pytest.fixture
def nobody_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """As while as many search, and wait for that, as may."""
    monkeypatch.setattr(search_load, "LONGEST_WAIT", 0)
    places = Places(4)
    assert [places.take() for _place in range(2)] == [True, True]
    monkeypatch.setattr(search_load, "search_places", lambda: places)


@pytest.mark.usefixtures("lease")
def test_search_for_eight_unknown_words_costs_eight_queries(
    django_assert_num_queries: Callable[..., Any],
) -> None:
    published(title_de="Köchin", title_en="Cook")
    find_editions(UNKNOWN_WORDS, "de")
    with django_assert_num_queries(8):
        find_editions(UNKNOWN_WORDS, "de")


def test_some_unknown_words_are_corrected_and_the_others_left_out() -> None:
    posting = published(title_de="Köchin", title_en="Cook")
    unknown = " ".join(UNKNOWN_WORDS.split()[2 : 2 + MOST_CORRECTED])
    found, lost = (
        find_editions(f"Koechni {unknown}", "de"),
        find_editions(f"{unknown} Koechni", "de"),
    )
    assert (found and found.editions, lost and lost.editions) == ((posting.current_edition_id,), ())


@pytest.mark.usefixtures("few_searches")
@pytest.mark.parametrize("path", [SEARCH, ALERT])
def test_network_that_searches_too_often_waits(client: Client, path: str) -> None:
    published(title_de="Koch")
    answers = [client.get(path) for _time in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Zu viele Anfragen" in answers[-1].content.decode()
    assert answers[-1]["Retry-After"] == "30"
    assert "no-store" in answers[-1]["Cache-Control"]


@pytest.mark.usefixtures("few_searches")
def test_who_searches_too_often_stops_nobody_else_and_no_other_page(client: Client) -> None:
    published(title_de="Koch")
    for _time in range(3):
        client.get(SEARCH)
    assert client.get("/de/stellen/").status_code == 200
    assert client.get(SEARCH, REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.usefixtures("few_searches")
def test_who_has_many_networks_of_ipv6_has_a_limit_for_all(client: Client) -> None:
    """Two searches of a /64, eight of a /56."""
    published(title_de="Koch")
    addresses = [f"2001:db8:0:{part}::1" for part in range(9)]
    statuses = [client.get(SEARCH, REMOTE_ADDR=address).status_code for address in addresses]
    assert statuses == [200] * 8 + [429]


def test_search_for_typos_counts_as_four(client: Client, settings: Settings) -> None:
    settings.SEARCHES_A_MINUTE = 4
    published(title_de="Koch")
    answers = [client.get("/de/stellen/?q=Kohc") for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]


def test_operator_may_have_no_limit(client: Client, settings: Settings) -> None:
    settings.SEARCHES_A_MINUTE = 0
    published(title_de="Koch")
    assert [client.get(SEARCH).status_code for _time in range(3)] == [200] * 3


def test_searches_come_back() -> None:
    accounts = Accounts()
    accounts.spend("192.0.2.1", 240, now=100.0)
    waits = [accounts.seconds_until_free("192.0.2.1", now) for now in (100.0, 100.3)]
    assert waits == [1, 0]


def test_memory_of_networks_has_an_end() -> None:
    accounts = Accounts()
    for number in range(MOST_NETWORKS + 5):
        accounts.spend(f"network {number}", 1, now=0.0)
    assert (len(accounts.left), "network 4" in accounts.left) == (MOST_NETWORKS, False)


def test_all_of_an_unknown_address_have_more_together() -> None:
    accounts = Accounts()
    for network in ("unknown", "192.0.2.1"):
        accounts.spend(network, 240, now=0.0)
    waits = [accounts.seconds_until_free(network, 0.0) for network in ("unknown", "192.0.2.1")]
    assert waits == [0, 1]


@pytest.mark.usefixtures("nobody_is_done")
@pytest.mark.parametrize("path", [SEARCH, ALERT])
def test_search_beside_too_many_others_is_put_off(client: Client, path: str) -> None:
    published(title_de="Koch")
    answer = client.get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    assert "Back in a moment" in answer.content.decode()


@pytest.mark.usefixtures("nobody_is_done")
def test_other_pages_come_beside_any_number_of_searches(client: Client) -> None:
    posting = published(title_de="Koch")
    paths = ("/de/stellen/", "/de/stellen/per-mail/", page_path(posting))
    assert [client.get(path).status_code for path in paths] == [200] * 3


def test_half_of_the_threads_search_and_one_waits_for_nothing() -> None:
    places = Places(4)
    assert [places.take() for _search in range(2)] == [True, True]
    places.waiting.acquire()  # as by a third one
    assert not places.take()
    places.give_back()
    assert places.take()


def test_search_gives_its_place_back(client: Client) -> None:
    published(title_de="Koch")
    assert [client.get(SEARCH).status_code for _time in range(5)] == [200] * 5
