"""What a search for words of very many postings finds: first those that memory knows to have them in title and facts."""

from collections.abc import Callable
from typing import Any

import pytest

from careers.models import Location, Posting, search_entry
from careers.search import matching
from careers.search.candidates import find_known_editions, take_turns
from careers.search.likeness import list_newest
from careers.search.matching import find_editions
from tests.careers.factories import closed, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if three postings were as many as a thousand, and two of them all that can be ranked."""
    for module in (matching, search_entry):
        monkeypatch.setattr(module, "MOST_FOUND", 3)
    monkeypatch.setattr(matching, "MOST_RANKED", 2)


def cook(title: str = "Cook", body: str = "Soup.", **fields: Any) -> Posting:
    section = {"body_en": body, "body_de": "Suppe."}
    return published(title_en=title, title_de=f"{title} de", section=section, **fields)


def find(words: str) -> list[int | None]:
    matches = find_editions(words, "en")
    return list(matches.editions) if matches else []


def editions(*postings: Posting) -> list[int | None]:
    return [posting.current_edition_id for posting in postings]


@pytest.mark.usefixtures("lease", "limits")
def test_words_of_many_titles_cost_one_query_that_ranks_the_newest(
    django_assert_num_queries: Callable[..., Any],
) -> None:
    for title in ("Waiter", "Cook", "Cook"):
        cook(title, body="Everybody here is a cook.")
    often, once = cook(body="You cook, and cook, and cook."), cook()
    closed(title_en="Cook")
    find("cook")
    with django_assert_num_queries(1):
        found = find("cook")
    assert (found[:2], len(found)) == (editions(often, once), 3)


@pytest.mark.usefixtures("lease", "limits")
def test_words_that_stand_only_in_texts_are_found_by_the_index() -> None:
    in_text = [cook("Waiter", body="Everybody here is a cook.") for _number in range(3)]
    in_title = cook()
    found = find("cook")
    assert found[0] == in_title.current_edition_id
    assert set(found[1:]) < set(editions(*in_text))


@pytest.mark.usefixtures("lease")
def test_each_word_has_to_stand_in_title_or_facts() -> None:
    ulm = Location.objects.create(name_de="Ulm", name_en="Ulm", slug="ulm")
    there, elsewhere = cook(location=ulm), cook(body="Not in Ulm.")
    assert find_known_editions(["cook", "ulm"], 9) == editions(there)
    assert find_known_editions(["cook"], 9) == editions(elsewhere, there)
    assert find_known_editions(["cook"], 1) == editions(elsewhere)


@pytest.mark.usefixtures("lease")
def test_a_short_word_has_to_stand_alone_and_a_long_one_may_be_a_part() -> None:
    alone, _within, part = cook("SAP"), cook("Asap and Sapling"), cook("Pastrycook")
    assert find_known_editions(["sap"], 9) == editions(alone)
    assert find_known_editions(["cook"], 9) == editions(part)


def test_nothing_is_read_into_a_memory_that_keeps_nothing(
    django_assert_num_queries: Callable[..., Any],
) -> None:
    cook()
    with django_assert_num_queries(0):
        assert find_known_editions(["cook"], 9) == []


def test_languages_take_turns() -> None:
    assert take_turns([[1, 2, 3], [4, 1], []]) == [1, 4, 2, 3]


@pytest.mark.parametrize("places", [[], [0], [7, 3, 0], [100_000, 8, 1]])
def test_places_of_a_set_are_listed_from_the_last(places: list[int]) -> None:
    assert list(list_newest(sum(1 << place for place in places))) == places
