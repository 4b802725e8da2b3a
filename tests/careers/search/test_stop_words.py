"""Acronyms and words of one language that are stop words of the other."""

import pytest

from careers.models import Posting
from careers.search.matching import find_editions, highlight_words
from tests.careers.factories import published

pytestmark = pytest.mark.django_db

ENGLISH = ["it", "or", "an", "am", "do", "was", "us", "so", "who"]


GERMAN = ["an", "am", "im", "was", "die", "als", "wer", "so", "er"]


def found(words: str, language: str) -> list[str]:
    """The English titles that have the words, best first; nothing that only comes close."""
    matches = find_editions(words, language)
    assert matches is not None
    titles = dict(Posting.objects.values_list("current_edition", "title_en"))
    return [] if matches.is_near else [titles[key] for key in matches.editions]


def ads(*, body_de: str, body_en: str) -> None:
    published(title_de="Koch", title_en="Cook", section={"body_de": body_de, "body_en": body_en})


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("word", ENGLISH)
def test_acronym_is_found_where_an_english_ad_has_it_in_capitals(word: str, language: str) -> None:
    ads(body_de="Wir kochen.", body_en=f"You cook, {word} we think.")
    published(title_de="Leitung Technik", title_en=f"Head of {word.upper()}")
    published(title_en="Waiter", section={"body_en": f"Good at {word.upper()}."})
    assert found(word.upper(), language) == [f"Head of {word.upper()}", "Waiter"]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("word", GERMAN)
def test_acronym_is_found_where_a_german_ad_has_it_in_capitals(word: str, language: str) -> None:
    ads(body_de=f"Wir kochen, {word} wir denken.", body_en="You cook.")
    published(title_de=f"Leitung {word.upper()}", title_en="Head")
    published(title_en="Waiter", section={"body_de": f"Gut in {word.upper()}."})
    assert found(word.upper(), language) == ["Head", "Waiter"]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("words", ["IT", "it"])
def test_pronoun_of_an_english_ad_is_not_found(words: str, language: str) -> None:
    ads(body_de="Wir kochen.", body_en="You own it; it’s yours, and items iterate.")
    assert found(words, language) == []


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("words", ["IT", "it", "IT Berlin", "Berlin IT", "EDV", "IT JOBS"])
def test_it_is_found_as_a_field_of_work(words: str, language: str) -> None:
    ads(body_de="Wir kochen.", body_en="You own it.")
    published(title_de="Leitung IT-Betrieb", title_en="Head of IT")
    assert found(words, language) == ["Head of IT"]


def test_lower_case_is_found_where_it_is_no_stop_word() -> None:
    ads(body_de="Was es heißt: it-affin.", body_en="You cast a die.")
    assert (found("it", "de"), found("die", "en")) == (["Cook"], ["Cook"])


def test_stop_word_of_a_german_ad_is_not_found() -> None:
    ads(body_de="Die Küche, die wir lieben, dient allen.", body_en="You cook.")
    assert (found("die", "de"), found("die", "en")) == ([], [])


def test_heading_in_capitals_has_no_acronym() -> None:
    ads(body_de="WAS WIR BIETEN", body_en="WHAT IS IN FOR US")
    assert [found(words, "de") for words in ("WAS", "IN", "US")] == [[], [], []]


@pytest.mark.parametrize("word", ["C", "R", "Go", "KI", "go"])
def test_short_word_is_no_beginning_of_another(word: str) -> None:
    ads(body_de="Cola, Reis, Gold und Kinder.", body_en="Cola, rice, good kids.")
    published(title_de=f"Profi für {word}", title_en="Pro")
    assert found(word, "de") == ["Pro"]


def test_verb_go_is_not_the_language_go() -> None:
    ads(body_de="Wir kochen.", body_en="Questions go to us.")
    published(title_de="Profi", title_en="Pro", section={"body_en": "Tools in Go and C."})
    assert found("go", "en") == ["Pro"]


def test_three_letters_are_a_beginning() -> None:
    ads(body_de="Wir kochen.", body_en="You serve.")
    assert found("ser", "en") == ["Cook"]


@pytest.mark.parametrize(
    ("title", "terms", "expected"),
    [
        ("Head of IT items", ["it"], "Head of <mark>IT</mark> items"),
        ("Make it work", ["it"], "Make it work"),
        ("IT-Leitung in Italien", ["it"], "<mark>IT</mark>-Leitung in Italien"),
        ("Go in Goslar", ["go"], "<mark>Go</mark> in Goslar"),
    ],
)
def test_only_the_acronym_is_marked(title: str, terms: list[str], expected: str) -> None:
    assert highlight_words(title, terms) == expected
