"""Sentences and items that one language lacks, or in whose place it says something else."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register, to_excerpt
from careers.checks.pairing import aligned_sections
from careers.checks.sentence_alignment import Bead, join_bits, likeness
from careers.checks.sentences import Unit

SENTENCE_MISSING = Rule(
    "sentence_missing",
    Level.WARNS,
    _("nothing in the other language says: “%(words)s”"),
)
CONTENT_DIFFERS = Rule(
    "content_differs",
    Level.WARNS,
    _("“%(words)s” here, but “%(other)s” in its place in the other language"),
)
UNTRANSLATED = Rule(
    "sentence_untranslated",
    Level.WARNS,
    _("the same words stand in both languages: “%(words)s”"),
)
SHOWN = 120
LEAST_WORDS = 3
LEAST_SAME_WORDS = 5
MOVED = 0.5
"""A sentence so alike stands elsewhere in the other language, and is not missing."""
STRANGE = 0.2
TELLING = 2
"""So many stems of the list a sentence has at least before it is said to be about something else."""


@register
def check_sentences_match(facts: PostingFacts) -> Iterator[Finding]:
    """Each sentence has its translation beside it, in whatever words. Source: ads we read.

    Lists of different length are told by `items_differ`.
    """
    for one, two, sections in aligned_sections(facts):
        spare = {
            one.language: [each.there for _n, beads in sections for each in beads if not each.here],
            two.language: [each.here for _n, beads in sections for each in beads if not each.there],
        }
        for number, beads in sections:
            place = Place("body", number)
            are_lists_equal = count_items(beads, 0) == count_items(beads, 1)
            for bead in beads:
                units, language = (
                    (bead.here, one.language) if bead.here else (bead.there, two.language)
                )
                if bead.here and bead.there:
                    yield from content_findings(bead, beads, language, place)
                elif (are_lists_equal or not units[0].is_item) and is_missing(
                    units, spare[language]
                ):
                    yield missing_finding(units, language, place)


def count_items(beads: Iterable[Bead], side: int) -> int:
    return sum(unit.is_item for each in beads for unit in each[side])


def is_missing(units: tuple[Unit, ...], others: Iterable[tuple[Unit, ...]]) -> bool:
    """Whether nothing that is left over in the other language says the same."""
    is_long = len(join_texts(units).split()) >= LEAST_WORDS
    return is_long and all(likeness(units, each) < MOVED for each in others)


def missing_finding(units: tuple[Unit, ...], language: str, place: Place) -> Finding:
    text = join_texts(units)
    return SENTENCE_MISSING.build_finding(
        language, place, words=to_excerpt(text, SHOWN), passage=text
    )


def content_findings(
    bead: Bead, beads: Sequence[Bead], language: str, place: Place
) -> Iterator[Finding]:
    """What faces one another, but is about something else, or in the same words."""
    mine, theirs = join_texts(bead.here), join_texts(bead.there)
    least = min(join_bits(side)[0].bit_count() for side in bead)
    if mine == theirs:
        if len([word for word in mine.split() if word.islower()]) >= LEAST_SAME_WORDS:
            yield UNTRANSLATED.build_finding(language, place, words=to_excerpt(mine, SHOWN))
    elif least >= TELLING and likeness(*bead) < STRANGE and not stands_elsewhere(bead, beads):
        yield CONTENT_DIFFERS.build_finding(
            language,
            place,
            words=to_excerpt(mine, SHOWN),
            other=to_excerpt(theirs, SHOWN),
            passage=mine,
            beside=theirs,
        )


def stands_elsewhere(bead: Bead, beads: Sequence[Bead]) -> bool:
    """Whether another sentence of the section says what one side does: then the order differs."""
    return any(
        (each.there and likeness(bead.here, each.there) >= MOVED)
        or (each.here and likeness(each.here, bead.there) >= MOVED)
        for each in beads
    )


def join_texts(units: tuple[Unit, ...]) -> str:
    return " ".join(each.text for each in units)
