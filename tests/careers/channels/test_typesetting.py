"""A typesetter that breaks off over somebody's words gets simpler ones; a stand-in breaks off here."""

import json
from pathlib import Path

import pytest

from careers.channels.pdf import typesetting
from careers.channels.pdf.typesetter import Order, TypesetterFailed
from careers.channels.pdf.typesetting import typeset

TEMPLATE = Path("a.typ")
WORDS = "Ayşe \u05e9\u05b8\u05dc\u05d5\u05dd " + "\u0915\u094d" * 15


def break_off(monkeypatch: pytest.MonkeyPatch, letters: str) -> list[str]:
    """Typst breaks off as long as one of these stands in the words; returns what it was given."""
    given: list[str] = []

    def compile_words(order: Order) -> bytes:
        given.append(json.loads(order.inputs["ad"])["title"])
        if any(letter in given[-1] for letter in letters):
            raise TypesetterFailed
        return b"%PDF"

    monkeypatch.setattr(typesetting.TYPESETTER, "compile", compile_words)
    return given


def set_words(words: str = WORDS) -> bytes:
    return typeset(TEMPLATE, ad=json.dumps({"title": words}))


def test_words_stay_as_they_are_if_typst_takes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    given = break_off(monkeypatch, "")
    assert set_words() == b"%PDF"
    assert given == [WORDS]


def test_long_words_are_parted_first_then_marks_go_then_letters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = break_off(monkeypatch, "\u0915")
    assert set_words('"ü" ' + WORDS) == b"%PDF"
    parted = [len(word) for word in given[1].replace("\u200b", " ").split()]
    assert max(parted) == typesetting.LONG_WORD
    assert "\u05b8" in given[1]
    assert "\u05b8" not in given[2]
    assert given[3] == '"ü" Ayşe □□□□ ' + "□" * 15


def test_what_breaks_off_in_any_case_is_an_error_like_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    break_off(monkeypatch, "A")
    with pytest.raises(TypesetterFailed):
        set_words()
    assert "Typst broke off" in caplog.text
    assert "Ayşe" not in caplog.text
