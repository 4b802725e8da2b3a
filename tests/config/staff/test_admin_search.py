"""Searches of the admin's lists: each word costs a look at every row, so there are not many."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from careers.text.search_limits import LONGEST_SEARCH, MOST_WORDS
from tests.applications.factories import ApplicationFactory
from tests.careers.factories import TextBlockFactory, published
from tests.config.people import browser, hr_manager, person

pytestmark = pytest.mark.django_db
CAREERS = ("posting", "textblock", "contact", "department", "location", "edition")
LISTS = (*(f"careers/{name}" for name in CAREERS), "applications/application", "auth/user")
MANY = [f"word{number}" for number in range(MOST_WORDS + 10)]


def search_admin(name: str, words: list[str]) -> tuple[str, bool, list[str]]:
    """What the list says it searched for, whether for the last word too, and what it tells."""
    client = browser(person("root", is_superuser=True))
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(f"/admin/{name}/", {"q": " ".join(words)})
    has_last = any(words[-1] in query["sql"] for query in queries)
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    return read_searched(answer), has_last, told


def read_searched(answer: Any) -> str:
    """The inbox of applications has a list of its own."""
    lists = answer.context
    return str(lists["cl"].query if "cl" in lists else lists["query"].words)


@pytest.mark.parametrize("name", LISTS)
def test_list_searches_for_the_first_words_and_says_so(name: str) -> None:
    query, has_last, told = search_admin(name, MANY)
    assert (query.split(), has_last) == (MANY[:MOST_WORDS], False)
    assert told == [f"Only the first words were searched for: {query}"]


@pytest.mark.parametrize("name", LISTS)
def test_list_searches_for_all_words_of_a_usual_search(name: str) -> None:
    words = MANY[:MOST_WORDS]
    query, has_last, told = search_admin(name, words)
    looks = name != "careers/edition"  # which is reached from its posting, and looks for nothing
    assert (query.split(), has_last, told) == (words, looks, [])


def test_one_endless_word_is_cut() -> None:
    assert search_admin("careers/posting", ["a" * (LONGEST_SEARCH + 1)])[0] == "a" * LONGEST_SEARCH


def test_cut_search_finds_what_its_first_words_find() -> None:
    ApplicationFactory(posting=published(), name="Ada Beispiel")
    client = browser(hr_manager())
    answer = client.get(
        "/admin/applications/application/", {"q": " ".join(["Ada"] * (MOST_WORDS + 1))}
    )
    assert [each.name for each in answer.context["rows"]] == ["Ada Beispiel"]


def test_other_parts_of_the_address_are_kept() -> None:
    answer = browser(hr_manager()).get(
        "/admin/careers/posting/", {"q": " ".join(MANY), "state": "open"}
    )
    assert answer.context["cl"].get_filters_params() == {"state": ["open"]}


@pytest.mark.parametrize("words", [1, 3000])
def test_choice_of_a_text_block_is_cut_in_silence(words: int) -> None:
    TextBlockFactory(slug="about-us")
    query = {"app_label": "careers", "model_name": "department", "field_name": "about"}
    client = browser(hr_manager())
    answer = client.get("/admin/autocomplete/", {**query, "term": " ".join(["about"] * words)})
    assert (len(answer.json()["results"]), "messages" in client.cookies) == (1, False)


def test_visitor_is_told_nothing() -> None:
    client = browser()
    client.get("/admin/careers/posting/", {"q": " ".join(MANY)})
    assert "messages" not in client.cookies
