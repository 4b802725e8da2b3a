"""Passwords of a whole network, or of many, leave threads for other pages."""

import pytest
from django.test import Client

from careers.web import search_load
from careers.web.search_load import Places
from config.staff import hashing

pytestmark = pytest.mark.django_db

PAGES = (
    "/staff/login/",
    "/staff/invitation/none/",
    "/staff/password/new/1-none/",
)


def post(path: str, address: str = "192.0.2.1") -> int:
    answer = Client(REMOTE_ADDR=address).post(path, {"login": "nobody", "password": "wrong"})
    return answer.status_code


def test_networks_of_one_household_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashing, "HASHES_AN_HOUR", 1)
    answers = [post("/staff/login/", f"2001:db8:1:{number}::1") for number in range(5)]
    assert answers == [*[answers[0]] * 4, 429]
    assert answers[0] != 429
    assert post("/staff/login/", "203.0.113.7") != 429


@pytest.mark.parametrize("path", PAGES)
def test_pages_that_hash_take_a_place(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(search_load, "LONGEST_WAIT", 0)
    places = Places(4, 1)
    monkeypatch.setattr(hashing, "hashing_places", lambda: places)
    assert post(path) != 503
    assert places.take()
    assert post(path) == 503
    assert Client().get(path).status_code != 503
