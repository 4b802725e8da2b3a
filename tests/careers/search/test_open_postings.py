"""Counting, sorting and cutting into pages without the database, against doing it one by one."""

import random
from array import array
from datetime import timedelta

import pytest
from django.utils import timezone

from careers.search.facet_sets import FacetSets, Group, collect
from careers.search.open_postings import NEVER, PIECE, FoundTexts, OpenPostings, load_open_postings
from tests.careers.factories import closed, past_deadline, published, scheduled

NUMBER = 3 * PIECE + 7


def many_postings(number: int = NUMBER) -> OpenPostings:
    chance = random.Random(7)
    editions = chance.sample(range(10 * number), number)
    numbers = chance.sample(range(100_000, 100_000 + number), number)
    deadlines = [chance.choice([NEVER, 1.0, 2.0, 3.0]) for _ in range(number)]
    texts = array("q", range(1_000, 1_000 + number))
    facets = FacetSets.from_groups([], number)
    return OpenPostings(
        texts, array("q", editions), array("I", numbers), array("d", deadlines), facets
    )


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 1.0])
def test_pages_hold_what_was_found_newest_first(share: float) -> None:
    postings, chance = many_postings(), random.Random(8)
    places = [place for place in range(NUMBER) if chance.random() < share]
    found = FoundTexts(postings, collect(places, NUMBER))
    expected = [postings.texts[place] for place in reversed(places)]
    assert len(found) == len(expected)
    for start in range(0, len(expected) + 20, 20 if share < 1 else 501):
        assert found[start : start + 20] == expected[start : start + 20]


def test_pages_by_deadline_put_postings_without_one_last_and_great_numbers_first() -> None:
    postings = many_postings()
    places = [*range(5, NUMBER, 3)]
    found = FoundTexts(postings, collect(places, NUMBER), postings.by_deadline)
    in_order = sorted(places, key=lambda i: (postings.deadlines[i], -postings.numbers[i]))
    assert found[0 : len(places)] == [postings.texts[place] for place in in_order]
    assert found[40:60] == [postings.texts[place] for place in in_order[40:60]]


def test_best_matches_come_in_their_order_and_only_if_they_are_open() -> None:
    postings = many_postings()
    places = [9, 2, 5]
    wanted = [postings.editions[9], -1, postings.editions[2], 10**9, postings.editions[5]]
    assert postings.find(wanted) == places
    found = FoundTexts(postings, collect([2, 9], NUMBER), places)
    assert found[0:20] == [postings.texts[9], postings.texts[2]]


def test_a_label_that_most_use_names_the_facet() -> None:
    groups = [
        Group(["place:berlin", "pay:50000"], ["Mitte", "50000"], [0]),
        Group(["place:berlin"], ["berlin"], [1, 2]),
        Group(["place:bonn"], ["bonn"], [3]),
    ]
    facets = FacetSets.from_groups(groups, 4)
    assert facets.labels == {
        "place:berlin": "Berlin",
        "place:bonn": "Bonn",
        "pay:50000": "ab 50.000\N{NO-BREAK SPACE}€",
    }
    assert facets.codes == {"place": ["berlin", "bonn"], "pay": ["50000"], "since": []}
    assert facets.members["place:berlin"] == 0b0111


@pytest.mark.django_db
def test_open_postings_are_those_that_lists_show() -> None:
    for make in (closed, past_deadline, scheduled):
        make()
    published(is_speculative=True)
    published(now=timezone.now() - timedelta(days=8), german_only=True)
    published(title_en="New", closes_at=timezone.now() + timedelta(days=1))
    postings = load_open_postings("en")
    assert len(postings.texts) == 2
    assert postings.deadlines[0] == NEVER > postings.deadlines[1]
    assert postings.facets.codes["since"] == ["1", "7", "30"]
    assert {facet: f"{found:b}" for facet, found in postings.facets.members.items()}.items() >= {
        "language:de": "11",
        "language:en": "10",
        "since:7": "10",
        "since:30": "11",
    }.items()
