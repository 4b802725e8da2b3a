"""Conditions, places and starts that stand in one language only."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import LanguageFacts, PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register
from careers.checks.pairing import aligned_sections
from careers.checks.sentence_alignment import Bead
from careers.checks.sentences import LANGUAGES
from careers.checks.wording_search import LATELY_READ, visible_text
from careers.checks.words.points import OPPOSITES, POINTS, START_AT_ONCE
from careers.checks.words.towns import COMMON, ENGLISH, NAMES

POINT_MISSING = Rule(
    "point_missing",
    Level.WARNS,
    _("“%(words)s” (%(name)s) has nothing like it in the other language"),
)
POINT_DIFFERS = Rule(
    "point_differs", Level.WARNS, _("“%(words)s” here, “%(other)s” in the other language")
)
START_MISSING = Rule(
    "start_missing", Level.WARNS, _("the start (“%(words)s”) is missing in the other language")
)
PLACE_MISSING = Rule(
    "place_missing", Level.WARNS, _("the place %(words)s is missing in the other language")
)


class Row(NamedTuple):
    """A pattern, and pieces of words of which one must be there: a quick look before the slow one."""

    pattern: re.Pattern[str]
    signs: tuple[str, ...]


def compile_row(words: str) -> Row:
    return Row(
        re.compile(rf"\b(?:{words})"), tuple(longest_letters(each) for each in alternatives(words))
    )


def alternatives(words: str) -> list[str]:
    """The alternatives of a pattern, without those inside brackets."""
    while GROUP.search(words):
        words = GROUP.sub(" ", words)
    return words.split("|")


def longest_letters(pattern: str) -> str:
    """The longest row of letters that whatever the pattern finds must have."""
    return max(LETTERS.findall(OPTIONAL.sub("", pattern)), key=len, default="")


GROUP = re.compile(r"\([^()]*\)[?*+]?|\[[^\]]*\][?*+]?")
OPTIONAL = re.compile(r".\?|\\.[?*+]?|\{[^}]*\}")
LETTERS = re.compile(r"[a-zäöüß]+")
POINT = {code: [compile_row(str(row[n])) for row in POINTS] for n, code in enumerate(LANGUAGES, 1)}
POLES = [pole for pair in OPPOSITES for pole in pair]
POLE = {code: [compile_row(str(row[n])) for row in POLES] for n, code in enumerate(LANGUAGES, 1)}
START = {code: re.compile(rf"\b(?:{words})") for code, words in START_AT_ONCE.items()}
START_SIGNS = (
    "sofort",
    "möglich",
    "geht",
    "gend",
    "nah",
    "unverz",
    "immed",
    "possib",
    "asap",
    "away",
    "conven",
)
"""Pieces of words, one of which must be there: a quick look before the slow one."""
TOWN = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]+\b(?! Straße)")
TOWNS = {
    **{name: name for name in NAMES if name not in COMMON},
    **{english: name for name, english in ENGLISH.items() if name not in COMMON},
}
type Said = dict[int, tuple[str, int]]
"""Numbers of rows, each with the words and the section where it was said first."""


@register
def check_points_match(facts: PostingFacts) -> Iterator[Finding]:
    """A condition that is named in one language is named in the other. Source: ads we read."""
    for one, two, _sections in aligned_sections(facts):
        mine, theirs = find_said(one, POINT), find_said(two, POINT)
        for language, some, others in ((one.language, mine, theirs), (two.language, theirs, mine)):
            for row, (words, section) in some.items():
                if row not in others:
                    yield POINT_MISSING.build_finding(
                        language, Place("body", section), words=words, name=POINTS[row][0]
                    )


@register
def check_opposites_match(facts: PostingFacts) -> Iterator[Finding]:
    """A sentence does not say "permanent" here and "fixed-term" there."""
    for one, two, sections in aligned_sections(facts):
        mine, theirs = find_said(one, POLE), find_said(two, POLE)
        likely = [row for row in mine if row ^ 1 in theirs]
        for number, beads in sections if likely else ():
            said = rows_of_body(one.sections[number - 1].body, one.language, are_poles=True)
            for bead in beads if not said.keys().isdisjoint(likely) else ():
                for row, words, other in opposites_in(bead, (one.language, two.language)):
                    if row in likely:
                        place = Place("body", number)
                        yield POINT_DIFFERS.build_finding(
                            one.language, place, words=words, other=other
                        )


def opposites_in(bead: Bead, languages: tuple[str, str]) -> Iterator[tuple[int, str, str]]:
    """The poles of which one side has one, and the other only the opposite."""
    mine, theirs = (
        find_rows(" ".join(unit.text for unit in side), POLE[language])
        for side, language in zip(bead, languages, strict=True)
    )
    for row, words in mine.items() if theirs else ():
        if row not in theirs and row ^ 1 in theirs and row ^ 1 not in mine:
            yield row, words, theirs[row ^ 1]


@register
def check_start_in_both(facts: PostingFacts) -> Iterator[Finding]:
    """A start in words stands in both languages; a date is compared as a number."""
    for one, two, _sections in aligned_sections(facts):
        mine, theirs = find_start(one), find_start(two)
        for text, own, other in ((one, mine, theirs), (two, theirs, mine)):
            if own and not other:
                words, section = own
                place = Place("body", section)
                yield START_MISSING.build_finding(text.language, place, words=words)


def find_start(text: LanguageFacts) -> tuple[str, int] | None:
    for number, section in enumerate(text.sections, 1):
        words = start_words(section.body, text.language)
        if words:
            return words, number
    return None


@lru_cache(LATELY_READ)
def start_words(body: str, language: str) -> str:
    small = visible_text(body).lower()
    match = START[language].search(small) if any(sign in small for sign in START_SIGNS) else None
    return match[0] if match else ""


@register
def check_places_match(facts: PostingFacts) -> Iterator[Finding]:
    """A town that one language names is named in the other, by whichever of its names."""
    for one, two, _sections in aligned_sections(facts):
        mine, theirs = find_towns(one, facts.places), find_towns(two, facts.places)
        for language, some, others in ((one.language, mine, theirs), (two.language, theirs, mine)):
            for town, (words, section) in some.items():
                if town not in others:
                    yield PLACE_MISSING.build_finding(language, Place("body", section), words=words)


def find_towns(text: LanguageFacts, places: tuple[str, ...]) -> dict[str, tuple[str, int]]:
    """The towns of a language by their German name; those of the posting also if they are other words."""
    known = (
        TOWNS | {name: name for name in places} | {ENGLISH[p]: p for p in places if p in ENGLISH}
    )
    found: dict[str, tuple[str, int]] = {}
    for number, section in enumerate(text.sections, 1):
        for word in capitalised_words(section.body):
            if word in known:
                found.setdefault(known[word], (word, number))
    return found


@lru_cache(LATELY_READ)
def capitalised_words(body: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(TOWN.findall(visible_text(body))))


def find_said(text: LanguageFacts, rows: dict[str, list[Row]]) -> Said:
    found: Said = {}
    for number, section in enumerate(text.sections, 1):
        said = rows_of_body(section.body, text.language, are_poles=rows is POLE)
        for row, words in said.items():
            found.setdefault(row, (words, number))
    return found


@lru_cache(LATELY_READ)
def rows_of_body(body: str, language: str, *, are_poles: bool) -> dict[int, str]:
    return find_rows(visible_text(body), (POLE if are_poles else POINT)[language])


def find_rows(text: str, rows: list[Row]) -> dict[int, str]:
    """The rows that a text has, each with its first words."""
    small = text.lower()
    found: dict[int, str] = {}
    for number, row in enumerate(rows):
        match = row.pattern.search(small) if any(sign in small for sign in row.signs) else None
        if match:
            found[number] = match[0]
    return found
