"""Too much mark-up is shown as plain lines and checked in part, so that pages with it open soon."""

from datetime import UTC, datetime

import pytest

from careers.checks import check_posting, facts
from careers.checks.facts import LanguageFacts, PostingFacts, SectionFacts, cut_texts
from careers.checks.passages import read_passages
from careers.checks.rules.length import ONLY_IN_PART
from careers.text import many_marks
from careers.text.many_marks import count_marks, cut_after_marks
from careers.text.rendering import render_markdown

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

LIST = "We offer:\n\n* *Bikes*\n* <Tea> & more\n"


def test_text_with_many_marks_is_shown_as_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    most = count_marks(LIST)
    monkeypatch.setattr(many_marks, "MOST_MARKS", most)
    assert "<li>" in render_markdown(LIST)
    monkeypatch.setattr(many_marks, "MOST_MARKS", most - 1)
    lines = ["<p>We offer:<br>", "* *Bikes*<br>", "* &lt;Tea&gt; &amp; more</p>"]
    assert render_markdown(LIST).splitlines() == lines
    read_passages.cache_clear()
    assert [each.text for each in read_passages(LIST)] == ["We offer: * *Bikes* * <Tea> & more"]
    read_passages.cache_clear()


@pytest.mark.parametrize(
    ("most", "kept"), [(9, "a\nb *c* d\n"), (4, "a\nb *c* d\n"), (3, "a\n"), (0, "a")]
)
def test_text_is_cut_at_the_end_of_a_line(most: int, kept: str) -> None:
    assert cut_after_marks("a\nb *c* d\n", most) == kept


def test_only_long_texts_of_a_posting_with_too_many_marks_are_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sections = (SectionFacts("tasks", "", "Work\n" * 9), SectionFacts("offer", "", "Tea"))
    texts = (LanguageFacts("en", "Cook", sections=sections),)
    assert cut_texts(texts) == texts
    monkeypatch.setattr(facts, "MOST_MARKS", 8)
    cut = cut_texts(texts)
    assert [(each.body, each.is_cut) for each in cut[0].sections] == [
        ("Work\n" * 4, True), ("Tea", False),
    ]  # fmt: skip
    found = [each for each in check_posting(PostingFacts(NOW, cut)) if each.rule == ONLY_IN_PART]
    assert [(each.language, each.place.section, each.params["count"]) for each in found] == [
        ("en", 1, 20)
    ]
