"""Numbers, percentages, money, dates and codes that the languages do not share."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import LanguageFacts, PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register
from careers.checks.pairing import section_pairs
from careers.checks.passages import LATELY_READ
from careers.checks.quantities import SPELLINGS, Quantity, find_number_words, find_quantities

NUMBERS_DIFFER = Rule(
    "numbers_differ",
    Level.WARNS,
    _("“%(words)s” here, “%(other)s” in the other language"),
)
NUMBER_MISSING = Rule(
    "number_missing", Level.WARNS, _("“%(words)s” is missing in the other language")
)


@register
def check_numbers_agree(facts: PostingFacts) -> Iterator[Finding]:
    """Each number of a section stands in the other language, too.

    A text is compared only where both languages have one, and only in languages whose spelling
    of numbers careers.checks.quantities knows. Source: our reading of ads whose copies
    had drifted apart (1.7 and 126 billion euros, 170 and 200 members).
    """
    readable = [text for text in facts.written if text.language in SPELLINGS]
    for other in readable[1:]:
        first = readable[0]
        for place, here, there in text_pairs(first, other):
            yield from compare_numbers(place, (here, first.language), (there, other.language))


def text_pairs(first: LanguageFacts, other: LanguageFacts) -> Iterator[tuple[Place, str, str]]:
    """The texts that translate each other: titles, summaries, and the sections in order."""
    whole = (("title", first.title, other.title), ("summary", first.summary, other.summary))
    yield from ((Place(name), here, there) for name, here, there in whole if here and there)
    for number, here, there in section_pairs(first, other):
        if here.body and there.body:
            yield (
                Place("body", number),
                f"{here.heading}\n{here.plain}",
                f"{there.heading}\n{there.plain}",
            )


def compare_numbers(
    place: Place, here: tuple[str, str], there: tuple[str, str]
) -> Iterator[Finding]:
    """What only one of two texts has; a number that faces another one is reported once."""
    mine, theirs = unmatched_quantities(here, there)
    for own, other in zip_longest(mine, theirs):
        if own and other:
            yield NUMBERS_DIFFER.build_finding(here[1], place, words=own.words, other=other.words)
        elif own:
            yield NUMBER_MISSING.build_finding(here[1], place, words=own.words)
        elif other:
            yield NUMBER_MISSING.build_finding(there[1], place, words=other.words)


@lru_cache(LATELY_READ)
def unmatched_quantities(
    here: tuple[str, str], there: tuple[str, str]
) -> tuple[Sequence[Quantity], Sequence[Quantity]]:
    """What each text has alone; number words count only where the other has something to face.

    "Both offices" may be "beide Standorte" or "zwei Standorte", but "zwei" is not "three".
    """
    mine, theirs = find_quantities(*here), find_quantities(*there)
    my_words, their_words = number_list(here), number_list(there)
    left, right = drop_known(mine, theirs + their_words), drop_known(theirs, mine + my_words)
    my_rest, their_rest = (
        drop_known(my_words, theirs + their_words),
        drop_known(their_words, mine + my_words),
    )
    return (
        left + my_rest[: len(right + their_rest)],
        right + their_rest[: len(left + my_rest)],
    )


def number_list(text: tuple[str, str]) -> list[Quantity]:
    return list(find_number_words(*text))


def drop_known(some: list[Quantity], others: Iterable[Quantity]) -> list[Quantity]:
    known = set(others)
    return list(dict.fromkeys(each for each in some if each not in known))
