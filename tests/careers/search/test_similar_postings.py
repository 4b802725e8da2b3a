"""Which other postings the page of one shows."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from careers.models import EditionText, Posting
from careers.search.open_titles import load_open_titles
from careers.search.similar_postings import find_similar_postings
from careers.services import publish_posting
from tests.careers.factories import (
    DepartmentFactory,
    PostingFactory,
    closed,
    past_deadline,
    published,
    scheduled,
)
from tests.careers.public_site import get_page, page_path, words

pytestmark = pytest.mark.django_db


def ad(title: str, department: str = "cloud", **fields: Any) -> Posting:
    names = {"name_de": department.upper(), "name_en": department.title()}
    of = DepartmentFactory(slug=department, **names)
    return published(title_en=title, title_de=f"{title} de", department=of, **fields)


def titles_beside(posting: Posting, language: str = "en") -> list[str]:
    texts = EditionText.objects.of_posting(posting.public_id).shown_in(language)
    return [each.title for each in find_similar_postings(texts.for_pages().get(), language)]


def test_words_of_the_title_count_more_than_the_department_and_that_more_than_parts() -> None:
    posting = ad("Network Engineer")
    for title, department in (
        ("Accountant", "cloud"),
        ("Data Engineer", "press"),
        ("Nightworker at the network", "press"),
        ("Networkengineering", "cloud"),
        ("Cook", "kitchen"),
    ):
        ad(title, department)
    assert titles_beside(posting) == [
        "Networkengineering",
        "Nightworker at the network",
        "Data Engineer",
    ]


def test_posting_itself_and_those_with_nothing_in_common_are_not_shown() -> None:
    posting = ad("Cook")
    ad("Press Officer", "press")
    assert titles_beside(posting) == []


@pytest.mark.parametrize("make", [closed, past_deadline, scheduled, PostingFactory])
def test_only_open_postings_are_shown(make: Any) -> None:
    posting = published()
    make(title_en="Not open")
    published(title_en="Open")
    assert titles_beside(posting) == ["Open"]


def test_closed_posting_shows_open_ones() -> None:
    posting = closed()
    published(title_en="Open")
    assert titles_beside(posting) == ["Open"]


def test_each_is_shown_once_in_the_reader_s_language_or_the_one_it_has() -> None:
    posting = published()
    published(title_en="Both", title_de="Beide")
    published(title_de="Nur Deutsch", german_only=True)
    assert titles_beside(posting, "en") == ["Nur Deutsch", "Both"]
    assert titles_beside(posting, "de") == ["Nur Deutsch", "Beide"]


def test_older_editions_are_not_shown() -> None:
    posting, other = published(), published(title_en="Old words")
    other.title_en, other.title_de = "New words", "Neue Wörter"
    other.save()
    publish_posting(posting=other, actor=None, now=timezone.now())
    assert titles_beside(posting) == ["New words"]


def test_page_links_to_similar_postings_and_marks_their_language(client: Client) -> None:
    posting = published()
    other = published(title_de="Nur Deutsch", german_only=True)
    cards = get_page(client, posting).tree.select(".similar-postings li")
    assert [words(card.a) for card in cards] == ["Nur Deutsch (d/w/m)"]
    assert (cards[0].a["href"], cards[0].a["lang"]) == (page_path(other), "de")
    assert client.get(cards[0].a["href"]).status_code == 200


def test_page_without_similar_postings_says_nothing_of_them(client: Client) -> None:
    assert get_page(client, published()).tree.select(".similar-postings") == []


def test_answer_changes_with_the_similar_postings(client: Client) -> None:
    posting = published()
    before = client.get(page_path(posting)).headers["ETag"]
    published(title_en="A new one")
    assert client.get(page_path(posting)).headers["ETag"] != before


def test_cards_of_before_are_taken_again_and_no_more_than_some_are_kept(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for title in ("Network Engineer", "Network Cook", "Network Nurse", "Network Clerk"):
        ad(title)
    titles = load_open_titles("en")
    with django_assert_num_queries(2):
        expected = [titles.find_cards(places)[0].title for places in ([0], [1])]
        assert [card.title for card in titles.find_cards([0, 1])] == expected
    monkeypatch.setattr("careers.search.open_titles.MOST_CARDS", 1)
    assert len(titles.find_cards([2, 3])) == 2
    assert len(titles.cards) == 2
    shown = Posting.objects.get(current_edition__texts=titles.postings.texts[0])
    publish_posting(posting=shown, actor=None, now=timezone.now())
    assert titles.find_cards([0]) == []
