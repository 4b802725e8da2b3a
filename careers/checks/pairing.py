"""Which section of one language translates which of another."""

from collections import Counter
from collections.abc import Iterator

from careers.checks.facts import LanguageFacts, PostingFacts, SectionFacts
from careers.checks.sentence_alignment import Bead, Text, align
from careers.checks.sentences import LANGUAGES


def language_pairs(facts: PostingFacts) -> Iterator[tuple[LanguageFacts, LanguageFacts]]:
    """Each written language beside each other one."""
    return ((one, two) for one in facts.written for two in facts.written if one is not two)


def section_pairs(
    one: LanguageFacts, two: LanguageFacts
) -> Iterator[tuple[int, SectionFacts, SectionFacts]]:
    """The number in the first language, with both sections.

    In order where both have as many; else by block or kind, the n-th beside the n-th.
    """
    if len(one.sections) == len(two.sections):
        pairs = zip(one.sections, two.sections, strict=True)
        yield from ((number, here, there) for number, (here, there) in enumerate(pairs, 1))
        return
    theirs = dict(sections_by_name(two))
    for number, (name, here) in enumerate(sections_by_name(one), 1):
        if name in theirs:
            yield number, here, theirs[name]


def sections_by_name(text: LanguageFacts) -> Iterator[tuple[tuple[str, int], SectionFacts]]:
    """Sections by block or kind, and which of them it is."""
    seen = Counter[str]()
    for section in text.sections:
        name = section.block or section.kind
        seen[name] += 1
        yield (name, seen[name]), section


def aligned_sections(
    facts: PostingFacts,
) -> Iterator[tuple[LanguageFacts, LanguageFacts, list[tuple[int, tuple[Bead, ...]]]]]:
    """The first readable language beside each other one, with the beads of each pair of sections."""
    readable = [text for text in facts.written if text.language in LANGUAGES]
    for other in readable[1:]:
        first = readable[0]
        pairs = (
            (number, Text(here.body, first.language), Text(there.body, other.language))
            for number, here, there in section_pairs(first, other)
        )
        yield first, other, [(number, align(here, there)) for number, here, there in pairs]
