from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from careers.enums import EmploymentType, WorkplaceType
from careers.services import publish_posting
from tests.careers.factories import DepartmentFactory, closed, published
from tests.careers.public_site import alternates, get_list, robots, titles, words

pytestmark = pytest.mark.django_db


def result(page: Any) -> str:
    return words(page.tree.select_one("[role=status]"))


def test_list_shows_the_newest_publication_first(client: Client) -> None:
    now = timezone.now()
    for days in (2, 1, 3):
        published(title_en=f"{days} days ago", now=now - timedelta(days=days))
    assert titles(get_list(client)) == ["1 days ago", "2 days ago", "3 days ago"]


def test_list_keeps_the_place_of_a_posting_that_is_published_again(client: Client) -> None:
    old = published(title_en="old", now=timezone.now() - timedelta(days=9))
    published(title_en="new")
    publish_posting(posting=old, actor=None, now=timezone.now())
    assert titles(get_list(client)) == ["new", "old"]


def test_search_wants_every_word_and_says_what_it_found(client: Client) -> None:
    published(title_en="Cloud Engineer")
    published(title_en="Cloud Lawyer")
    page = get_list(client, "?q=++engineer+++CLOUD+")
    assert titles(page) == ["Cloud Engineer"]
    assert result(page) == "1 position found for “engineer CLOUD”"
    assert page.tree.select_one("input[type=search]")["value"] == "engineer CLOUD"


def test_list_says_how_many_are_open(client: Client) -> None:
    published()
    closed()
    assert result(get_list(client)) == "1 open position"


def make_three() -> None:
    press = DepartmentFactory(slug="press", name_en="Press", name_de="Presse")
    full = [EmploymentType.FULL_TIME]
    published(title_en="A", department=press, workplace_type=WorkplaceType.REMOTE, location=False)
    published(title_en="B", employment_types=full, workplace_type=WorkplaceType.ON_SITE)
    published(title_en="C", employment_types=full)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?place=remote", {"A", "C"}),
        ("?place=berlin", {"B", "C"}),
        ("?place=remote&place=berlin", {"A", "B", "C"}),
        ("?place=berlin&hours=part_time", set()),
        ("?place=remote&hours=part_time", {"A"}),
        ("?department=press", {"A"}),
        ("?department=press&place=berlin", set()),
        ("?department=unknown", set()),
        ("?department=%25%27%3B--", {"A", "B", "C"}),
    ],
)
def test_filters_take_any_choice_of_one_facet_and_all_facets(
    client: Client, query: str, expected: set[str]
) -> None:
    make_three()
    assert set(titles(get_list(client, query))) == expected


def test_filters_count_what_each_choice_would_show(client: Client) -> None:
    make_three()
    page = get_list(client, "?place=remote")
    counts = {
        str(label.input["value"]): int(words(label.b))
        for label in page.tree.select(".filters label:has(b)")
    }
    assert counts == {
        "remote": 2,
        "berlin": 2,
        "full_time": 2,
        "part_time": 1,
        "cloud": 1,
        "press": 1,
    }


def test_filters_stay_chosen_and_can_be_taken_away(client: Client) -> None:
    make_three()
    page = get_list(client, "?q=a&place=remote&hours=full_time")
    checked = {str(box["value"]) for box in page.tree.select(".filters [type=checkbox][checked]")}
    removals = [link["href"] for link in page.tree.select(".chosen-filters a")]
    assert checked == {"remote", "full_time"}
    *each, everything = removals
    assert each == ["/en/jobs/?q=a&hours=full_time", "/en/jobs/?q=a&place=remote"]
    assert everything == "/en/jobs/?q=a"


def test_filter_that_cannot_narrow_anything_is_left_out(client: Client) -> None:
    published()
    legends = [words(legend) for legend in get_list(client).tree.select("legend")]
    assert legends == ["Location", "Employment type"]


def test_empty_search_offers_wider_ones_with_their_numbers(client: Client) -> None:
    make_three()
    page = get_list(client, "?q=outages&department=press&place=berlin")
    links = {words(link): link["href"] for link in page.tree.select(".no-results a.secondary")}
    assert links == {
        "Without the filters (3)": "/en/jobs/?q=outages",
        "Without “Berlin centre” (1)": "/en/jobs/?q=outages&department=press",
        "Without “Press” (2)": "/en/jobs/?q=outages&place=berlin",
        "All positions (3)": "/en/jobs/",
    }


def test_empty_list_offers_the_feed(client: Client) -> None:
    page = get_list(client)
    assert [link["href"] for link in page.tree.select(".no-results a.secondary")] == [
        "/en/jobs/feed/"
    ]


