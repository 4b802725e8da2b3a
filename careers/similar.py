"""Copies of a text block in postings that do not use it, drifted ones included."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from careers.blocks import shown_as
from careers.changes import Change, as_text, compared, name_of
from careers.editions import section_text
from careers.languages import column, in_language, language_codes, language_name
from careers.models import PostingSection, TextBlock
from careers.text.paragraphs import folded, paragraphs

LIKE = 0.8
SHORTEST, LONGEST = 0.5, 2.0
"""Lengths in characters, by the block's, outside which no text has so many words in common."""
MOST_SHOWN = 50


class LanguageChange(NamedTuple):
    """What using the block changes in one language."""

    code: str
    name: str
    changes: list[Change]


@dataclass(frozen=True)
class SimilarSection:
    """A section, its likeness in its most alike language (0 to 1), and what would change."""

    section: PostingSection
    likeness: float
    languages: list[LanguageChange]
    """From the section's text to the block's, in the languages in which they differ."""

    @property
    def percent(self) -> int:
        """Rounded down, so that only equal words are 100 percent."""
        return int(self.likeness * 100)

    @property
    def is_same(self) -> bool:
        return not self.languages


def similar_sections(block: TextBlock) -> list[SimilarSection]:
    """Own texts of postings that are not closed, at least 80 % like the block, likest first.

    Words are compared, in each language that both have. One query.
    """
    matchers = dict(by_language(block))
    found = [(likeness(each, matchers), each) for each in candidates(block)]
    alike = sorted(
        ((share, each) for share, each in found if share >= LIKE),
        key=lambda pair: (-pair[0], pair[1].pk),
    )
    return [
        SimilarSection(each, share, list(changes(each, block)))
        for share, each in alike[:MOST_SHOWN]
    ]


def by_language(block: TextBlock) -> Iterator[tuple[str, "SequenceMatcher[str]"]]:
    """A matcher keeps what it knows of its second text, so the block is read once."""
    for code in language_codes():
        if own := words(block, code):
            yield code, SequenceMatcher(None, (), own, autojunk=False)


def words(source: PostingSection | TextBlock, language: str) -> tuple[str, ...]:
    return folded("\n".join(paragraphs(in_language(source, "body", language))))


def candidates(block: TextBlock) -> QuerySet[PostingSection]:
    """Own texts of about the block's length in a language."""
    lengths = {code: Length(column("body", code)) for code in language_codes()}
    is_near = Q()
    for code in lengths:
        size = len(in_language(block, "body", code))
        near = (size * SHORTEST, size * LONGEST) if size else (-1, -1)
        is_near |= Q(**{f"length_{code}__range": near})
    sections = PostingSection.objects.filter(block=None, posting__closed_at=None)
    named = {f"length_{code}": length for code, length in lengths.items()}
    return sections.alias(**named).filter(is_near).select_related("posting")


def likeness(section: PostingSection, matchers: Mapping[str, "SequenceMatcher[str]"]) -> float:
    """In the language in which the two are most alike."""
    return max((share(section, code, matcher) for code, matcher in matchers.items()), default=0)


def share(section: PostingSection, language: str, matcher: "SequenceMatcher[str]") -> float:
    """The quicker bounds spare most texts the slow comparison."""
    matcher.set_seq1(words(section, language))
    if matcher.real_quick_ratio() < LIKE or matcher.quick_ratio() < LIKE:
        return 0
    return matcher.ratio()


def changes(section: PostingSection, block: TextBlock) -> Iterator[LanguageChange]:
    for code in language_codes():
        heading, body = in_language(section, "heading", code), in_language(section, "body", code)
        own = section_text(section.kind, heading, body)
        new = shown_as(block, section.kind, code)
        if change := compared(name_of(new), as_text(own), as_text(new)):
            yield LanguageChange(code, language_name(code), [change])
