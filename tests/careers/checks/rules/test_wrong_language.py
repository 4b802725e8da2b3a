"""Which sentences and clauses are taken for another language than that of their column."""

import pytest

from careers.checks.rules.wrong_language import find_foreign_parts


@pytest.mark.parametrize(
    "text",
    [
        "The Bundesverband für digitale Werte und offene Netze e.V. represents its members.",
        "Gesellschaft für Bildung und Forschung in der Region",
        "Read the Gesetz über Teilzeitarbeit und befristete Arbeitsverträge (TzBfG).",
        "Kubernetes, Docker, OpenStack",
        "We erwarten, dass you lernst",
    ],
)
def test_names_and_mixtures_in_english_are_not_foreign(text):
    assert find_foreign_parts(text, "en") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Gefördert vom German Federal Ministry for Networks and Cables, arbeiten wir daran.",
        "Ministry for the Environment and the Protection of Nature",
        "Sie kennen Infrastructure as Code und Continuous Integration.",
    ],
)
def test_names_and_mixtures_in_german_are_not_foreign(text):
    assert find_foreign_parts(text, "de") == ()


def test_every_sentence_of_a_paragraph_in_the_other_language_is_foreign():
    sentences = ("Die Stelle ist sofort zu besetzen.", "Sie wird nach Tarif bezahlt.")
    assert find_foreign_parts(" ".join(sentences), "en") == sentences


def test_one_sentence_in_the_other_language_is_foreign():
    text = "You can learn a lot from us. Die Stelle ist auf zwei Jahre befristet. We like you."
    assert find_foreign_parts(text, "en") == ("Die Stelle ist auf zwei Jahre befristet.",)


def test_language_of_its_own_is_not_foreign():
    assert find_foreign_parts("We are looking for you and your ideas.", "en") == ()


def test_clause_in_the_other_language_is_foreign():
    assert find_foreign_parts("We erwarten, dass du lernst", "en") == ("dass du lernst",)
