"""Numbered lists that nobody meant: sentences that begin with a number and a point."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext_lazy as _
from markdown_it.token import Token

from careers.checks.facts import PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register
from careers.checks.wording_search import LATELY_READ
from careers.text.rendering import markdown

LIST_STARTS_LATE = Rule(
    "list_starts_late",
    Level.WARNS,
    _(
        "a numbered list begins with %(words)s; if it is none, write a backslash before the point: %(other)s"
    ),
)
LIST_RENUMBERED = Rule(
    "list_renumbered",
    Level.WARNS,
    _("a numbered list reads %(words)s, but the public sees %(other)s: count without gaps"),
)
NUMBERED = re.compile(r"^[\s>*+-]*\d{1,9}[.)]", re.MULTILINE)
HIGHEST_START = 3  # A list that goes on after a paragraph may begin with 2 or 3.


@register
def check_numbered_lists(facts: PostingFacts) -> Iterator[Finding]:
    """Numbers that are shown as they were not meant. Source: CommonMark 0.31, section 5.3.

    A list that begins above HIGHEST_START is most likely a sentence ("12. Etage, links"), and one
    whose numbers do not count up is shown with others; the same number at each item is a habit.
    """
    for text in facts.written:
        for number, section in enumerate(text.sections, 1):
            for written in read_list_numbers(section.body):
                finding = judge_numbers(written, text.language, Place("body", number))
                if finding:
                    yield finding


def judge_numbers(written: tuple[int, ...], language: str, place: Place) -> Finding | None:
    first = written[0]
    if first > HIGHEST_START:
        return LIST_STARTS_LATE.build_finding(
            language, place, words=f"{first}.", other=f"{first}\\."
        )
    shown = tuple(range(first, first + len(written)))
    if written == shown or set(written) == {first}:
        return None
    return LIST_RENUMBERED.build_finding(
        language, place, words=row_of_numbers(written), other=row_of_numbers(shown)
    )


def row_of_numbers(numbers: tuple[int, ...]) -> str:
    return " ".join(f"{number}." for number in numbers)


@lru_cache(LATELY_READ)
def read_list_numbers(source: str) -> tuple[tuple[int, ...], ...]:
    """The numbers of each numbered list of a Markdown text, as they are written."""
    if not NUMBERED.search(source):
        return ()
    open_lists: list[list[int]] = []
    found: list[tuple[int, ...]] = []
    for token in markdown.parse(source):
        if token.type == "ordered_list_open":
            open_lists.append([])
        elif token.type == "ordered_list_close":
            found.append(tuple(open_lists.pop()))
        elif is_numbered_item(token):
            open_lists[-1].append(int(token.info))
    return tuple(found)


def is_numbered_item(token: Token) -> bool:
    return token.type == "list_item_open" and bool(token.info)
