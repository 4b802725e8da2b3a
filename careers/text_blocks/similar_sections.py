"""Copies of a text block in postings that do not use it, drifted ones included."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Length
from rapidfuzz.distance import Indel

from careers.editions.build import section_text
from careers.editions.comparison import Change, find_change, section_html, section_name
from careers.languages import language_codes, language_name, localized_column, text_in_language
from careers.models import PostingSection, TextBlock
from careers.text.paragraphs import split_casefolded_words, split_paragraphs
from careers.text_blocks.usage import block_as_section

LIKE = 0.8
SHORTEST, LONGEST = 0.5, 2.0
"""Lengths in characters, by the block's, outside which no text has so many words in common."""
MOST_SHOWN = 50
LATELY_READ = 8192

type Texts = Mapping[str, str]
type Words = Mapping[str, tuple[str, ...]]


class LanguageChange(NamedTuple):
    """What using the block changes in one language."""

    code: str
    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class SimilarSection:
    """A section, its likeness over all languages that both have (0 to 1), and what would change."""

    section: PostingSection
    likeness: float
    languages: tuple[LanguageChange, ...]
    """From the section's text to the block's, in the languages in which they differ."""

    @property
    def percent(self) -> int:
        """Rounded down, so that only equal words are 100 percent."""
        return int(self.likeness * 100)

    @property
    def is_same(self) -> bool:
        return not self.languages


def similar_sections(block: TextBlock) -> list[SimilarSection]:
    """Own texts of postings that are not closed, at least 80 % similar to the block, most similar first.

    Words are compared; one language that is so alike is enough. Two queries.
    """
    own = dict(words_by_language(block))
    shares = {
        key: mean_similarity(texts, own)
        for key, texts in find_candidates(block)
        if is_alike(texts, own)
    }
    most_similar = sorted(shares, key=lambda key: (-shares[key], key))[:MOST_SHOWN]
    found = PostingSection.objects.select_related("posting").in_bulk(most_similar)
    return [
        SimilarSection(found[key], shares[key], tuple(changes_by_language(found[key], block)))
        for key in most_similar
        if key in found
    ]


def words_by_language(block: TextBlock) -> Iterator[tuple[str, tuple[str, ...]]]:
    for code in language_codes():
        if own := comparison_words(text_in_language(block, "body", code)):
            yield code, own


@lru_cache(LATELY_READ)
def comparison_words(source: str) -> tuple[str, ...]:
    return split_casefolded_words("\n".join(split_paragraphs(source)))


def find_candidates(block: TextBlock) -> Iterator[tuple[int, Texts]]:
    """The keys and, by language, the texts of sections about as long as the block in one."""
    bodies = {code: localized_column("body", code) for code in language_codes()}
    is_near = Q()
    for code in bodies:
        size = len(text_in_language(block, "body", code))
        near = (size * SHORTEST, size * LONGEST) if size else (-1, -1)
        is_near |= Q(**{f"length_{code}__range": near})
    sections = PostingSection.objects.filter(block=None, posting__closed_at=None)
    lengths = {f"length_{code}": Length(name) for code, name in bodies.items()}
    rows = sections.alias(**lengths).filter(is_near).order_by().values_list("pk", *bodies.values())
    for key, *texts in rows:
        yield key, dict(zip(bodies, (text or "" for text in texts), strict=True))


def is_alike(texts: Texts, block: Words) -> bool:
    """In any language; texts that cannot reach LIKE are given up early."""
    return any(
        Indel.normalized_similarity(comparison_words(texts[code]), own, score_cutoff=LIKE) >= LIKE
        for code, own in block.items()
    )


def mean_similarity(texts: Texts, block: Words) -> float:
    """The mean over the languages that both have."""
    both = [(comparison_words(texts[code]), own) for code, own in block.items()]
    return fmean(Indel.normalized_similarity(theirs, own) for theirs, own in both if theirs)


def changes_by_language(section: PostingSection, block: TextBlock) -> Iterator[LanguageChange]:
    for code in language_codes():
        heading, body = (
            text_in_language(section, "heading", code),
            text_in_language(section, "body", code),
        )
        own = section_text(section.kind, heading, body)
        new = block_as_section(block, section.kind, code)
        if change := find_change(section_name(new), section_html(own), section_html(new)):
            yield LanguageChange(code, language_name(code), (change,))
