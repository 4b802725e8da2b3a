"""What differs between two texts, and between what the public sees and a draft."""

import pytest
from django.utils import timezone

from careers.editions.comparison import draft_changes, edition_changes, readable_lines
from careers.services import publish_posting
from careers.text import diff
from careers.text.diff import Piece, value_diff, word_diff
from tests.careers.factories import PostingFactory, SectionFactory, published

pytestmark = pytest.mark.django_db


def test_equal_texts_have_one_piece() -> None:
    assert word_diff("A calm team.", "A calm team.") == [Piece("same", "A calm team.")]


def test_changed_number_is_all_that_differs() -> None:
    assert word_diff("With 170 members", "With 200 members") == [
        Piece("same", "With "),
        Piece("removed", "170"),
        Piece("added", "200"),
        Piece("same", " members"),
    ]


def test_changed_phrase_is_one_change() -> None:
    assert word_diff("We pay adequately now", "We pay by tariff now") == [
        Piece("same", "We pay "),
        Piece("removed", "adequately"),
        Piece("added", "by tariff"),
        Piece("same", " now"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("59.000,00", "61.500,50"),
        ("29.12.2026", "18.01.2027"),
        ("15. Oktober 2026", "3. November 2026"),
        ("15 October 2026", "15 November 2026"),
        ("October 15, 2026", "May 1, 2027"),
        ("21:15", "21:45"),
        ("(d/w/m)", "(m/w/d)"),
        ("Mitarbeiter:in", "Mitarbeiter:innen"),
        ("Bewerber*in", "Bewerber/-in"),
        ("3D", "4D"),
    ],
)
def test_number_date_and_gender_form_are_one_word(before: str, after: str) -> None:
    found = word_diff(f"Es gilt {before} am Ende", f"Es gilt {after} am Ende")
    marks = "()"
    assert [piece.text for piece in found if piece.kind != "same"] == [
        before.strip(marks),
        after.strip(marks),
    ]


def test_word_added_behind_a_gender_form_is_all_that_differs() -> None:
    assert word_diff("Mitarbeiter:in", "Mitarbeiter:in Recruiting") == [
        Piece("same", "Mitarbeiter:in"),
        Piece("added", " Recruiting"),
    ]


def test_colon_at_the_end_of_a_word_is_a_mark() -> None:
    assert word_diff("Sie: alle", "Wir: alle")[:2] == [
        Piece("removed", "Sie"),
        Piece("added", "Wir"),
    ]


def test_value_is_another_one_as_a_whole() -> None:
    assert value_diff("59.000 € pro Jahr", "60.000 € pro Jahr") == [
        Piece("removed", "59.000 € pro Jahr"),
        Piece("added", "60.000 € pro Jahr"),
    ]


def test_equal_values_have_one_piece() -> None:
    assert value_diff("80 %", "80 %") == [Piece("same", "80 %")]


def test_long_text_is_compared_word_by_word() -> None:
    words = [f"w{number * number % 1009}" for number in range(300)]
    edited = [word if number % 10 else f"x{number}" for number, word in enumerate(words)]
    pieces = word_diff(" ".join(words), " ".join(edited))
    added = [piece.text for piece in pieces if piece.kind == "added"]
    assert added == [f"x{number}" for number in range(0, 300, 10)]


def test_space_begins_no_match_of_its_own() -> None:
    assert diff.comparison_keys(["We", " ", "pay", " "]) == ["We", " pay", "pay", " "]


@pytest.mark.parametrize(("most", "is_cut_short"), [(3, True), (4, False)])
def test_words_that_are_everywhere_begin_no_match_beyond_a_limit(
    monkeypatch: pytest.MonkeyPatch, most: int, is_cut_short: bool
) -> None:
    monkeypatch.setattr(diff, "MOST_PAIRS", most)
    assert diff.match_words(["a", "a"], ["a", "a"]).autojunk is is_cut_short


def test_text_compared_beyond_the_limit_loses_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diff, "MOST_PAIRS", 0)
    pieces = word_diff("a " * 120, "b a " * 60)
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == "b a " * 60


def test_pieces_put_together_give_both_texts() -> None:
    before, after = "one two, three\nfour", "one  three five\nfour!"
    pieces = word_diff(before, after)
    assert "".join(text for kind, text in pieces if kind != "added").split() == before.split()
    assert "".join(text for kind, text in pieces if kind != "removed") == after


def test_readable_text_shows_items_and_targets() -> None:
    source = '<ul><li>a &amp; b</li></ul>\n<p><a href="https://x.org/" rel="r">site</a></p>'
    assert readable_lines(source) == "• a & b\nsite (https://x.org/)"


def test_draft_that_is_as_published_has_no_changes() -> None:
    assert draft_changes(published(), ["de", "en"]) == {"de": [], "en": []}


def test_draft_names_what_publishing_would_change() -> None:
    posting = published()
    posting.title_en = "Operations Engineer"
    posting.save()
    changes = draft_changes(posting, ["de", "en"])
    assert changes["de"] == []
    assert [
        (change.place, "".join(text for _, text in change.pieces)) for change in changes["en"]
    ] == [("Titel", "Operations TechnicianEngineer (d/f/m)")]


def test_emphasis_alone_is_a_change_of_form() -> None:
    posting = published()
    section = posting.sections.get()
    section.body_en = "- **fix** outages"
    section.save()
    (change,) = draft_changes(posting, ["en"])["en"]
    assert change.is_only_form


def test_language_that_would_go_is_listed_with_its_words() -> None:
    changes = draft_changes(published(), ["de"])
    assert {piece.kind for change in changes["en"] for piece in change.pieces} == {"removed"}


def test_added_section_leaves_the_others_unchanged() -> None:
    posting = published()
    SectionFactory(posting=posting, kind="offer", heading_de="Wir bieten", body_de="Zeit")
    posting = type(posting).objects.get(pk=posting.pk)
    assert [change.place for change in draft_changes(posting, ["de"])["de"]] == ["Wir bieten"]


def test_first_edition_is_new_in_every_place() -> None:
    posting = PostingFactory()
    edition = publish_posting(posting=posting, actor=None, languages=["en"], now=timezone.now())
    changes = edition_changes(None, edition)
    assert {piece.kind for change in changes["en"] for piece in change.pieces} == {"added"}
