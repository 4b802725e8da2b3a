"""What pasting leaves behind is found, and mended without losing a word."""

import pytest

from careers.text import pasted_text
from careers.text.pasted_text import mend_pasted_lines, mend_pasted_text, paste_traces

PASTED = [
    ("\uf0b7\tplanen\n\uf0b7\tbauen", "- planen\n- bauen", ["signs", "bullets"]),
    ("·       planen\n·       bauen", "- planen\n- bauen", ["bullets"]),
    ("o planen\no bauen", "- planen\n- bauen", ["bullets"]),
    ("§\tplanen", "- planen", ["bullets"]),
    ("– planen\n– bauen\nUnd mehr.", "- planen\n- bauen\n\nUnd mehr.", ["bullets"]),
    ("• planen\n  o grob\n  o fein\n• bauen", "- planen\n  - grob\n  - fein\n- bauen", ["bullets"]),
    ("Text\n\n    Sie planen\n    und bauen", "Text\n\nSie planen\nund bauen", ["code"]),
    ("\tSie planen", "Sie planen", ["code"]),
    ("<p>Sie <b>planen</b></p><ul><li>gut</li></ul>", "Sie **planen**\n\n* gut", ["tags"]),
    ("vor \uf0e0 nach", "vor  nach", ["signs"]),
    ("•\tplanen\r•\tbauen", "- planen\n- bauen", ["bullets"]),
]
OTHERS = [
    "- planen\n    - grob\n\n      mehr dazu\n- bauen",
    "1. planen\n2. bauen",
    "§ 5 gilt.\n§ 6 gilt auch.",
    "– so heißt es",
    "List<String> und 3 < 4",
    "`<p>` und `o`",
    "```\n    make\n<p>\n```",
    "Kaffee · Tee",
]


@pytest.mark.parametrize(("source", "mended", "traces"), PASTED)
def test_pasted_text_becomes_markdown(source: str, mended: str, traces: list[str]) -> None:
    assert (mend_pasted_text(source), paste_traces(source)) == (mended, traces)


@pytest.mark.parametrize("mended", [mended for _, mended, _ in PASTED])
def test_mending_is_idempotent(mended: str) -> None:
    assert (mend_pasted_text(mended), paste_traces(mended)) == (mended, [])


@pytest.mark.parametrize("source", OTHERS)
def test_text_that_was_not_pasted_stays_as_it_is(source: str) -> None:
    assert (mend_pasted_text(source), paste_traces(source)) == (source, [])


def test_lines_are_mended_without_reading_tags() -> None:
    assert mend_pasted_lines("<p>\n•\tplanen") == "<p>\n- planen"


def test_long_lists_are_mended_in_one_go() -> None:
    source = "\n".join(["•\tplanen"] * 20_000)
    assert mend_pasted_text(source).count("- planen") == 20_000


def test_more_tags_than_anybody_means_are_left_however_they_are_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Markdown makes tags as well: here two of a paragraph, and four of a list."""
    source = "<p>a</p>\n\n1. b"
    assert mend_pasted_text(source) == "a\n\n1. b"
    monkeypatch.setattr(pasted_text, "MOST_MADE_TAGS", 5)
    assert mend_pasted_text(source) == source


@pytest.mark.parametrize(("most", "mended"), [(4, "a\n\nb"), (3, "<p>a<br></p><p><b></b>b</p>")])
def test_more_tags_than_anybody_pastes_are_left(
    monkeypatch: pytest.MonkeyPatch, most: int, mended: str
) -> None:
    monkeypatch.setattr(pasted_text, "MOST_TAGS", most)
    assert mend_pasted_text("<p>a<br></p><p><b></b>b</p>") == mended