@pytest.mark.parametrize(
    ("number", "shown", "canonical"),
    [
        ("", 20, "/en/jobs/"),
        ("?page=2", 1, "/en/jobs/?page=2"),
        ("?page=99999999999999999999", 1, "/en/jobs/?page=2"),
        ("?page=-1", 1, "/en/jobs/?page=2"),
        ("?page=x", 20, "/en/jobs/"),
    ],
)
def test_list_has_twenty_a_page_and_the_nearest_page_there_is(
    client: Client, number: str, shown: int, canonical: str
) -> None:
    for _each in range(21):
        published()
    page = get_list(client, number)
    assert len(titles(page)) == shown
    assert page.tree.select_one("link[rel=canonical]")["href"].endswith(f"8000{canonical}")


def test_pages_carry_the_search(client: Client) -> None:
    for _each in range(21):
        published()
    page = get_list(client, "?q=outages&place=remote")
    assert page.tree.select_one("a[rel=next]")["href"] == "?q=outages&place=remote&page=2"


@pytest.mark.parametrize(
    ("days", "chip"),
    [(0, "closes today"), (1, "closes tomorrow"), (7, "closes in 7 days"), (8, None)],
)
def test_list_warns_of_a_near_deadline(client: Client, days: int, chip: str | None) -> None:
    with time_machine.travel("2026-03-27T10:00:00+01:00", tick=False):
        evening = timezone.localtime().replace(hour=23, minute=59) + timedelta(days=days)
        published(closes_at=evening)
        chips = [words(tag) for tag in get_list(client).tree.select(".chip.warning")]
    assert chips == ([chip] if chip else [])


def test_deadline_at_midnight_belongs_to_the_day_before(client: Client) -> None:
    with time_machine.travel("2026-03-27T10:00:00+01:00", tick=False):
        published(closes_at=timezone.localtime().replace(hour=0) + timedelta(days=1))
        chips = [words(tag) for tag in get_list(client).tree.select(".chip.warning")]
    assert chips == ["closes today"]


@pytest.mark.parametrize(("days", "expected"), [(6, ["New"]), (7, [])])
def test_list_marks_what_is_new(client: Client, days: int, expected: list[str]) -> None:
    published(now=timezone.now() - timedelta(days=days))
    assert [words(chip) for chip in get_list(client).tree.select(".chip")] == expected


def test_text_in_another_language_is_marked_and_says_so(client: Client) -> None:
    published(german_only=True)
    page = get_list(client)
    card = page.tree.select_one(".posting")
    assert [tag["lang"] for tag in card.select("[lang]")] == ["de", "de"]
    assert "only in German" in words(card)
    assert card.a["href"].startswith("/en/jobs/")


def test_list_in_its_own_language_marks_nothing(client: Client) -> None:
    published()
    page = get_list(client, language="de")
    assert page.tree.html["lang"] == "de"
    assert page.tree.select(".posting [lang]") == []


def test_switch_to_the_other_language_keeps_the_search(client: Client) -> None:
    page = get_list(client, "?q=a&place=remote")
    links = {link["hreflang"]: link["href"] for link in page.tree.select(".languages a")}
    assert links == {
        "de": "/de/stellen/?q=a&place=remote",
        "en": "/en/jobs/?q=a&place=remote",
    }


@pytest.mark.parametrize(("query", "expected"), [("", []), ("?q=a", ["noindex"])])
def test_search_results_are_not_for_search_engines(
    client: Client, query: str, expected: list[str]
) -> None:
    assert robots(get_list(client, query)) == expected


def test_list_names_its_other_languages(client: Client) -> None:
    assert alternates(get_list(client)) == {
        "de": "http://127.0.0.1:8000/de/stellen/",
        "en": "http://127.0.0.1:8000/en/jobs/",
        "x-default": "http://127.0.0.1:8000/de/stellen/",
    }


def test_list_has_no_structured_data(client: Client) -> None:
    published()
    assert get_list(client).tree.select("script[type='application/ld+json']") == []


def test_choice_that_finds_nothing_cannot_be_chosen(client: Client) -> None:
    make_three()
    boxes = get_list(client, "?hours=part_time").tree.select(".filters [name=place]")
    assert {box["value"]: box.has_attr("disabled") for box in boxes} == {
        "remote": False,
        "berlin": True,
    }


def test_choice_that_finds_nothing_can_be_taken_back(client: Client) -> None:
    make_three()
    tree = get_list(client, "?hours=part_time&place=berlin").tree
    box = tree.select_one(".filters [value=berlin]")
    assert (box.has_attr("checked"), box.has_attr("disabled")) == (True, False)


def test_closed_group_of_filters_tells_what_is_chosen_or_what_there_is(client: Client) -> None:
    make_three()
    groups = get_list(client, "?place=berlin").tree.select(".filters .choices")
    lines = {str(group["data-name"]): words(group.summary) for group in groups}
    assert not any(group.has_attr("open") for group in groups)
    assert (lines["place"], lines["hours"]) == (
        "Location Berlin centre",
        "Employment type Full-time",
    )


def test_filters_say_how_many_positions_they_lead_to(client: Client) -> None:
    make_three()
    button = get_list(client, "?place=berlin").tree.select_one(".filters [data-fold]")
    assert (words(button), button.has_attr("hidden")) == ("Show 2 positions", True)
