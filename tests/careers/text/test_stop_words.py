"""Which words of a text are left out, and which in capitals are acronyms."""

import pytest

from careers.text.stop_words import (
    all_stop_words,
    meaningful_words,
    stop_words,
    words_without,
)
from careers.text.synonyms import single_terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You like IT and own it.", ["like", "IT"]),
        ("It’s yours, they'll say", ["say"]),
        ("use it—and/or OR tools", ["use", "OR", "tools"]),
        ("the check-in for IT-Security", ["check-in", "IT-Security"]),
        ("WHAT WE OFFER", ["OFFER"]),
        ("IT SUPPORT", ["IT", "SUPPORT"]),
        ("I die for a die", ["die", "die"]),
        ("Developer (all genders)", ["Developer"]),
    ],
)
def test_english_leaves_out_its_own_stop_words(text: str, expected: list[str]) -> None:
    assert words_without(stop_words("en"), text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die AN und der AG", ["AN", "AG"]),
        ("WER WIR SIND", []),
        ("it an der Uni", ["it", "Uni"]),
        ("Köch/in oder Leiter (in Teilzeit)", ["Köch/in", "Leiter", "Teilzeit)"]),
        ("was für uns zählt: AM", ["zählt:", "AM"]),
    ],
)
def test_german_leaves_out_its_own_stop_words(text: str, expected: list[str]) -> None:
    assert words_without(stop_words("de"), text, "de") == expected


def test_name_differs_from_the_verb_by_its_capital() -> None:
    assert meaningful_words("Go far, then go.", "en") == "Go far,"
    assert meaningful_words("Es geht um go.", "de") == "geht go."


def test_language_without_a_list_leaves_out_nothing() -> None:
    assert words_without(stop_words("fr"), "it la die", "fr") == ["it", "la", "die"]


def test_one_letter_is_no_stop_word_but_the_article_and_the_pronoun() -> None:
    assert {word for word in all_stop_words() if len(word) == 1} == {"a", "i"}


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("it berlin", "de", ["it", "berlin"]),
        ("it berlin", "en", ["berlin"]),
        ("IT berlin", "en", ["it", "berlin"]),
        ("IT BERLIN", "en", ["it", "berlin"]),
        ("it jobs", "en", ["it"]),
        ("it", "en", ["it"]),
        ("or", "en", ["or"]),
        ("OR Berlin", "de", ["or", "berlin"]),
        ("KOCH IN BERLIN", "de", ["koch", "berlin"]),
        ("AM Ingenieur", "de", ["am", "ingenieur"]),
        ("Frankfurt am Main", "de", ["frankfurt", "main"]),
        ("developer (all genders)", "de", ["developer"]),
    ],
)
def test_stop_words_of_the_reader_go_beside_other_words(
    words: str, language: str, expected: list[str]
) -> None:
    assert single_terms(words, language) == expected
