"""A number and a point at the beginning of a line: a date stays text, a list stays a list."""

import pytest

from careers.checks.passages import read_passages
from careers.importing.markdown import read_blocks
from careers.text.paragraphs import split_paragraphs
from careers.text.rendering import plain_text, render_markdown

DATES = "15. Oktober: Frist.\n\n3. November: Gespräch.\n\n1. Januar: Beginn."
ITEMS = ["Kochen", "Backen"]


def test_paragraphs_that_begin_with_dates_are_no_list() -> None:
    assert render_markdown(DATES) == (
        "<p>15. Oktober: Frist.</p>\n<p>3. November: Gespräch.</p>\n<p>1. Januar: Beginn.</p>"
    )


def test_plain_text_keeps_the_days() -> None:
    assert plain_text(render_markdown(DATES)) == " ".join(DATES.split())


@pytest.mark.parametrize(
    "source",
    [
        "ab dem\n1. März 2027",
        "15. 10. 2026 ist Schluss",
        "15. Okt. 2026 ist Schluss",
        "1. bis 3. März",
        "15. October 2026",
        "1. March 2027",
        "1. Jänner",
        "2027. Danach geht es weiter",
        "2. Stock, links",
        "12. Etage",
        "3. Liga",
        "Das Büro liegt im\n1. Stock",
        "nach Absatz 2\n1. Satz",
        "§ 5. Absatz",
        "Nr. 5. Absatz",
    ],
)
def test_number_of_a_sentence_is_text(source: str) -> None:
    assert render_markdown(source) == f"<p>{source}</p>"


@pytest.mark.parametrize(
    "source",
    [
        "1. Kochen\n2. Backen",
        "1. Kochen\n1. Backen",
        "1) Kochen\n2) Backen",
        "2. Kochen\n3. Backen",
        "1. Stock: unten\n2. Stock: oben",
        "1. March through the park\n2. May be",
        "1. Januarisch denken\n2. Backen",
    ],
)
def test_list_that_counts_stays_a_list(source: str) -> None:
    assert render_markdown(source).count("<li>") == 2


@pytest.mark.parametrize("above", ["Aufgaben:", "Aufgaben", "Dies sind die Aufgaben."])
def test_list_may_follow_its_sentence_without_a_gap(above: str) -> None:
    assert render_markdown(f"{above}\n1. Kochen\n2. Backen").count("<li>") == 2


def test_dates_below_one_another_keep_their_lines() -> None:
    assert render_markdown("15. Oktober: Frist\n3. November: Gespräch\nam Ort") == (
        "<p>15. Oktober: Frist<br>\n3. November: Gespräch\nam Ort</p>"
    )


def test_date_after_a_list_is_no_item_of_it() -> None:
    assert render_markdown("1. Kochen\n\n3. November: Beginn") == (
        "<ol>\n<li>Kochen</li>\n</ol>\n<p>3. November: Beginn</p>"
    )


def test_date_inside_an_item_is_text() -> None:
    assert render_markdown("- 15. Oktober: Frist\n- Ende") == (
        "<ul>\n<li>15. Oktober: Frist</li>\n<li>Ende</li>\n</ul>"
    )


def test_checks_import_and_comparison_read_dates_alike() -> None:
    wanted = DATES.split("\n\n")
    assert [passage.text for passage in read_passages(DATES)] == wanted
    assert [block.text for block in read_blocks(DATES)] == wanted
    assert split_paragraphs(DATES) == wanted


def test_checks_import_and_comparison_read_lists_alike() -> None:
    source = "1. Kochen\n2. Backen"
    assert [passage.text for passage in read_passages(source)] == ITEMS
    assert [block.items for block in read_blocks(source)] == [2]
    assert split_paragraphs(source) == ITEMS
