"""Which section of one language translates which of another."""

from collections import Counter
from collections.abc import Iterator

from careers.checks.facts import LanguageFacts, PostingFacts, SectionFacts


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
