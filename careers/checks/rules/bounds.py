"""Limits, duties and spans of time that the languages do not share."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register, to_excerpt
from careers.checks.pairing import aligned_sections
from careers.checks.quantities import WORD_VALUES, parse_decimal
from careers.checks.sentence_alignment import Bead
from careers.checks.sentences import LANGUAGES, UNITS_CACHE_SIZE
from careers.checks.words.bound_words import DUTIES, DUTY_SIGNS, LIMITS, SPAN_SIGNS, SPANS

LIMIT_DIFFERS = Rule(
    "limit_differs",
    Level.WARNS,
    _(
        "“%(words)s” here, “%(other)s” in the other language: about, at least and up to are not the same"
    ),
)
DUTY_DIFFERS = Rule(
    "duty_differs",
    Level.WARNS,
    _("“%(words)s” here, “%(other)s” in the other language: one is a condition, the other is none"),
)
SPAN_DIFFERS = Rule(
    "unit_differs",
    Level.WARNS,
    _("“%(words)s” here, “%(other)s” in the other language: a week, a month or a year?"),
)
SHOWN = 120
NUMBER = {
    code: re.compile(
        rf"(?<=[\s€])(?:\d+(?:[.,]\d{{3}})*(?:[.,]\d{{1,2}})?(?![.,]?\d|\w)"
        rf"|(?:{'|'.join(WORD_VALUES[code])})(?=\b|mal\b))"
    )
    for code in LANGUAGES
}
PHRASES = {
    code: {phrase: name for name, phrases in LIMITS[code].items() for phrase in phrases}
    for code in LANGUAGES
}
LAST_WORDS = {code: tuple(phrases) for code, phrases in PHRASES.items()}
NO_LIMIT = re.compile(r"(?:\d|euro|uhr|prozent|€|%) bis$")
LONGEST_PHRASE = 22
type Said = dict[str, str]
"""What was recognised in a sentence, each with the words that say it."""


@register
def check_limits_agree(facts: PostingFacts) -> Iterator[Finding]:
    """The same number is a limit of the same kind in both languages. Source: ads we read."""
    for one, two, sections in aligned_sections(facts):
        for number, beads in sections:
            mine = find_limits(texts_of(beads, 0), one.language)
            theirs = find_limits(texts_of(beads, 1), two.language)
            for value, said in mine.items():
                other = theirs.get(value, {})
                if other and said and not said.keys() & other.keys():
                    yield LIMIT_DIFFERS.build_finding(
                        one.language,
                        Place("body", number),
                        words=next(iter(said.values())),
                        other=next(iter(other.values())),
                    )


def texts_of(beads: tuple[Bead, ...], side: int) -> str:
    return "\n".join(unit.text for bead in beads for unit in bead[side])


@lru_cache(UNITS_CACHE_SIZE)
def find_limits(text: str, language: str) -> dict[str, Said]:
    """The limits of each number, with the words."""
    found: dict[str, Said] = {}
    small = text.lower()
    for match in NUMBER[language].finditer(small):
        phrase = limit_before(
            small[max(0, match.start() - LONGEST_PHRASE) : match.start()], language
        )
        if phrase:
            word = match[0]
            number = WORD_VALUES[language].get(word) or parse_decimal(word, language).normalize()
            said = f"{phrase} {word}"
            found.setdefault(str(number), {})[PHRASES[language][phrase]] = said
    return found


def limit_before(before: str, language: str) -> str:
    """The phrase that ends what stands before a number; empty if there is none, or a range."""
    bare = before.rstrip(" €")
    if not bare.endswith(LAST_WORDS[language]) or NO_LIMIT.search(bare):
        return ""
    phrases = (each for each in LAST_WORDS[language] if bare.endswith(each))
    phrase = max(phrases, key=len)
    return "" if bare[: -len(phrase)][-1:].isalpha() else phrase


def compile_groups(words: dict[str, dict[str, str]]) -> dict[str, re.Pattern[str]]:
    return {
        code: re.compile(
            rf"\b(?:{'|'.join(f'(?P<{name}>{each})' for name, each in groups.items())})\b"
        )
        for code, groups in words.items()
    }


DUTY = compile_groups(DUTIES)
SPAN = compile_groups(SPANS)
SIGNS = {
    **{DUTY[code]: signs for code, signs in DUTY_SIGNS.items()},
    **{SPAN[code]: signs for code, signs in SPAN_SIGNS.items()},
}


@lru_cache(UNITS_CACHE_SIZE)
def find_groups(text: str, pattern: re.Pattern[str]) -> Said:
    """Which groups of a pattern a sentence has."""
    small = text.lower()
    if not any(sign in small for sign in SIGNS[pattern]):
        return {}
    return {str(match.lastgroup): match[0] for match in pattern.finditer(small)}


@register
def check_duties_agree(facts: PostingFacts) -> Iterator[Finding]:
    """What is a must in one language is none of a wish in the other; a month is no year."""
    for one, two, sections in aligned_sections(facts):
        for number, beads in sections:
            for bead in beads:
                if bead.here and bead.there:
                    languages = one.language, two.language
                    yield from bead_findings(bead, languages, Place("body", number))


def bead_findings(bead: Bead, languages: tuple[str, str], place: Place) -> Iterator[Finding]:
    mine, theirs = (" ".join(unit.text for unit in side) for side in bead)
    for rule, patterns, differs in (
        (DUTY_DIFFERS, DUTY, duties_differ),
        (SPAN_DIFFERS, SPAN, spans_differ),
    ):
        said = find_groups(mine, patterns[languages[0]])
        other = find_groups(theirs, patterns[languages[1]])
        if said and other and differs(said, other):
            yield rule.build_finding(
                languages[0],
                place,
                words=to_excerpt(mine, SHOWN),
                other=to_excerpt(theirs, SHOWN),
                passage=mine,
                beside=theirs,
            )


def duties_differ(said: Said, other: Said) -> bool:
    return ("must" in said) != ("must" in other)


def spans_differ(said: Said, other: Said) -> bool:
    return not said.keys() & other.keys()
