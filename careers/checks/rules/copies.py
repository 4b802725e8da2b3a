"""Copies: paragraphs that a text block or another posting has, too, word for word or nearly so."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from careers.checks.corpus import Neighbour
from careers.checks.facts import PostingFacts, SectionFacts
from careers.checks.findings import Finding, Level, Place, Rule, register, to_excerpt
from careers.text.diff import short_difference
from careers.text.paragraphs import split_paragraphs

SAME_AS_BLOCK = Rule(
    "same_as_block",
    Level.HINT,
    _("the same text as the block “%(block)s”; use the block instead: “%(passage)s”"),
)
SAME_AS_POSTING = Rule(
    "same_as_posting",
    Level.HINT,
    _("“%(name)s” has the same text; a text block keeps both right: “%(passage)s”"),
)
DIFFERS_FROM_BLOCK = Rule(
    "differs_from_block",
    Level.WARNS,
    _("nearly the block “%(block)s”: “%(words)s” here, “%(other)s” there"),
)
DIFFERS_FROM_POSTING = Rule(
    "differs_from_posting",
    Level.WARNS,
    _("nearly the same text as in “%(name)s”: “%(words)s” here, “%(other)s” there"),
)
SAME = 1.0


@register
def check_copies(facts: PostingFacts) -> Iterator[Finding]:
    """What several ads say is written once, in a block; copies that have drifted apart warn.

    A finding's params name the block by its slug or the posting by its key. Source: ads whose
    common paragraphs give different numbers of members and different ministries.
    """
    for text in facts.texts:
        for number, section in enumerate(text.sections, 1):
            if not section.block:
                yield from section_findings(facts, section, text.language, Place("body", number))


def section_findings(
    facts: PostingFacts, section: SectionFacts, language: str, place: Place
) -> Iterator[Finding]:
    """Each paragraph that differs from its like; each source of equal ones once a section."""
    named = set()
    for passage in split_paragraphs(section.body):
        found = facts.corpus.find_neighbours(passage, language, facts.posting)
        neighbour = best_neighbour(found)
        if neighbour and neighbour.likeness < SAME:
            yield drifted_copy_finding(passage, neighbour, language, place)
        elif neighbour and (neighbour.block, neighbour.posting) not in named:
            named.add((neighbour.block, neighbour.posting))
            yield exact_copy_finding(passage, neighbour, language, place)


def best_neighbour(found: list[Neighbour]) -> Neighbour | None:
    """A block, which others take their text from; else a posting, rather one that differs."""
    blocks = [each for each in found if each.block]
    drifted = [each for each in found if each.likeness < SAME]
    return next(iter(blocks or drifted or found), None)


def drifted_copy_finding(
    passage: str, neighbour: Neighbour, language: str, place: Place
) -> Finding:
    rule = DIFFERS_FROM_BLOCK if neighbour.block else DIFFERS_FROM_POSTING
    words, other = short_difference(passage, neighbour.text)
    return rule.build_finding(
        language, place, **neighbour_params(passage, neighbour), words=words, other=other
    )


def exact_copy_finding(passage: str, neighbour: Neighbour, language: str, place: Place) -> Finding:
    rule = SAME_AS_BLOCK if neighbour.block else SAME_AS_POSTING
    return rule.build_finding(language, place, **neighbour_params(passage, neighbour))


def neighbour_params(passage: str, neighbour: Neighbour) -> dict[str, object]:
    return {
        "block": neighbour.block,
        "posting": neighbour.posting or "",
        "name": neighbour.name,
        "passage": to_excerpt(passage),
    }
