import pytest
from django.http import QueryDict
from django.test import Client

from careers.search.facet_sets import FacetSets, Group
from careers.search.filters import Option, Search
from tests.careers.factories import published
from tests.careers.public_site import get

FACETS = FacetSets.from_groups(
    [
        Group(["place:berlin", "hours:full_time"], ["Berlin-Mitte", "full-time"], [0, 1, 2]),
        Group(["place:berlin"], ["Berlin"], [3]),
        Group(["place:remote"], ["remote"], [4, 5]),
    ],
    6,
).limit(0b001001)


def search(query: str) -> Search:
    return Search.from_query(QueryDict(query))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=+two%20%20words+", "two words"),
        ("q=a%00b%1f%7f%C2%85c", "ab c"),
        ("q=soft%C2%ADhyphen", "softhyphen"),
        ("q=%ff%fe", "\ufffd\ufffd"),
        ("q=" + "x" * 5000, "x" * 100),
        ("q=first&q=last", "last"),
        ("", ""),
    ],
)
def test_search_words_are_normalised_and_capped(query: str, expected: str) -> None:
    assert search(query).words == expected


def test_search_leaves_out_what_is_no_code() -> None:
    query = "place=berlin&place=a%00b&place=" + "x" * 81 + "&place=&hours=full_time&color=red"
    assert search(query).chosen == {"place": ["berlin"], "hours": ["full_time"]}


def test_search_keeps_a_code_once_and_not_too_many() -> None:
    query = "&".join(f"place=p{number}" for number in range(30))
    assert search("place=a&place=a").chosen == {"place": ["a"]}
    assert len(search(query).chosen["place"]) == 20


def test_few_codes_that_no_posting_has_are_kept() -> None:
    query = "hours=x&place=berlin&" + "&".join(f"place=p{number}" for number in range(9))
    kept = search(query + "&department=a&hours=full_time").keep_known(FACETS)
    assert kept.chosen == {"place": ["berlin", "p0", "p1", "p2"], "hours": ["full_time"]}
    assert search("place=gone").keep_known(FACETS).query == "?place=gone"
    assert search("place=berlin&place=remote").keep_known(FACETS) == search(
        "place=berlin&place=remote"
    )


@pytest.mark.django_db
def test_page_stays_small_whatever_codes_are_asked_for(client: Client) -> None:
    published()
    names = ("place", "hours", "contract", "department", "language")
    codes = [f"{name}={number:x<80}" for name in names for number in range(20)]
    usual = len(client.get("/de/stellen/?place=gone").content)
    assert len(client.get("/de/stellen/?" + "&".join(codes)).content) < usual + 10_000


@pytest.mark.parametrize(
    ("query", "expected"),
    [("", ""), ("q=c%2B%2B&place=berlin", "?q=c%2B%2B&place=berlin"), ("page=3", "")],
)
def test_search_writes_itself_back_into_the_address(query: str, expected: str) -> None:
    assert search(query).query == expected


def test_without_takes_one_choice_away() -> None:
    assert search("place=a&place=b&hours=c").without_code("place", "a").query == "?place=b&hours=c"
    assert search("place=a").without_code("place", "a").chosen == {}


def test_options_count_under_the_other_filters_and_take_the_commonest_label() -> None:
    options = search("hours=full_time&place=berlin").build_options("place", FACETS)
    assert options == [
        Option("berlin", "Berlin-Mitte", 1, is_chosen=True),
        Option("remote", "Remote", 0, is_chosen=False),
    ]


def test_options_keep_a_chosen_code_that_nothing_has() -> None:
    assert search("place=moon").build_options("place", FACETS)[-1] == Option(
        "moon", "moon", 0, True
    )


def test_suggestions_leave_out_what_finds_nothing() -> None:
    facets = FacetSets.from_groups([Group(["place:berlin"], ["Berlin"], range(4))], 4).limit(0)
    found = [
        (each.query, each.number) for each in search("q=x&place=berlin").build_suggestions(facets)
    ]
    assert found == [("?place=berlin", 4), ("", 4)]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("query", ["?q=%00", "?place=%00", "?page=%00", "?q=%ff"])
def test_unstorable_characters_are_refused_in_the_visitors_language(
    client: Client, language: str, query: str
) -> None:
    path = {"de": "/de/stellen/", "en": "/en/jobs/"}[language]
    answer = get(client, path + query)
    assert (answer.status_code, answer.tree.html["lang"]) == (400, language)
