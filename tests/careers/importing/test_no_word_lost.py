"""Whatever an ad looks like: its pieces in a row have its words, all of them, in order."""

import html
import random
import re
import unicodedata
from pathlib import Path

import pytest

from careers.importing.parser import parse_ad
from careers.text.words import visible_words
from tests.careers.importing.sources import ADS, DEMO, own_ad

# Only these need the way through HTML, where link targets move to their links.
RESOLVED = {"html_page_de", "html_inline_en", "reference_links_en"}
PLAIN = [path for path in ADS if path.stem not in RESOLVED]


def raw_words(text: str) -> list[str]:
    """Every run of letters and digits, addresses included, by other means than the importer's."""
    plain = unicodedata.normalize("NFKC", html.unescape(text))
    seen = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    return re.findall(r"[^\W_]+", seen.lower())


def words_of_pieces(text: str) -> list[str]:
    return [word for piece in parse_ad(text, "en").pieces for word in visible_words(piece.text)]


def words_of_fields(text: str) -> set[str]:
    ad = parse_ad(text, "en")
    place = ad.facts.place.note if ad.facts.place else ""
    sections = [part for section in ad.sections for part in (section.heading, section.body)]
    return set(visible_words(" ".join([ad.title, ad.gender_marker, place, *sections])))


def test_own_ads_have_many_shapes():
    assert len(ADS) >= 25


def test_seeds_keep_every_word_in_order(seed):
    assert [w for piece in parse_ad(seed).pieces for w in raw_words(piece.text)] == raw_words(seed)


def test_seeds_keep_every_word_in_what_is_saved(seed):
    assert set(visible_words(seed)) <= words_of_fields(seed)


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.stem)
def test_own_ads_keep_every_word_and_address_in_order(path: Path):
    source = path.read_text(encoding="utf-8")
    pieces = parse_ad(source, "en").pieces
    assert [w for piece in pieces for w in raw_words(piece.text)] == raw_words(source)


@pytest.mark.parametrize("path", [*ADS, *DEMO], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_ads_keep_every_word_in_order(path: Path):
    source = path.read_text(encoding="utf-8")
    assert words_of_pieces(source) == visible_words(source)


@pytest.mark.parametrize("path", ADS, ids=lambda path: path.stem)
def test_ads_keep_every_word_in_what_is_saved(path: Path):
    source = path.read_text(encoding="utf-8")
    assert set(visible_words(source)) <= words_of_fields(source)


@pytest.mark.parametrize("path", ADS, ids=lambda path: path.stem)
def test_windows_line_ends_and_byte_order_mark_change_nothing(path: Path):
    source = path.read_text(encoding="utf-8")
    windows = "\ufeff" + source.replace("\n", "\r\n")
    assert parse_ad(windows, "en") == parse_ad(source, "en")


@pytest.mark.parametrize("path", ADS, ids=lambda path: path.stem)
def test_reading_what_was_read_changes_nothing(path: Path):
    """Bodies are canonical: a second reading of them finds the same words again."""
    for section in parse_ad(path.read_text(encoding="utf-8"), "en").sections:
        assert words_of_pieces(section.body) == visible_words(section.body)


BLOCKS = [
    "# Engineer (d/f/m)",
    "# About us",
    "## Your tasks",
    "## Ihr Profil",
    "### Nice to have",
    "## Something else entirely",
    "##",
    "**We offer**",
    "**Was uns wichtig ist**",
    "**Contact:** Jane Doe, jane@example.org",
    "*Ab sofort.*",
    "(Remote or Berlin)",
    "Köln, hybrid",
    "In this role, you will",
    "Wir sind klein. Wir erwarten, dass du",
    "We look for people who can do all of this:",
    "A paragraph about our organisation\nthat goes on in the next line and in the one after that, as\nhard-wrapped texts do.",
    "* one\n* two\n    * two and a half,\n      wrapped\n* three",
    "1. first\n2. second\n\n   with a paragraph",
    "> quoted\n> words",
    "| a | b |\n|---|---|\n| c | d |",
    "```\ncode # with signs\n```",
    "---",
    "Setext heading\n---",
    "Send your application to [us](mailto:us@example.org) by 1 March 2027.",
    "Sch&ouml;ne Gr&uuml;&szlig;e",
    "[^1]: A note.",
    "Line one  \nline two\\\nline three",
    "• dot\n• dot dot",
    "Ort: Bonn\nBeginn: sofort",
    "<b>bold</b> and <unknown> text",
    "<div>\n<p>inside</p>\n</div>",
]


@pytest.mark.parametrize("number", range(150))
def test_blocks_in_any_order_keep_every_word(number: int):
    dice = random.Random(number)
    source = "\n\n".join(dice.choices(BLOCKS, k=dice.randint(1, 14)))
    assert words_of_pieces(source) == visible_words(source)


@pytest.mark.parametrize("number", range(50))
def test_blocks_without_blank_lines_keep_every_word(number: int):
    dice = random.Random(number)
    blocks = [block for block in BLOCKS if "<" not in block]
    source = "\n".join(dice.choices(blocks, k=dice.randint(2, 10)))
    assert words_of_pieces(source) == visible_words(source)


def test_script_and_style_go_and_their_neighbours_stay():
    assert "never" not in words_of_pieces(own_ad("html_inline_en"))
    assert words_of_pieces("Before <script>never</script>after, <style>x</style>at last") == [
        "before",
        "after",
        "at",
        "last",
    ]


def test_a_script_that_is_never_closed_swallows_nothing():
    assert words_of_pieces("Hello\n\n<script>\n\n## Your tasks\n\nAll of it") == (
        "hello your tasks all of it".split()
    )


def test_words_that_look_like_tags_stay():
    assert words_of_pieces("Know List<String> and <your name>") == (
        "know list string and your name".split()
    )
