"""Words that people use for the same work."""

import pytest

from careers.text.synonyms import (
    build_thesaurus,
    family_stem,
    find_synonyms,
    join_phrases,
    single_terms,
)


def others(term: str) -> set[str]:
    return {word for _language, word in find_synonyms(term)}


def test_synonyms_name_the_language_they_stand_in() -> None:
    assert ("en", "lawyer") in find_synonyms("jurist")
    assert ("de", "jurist") in find_synonyms("lawyer")


@pytest.mark.parametrize("term", ["azubi", "azubis", "apprentice", "apprentices", "ausbildung"])
def test_every_form_of_a_word_has_the_same_company(term: str) -> None:
    assert {"lehrstelle", "apprenticeship"} <= others(term)


def test_unknown_word_has_no_synonym() -> None:
    assert find_synonyms("zebra") == []
    assert "azubi" not in others("azubi")


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (["human", "resources", "berlin"], ["human resources", "berlin"]),
        (["human", "berlin"], ["human", "berlin"]),
        ([], []),
    ],
)
def test_listed_phrases_stay_together(terms: list[str], expected: list[str]) -> None:
    assert join_phrases(terms) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("suche Job als Koch", ["koch"]),
        ("Job", ["job"]),
        ("Stellenangebote", ["stellenangebote"]),
        ("work from home", ["work", "home"]),
    ],
)
def test_words_of_searching_are_left_out_beside_others(words: str, expected: list[str]) -> None:
    assert single_terms(words, "en") == expected


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("entwicklung", "entwickl"),
        ("redakteur", "redakt"),
        ("architektur", "architekt"),
        ("berater", ""),
        ("koch", ""),
    ],
)
def test_trunk_is_what_a_family_of_words_shares(term: str, expected: str) -> None:
    assert family_stem(term) == expected


def test_no_listed_word_is_empty_or_alone() -> None:
    assert all(word and len(group) > 1 for word, group in build_thesaurus().items())
