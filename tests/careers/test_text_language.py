import pytest

from careers.text.language import detect, foreign_language, foreign_passages, sentences


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You will work with us on the things that matter.", "en"),
        ("Sie arbeiten mit uns an den Dingen, die zählen.", "de"),
        ("Docker, Kubernetes, Python", None),
        ("", None),
        ("the und", None),
    ],
)
def test_language_is_told_by_small_words(text, language):
    assert detect(text) == language


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
    assert foreign_passages(text, "en") == []


@pytest.mark.parametrize(
    "text",
    [
        "Gefördert vom German Federal Ministry for Networks and Cables, arbeiten wir daran.",
        "Ministry for the Environment and the Protection of Nature",
        "Sie kennen Infrastructure as Code und Continuous Integration.",
    ],
)
def test_names_and_mixtures_in_german_are_not_foreign(text):
    assert foreign_passages(text, "de") == []


def test_whole_paragraph_in_the_other_language_is_foreign():
    text = "Die Stelle ist sofort zu besetzen. Sie wird nach Tarif bezahlt."
    assert foreign_passages(text, "en") == [text]


def test_one_sentence_in_the_other_language_is_foreign():
    text = "You can learn a lot from us. Die Stelle ist auf zwei Jahre befristet. We like you."
    assert foreign_passages(text, "en") == ["Die Stelle ist auf zwei Jahre befristet."]


def test_language_of_its_own_is_not_foreign():
    assert foreign_language("We are looking for you and your ideas.", "en") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Der Verein e.V. Beispiel lebt. Ja.", ["Der Verein e.V. Beispiel lebt.", "Ja."]),
        ("Ab dem 1. März. Gut.", ["Ab dem 1. März.", "Gut."]),
        ("Dr. Ada Beispiel hilft, z.B. Dir.", ["Dr. Ada Beispiel hilft, z.B. Dir."]),
        ("Version 3.5 is out", ["Version 3.5 is out"]),
    ],
)
def test_sentences_end_where_they_end(text, expected):
    assert sentences(text) == expected
