import pytest

from careers.text.language import detect_language, split_sentences


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
    assert detect_language(text) == language


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
    assert split_sentences(text) == expected
