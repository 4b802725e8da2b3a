"""A typesetter that breaks off over somebody's words gets simpler ones; a stand-in breaks off here."""

import json
import re
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


def test_simpler_words_come_without_kerning_and_without_hidden_places_to_break(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[tuple[str, str]] = []

    def compile_words(order: Order) -> bytes:
        given.append((json.loads(order.inputs["ad"]), order.inputs.get("kerning", "")))
        if len(given) == 1:
            raise TypesetterFailed
        return b"%PDF"

    monkeypatch.setattr(typesetting.TYPESETTER, "compile", compile_words)
    assert typeset(TEMPLATE, ad=json.dumps("So\u00adda \u200bA")) == b"%PDF"
    assert given == [("So\u00adda \u200bA", ""), ("Soda A", "false")]


def test_words_that_cannot_be_made_simpler_are_not_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = break_off(monkeypatch, "A")
    with pytest.raises(TypesetterFailed):
        set_words("Anna")
    assert given == ["Anna", "Anna"]


def test_after_a_while_only_the_simplest_words_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    given = break_off(monkeypatch, "\u0915")
    monkeypatch.setattr(typesetting, "PATIENCE", -1)
    set_words("\u0915")
    assert given == ["□"]


def test_no_template_kerns_what_may_be_broken_anywhere() -> None:
    """Many kerned signs with a place to break after each, such as apostrophes, took Typst the square of their number."""
    root = Path(__file__).parents[3]
    files = [*root.glob("careers/**/*.typ"), *root.glob("hiring/**/*.typ")]
    sources = [source for file in files if "sys.inputs.icon" not in (source := file.read_text())]
    assert len(sources) > 2
    for source in sources:
        assert "#set text(kerning: json(bytes(sys.inputs.at(" in source
        rules = re.findall(r"show regex.*sym\.zws.*", source)
        assert rules
        assert [rule for rule in rules if "text(kerning: false," not in rule] == []
