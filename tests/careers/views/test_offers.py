"""Postings by which people offer to work here though nothing is vacant."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from careers.models import Posting
from careers.services import close_posting, publish_posting
from tests.careers.factories import DepartmentFactory, PostingFactory, published
from tests.careers.public_site import (
    SITEMAP,
    get,
    get_feed,
    get_list,
    get_page,
    page_path,
    titles,
    words,
)

pytestmark = pytest.mark.django_db


def speculative(**fields: Any) -> Posting:
    return published(is_speculative=True, title_en="Your ideas", **fields)


def offers(page: Any) -> list[tuple[str, str]]:
    return [(words(link), str(link["href"])) for link in page.tree.select(".offers a")]


def structured_data(page: Any) -> int:
    return len(page.tree.select("script[type='application/ld+json']"))


def test_list_shows_positions_and_ends_with_the_way_to_write_anyway(client: Client) -> None:
    posting = speculative(department=DepartmentFactory(slug="press", name_en="Press"))
    published(title_en="Vacant")
    page = get_list(client)
    assert titles(page) == ["Vacant"]
    assert offers(page) == [("Press", page_path(posting))]


@pytest.mark.parametrize("query", ["", "?q=nothing+has+this"])
def test_empty_list_shows_the_way_to_write_anyway(client: Client, query: str) -> None:
    posting = speculative()
    page = get_list(client, query)
    assert (titles(page), offers(page)) == ([], [("Cloud", page_path(posting))])


def test_departments_are_offered_by_name(client: Client) -> None:
    speculative(department=DepartmentFactory(slug="press", name_en="Press"))
    speculative(department=DepartmentFactory(slug="admin", name_en="Administration"))
    assert [name for name, _path in offers(get_list(client))] == ["Administration", "Press"]


def test_offer_of_a_department_without_a_name_in_that_language_says_which(client: Client) -> None:
    department = DepartmentFactory(name_de="Wolke", name_en="")
    published(is_speculative=True, german_only=True, department=department)
    (link,) = get_list(client).tree.select(".offers a")
    assert (link.text, link["lang"]) == ("Wolke", "de")


def test_offer_is_named_in_the_language_of_the_reader(client: Client) -> None:
    published(is_speculative=True, german_only=True)
    (link,) = get_list(client).tree.select(".offers a")
    assert (link.text, link.has_attr("lang")) == ("Cloud", False)


def test_list_without_offers_says_nothing_of_them(client: Client) -> None:
    close_posting(posting=speculative(), actor=None, reason="", now=timezone.now())
    published()
    assert get_list(client).tree.select(".offers") == []


def test_list_is_fresh_as_soon_as_there_is_an_offer(client: Client) -> None:
    before = get_list(client).headers["ETag"]
    speculative()
    assert get(client, "/en/jobs/", **{"If-None-Match": before}).status_code == 200


@pytest.mark.parametrize("words_of_it", ["ideas", "outages", "idaes"])
def test_search_does_not_find_it(client: Client, words_of_it: str) -> None:
    speculative()
    assert titles(get_list(client, f"?q={words_of_it}")) == []


def test_search_finds_what_is_vacant_again(client: Client) -> None:
    posting = speculative()
    posting.is_speculative = False
    posting.save()
    publish_posting(posting=posting, actor=None, now=timezone.now())
    page = get_list(client, "?q=ideas")
    assert (titles(page), offers(page)) == (["Your ideas"], [])


def test_feed_and_sitemap_name_positions_only(client: Client) -> None:
    posting = speculative()
    vacant = published()
    for text in (get_feed(client).text, get(client, SITEMAP).text):
        assert (f"{posting.public_id}-" in text, f"{vacant.public_id}-" in text) == (False, True)


def test_page_says_what_it_is_and_leads_to_the_form(client: Client) -> None:
    page = get_page(client, speculative())
    assert words(page.tree.select_one(".notice h2")) == "No open position, but an open door"
    assert page.tree.select("a[href$='/apply/']") != []


def test_page_has_no_structured_data_though_that_of_a_position_has(client: Client) -> None:
    pages = get_page(client, speculative()), get_page(client, published())
    assert [structured_data(page) for page in pages] == [0, 1]


def test_closed_page_says_only_that_it_is_closed(client: Client) -> None:
    posting = close_posting(posting=speculative(), actor=None, reason="", now=timezone.now())
    notices = get_page(client, posting).tree.select(".notice")
    assert ["open door" in words(notice) for notice in notices] == [False]


def test_application_is_taken_as_for_others(client: Client) -> None:
    assert get(client, f"{page_path(speculative())}apply/").status_code == 200


def test_it_is_published_without_pay_hours_and_deadline() -> None:
    posting = PostingFactory(is_speculative=True, pay_min=None, pay_max=None, employment_types=[])
    with translation.override("en"):
        edition = publish_posting(posting=posting, actor=None, now=timezone.now())
    assert (edition.facts["pay"], edition.pay_reason) == (None, "Speculative applications")


def test_pay_of_it_is_kept_where_it_is_stated() -> None:
    edition = publish_posting(
        posting=PostingFactory(is_speculative=True), actor=None, now=timezone.now()
    )
    assert (edition.facts["pay"]["minimum"], edition.pay_reason) == ("62000.00", "")


def test_it_opens_and_ends_as_others_do(client: Client) -> None:
    speculative(opens_at=timezone.now() + timedelta(days=1))
    assert offers(get_list(client)) == []
