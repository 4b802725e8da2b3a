"""Names of ministries and the like: one name throughout, in the language of the text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register
from careers.checks.wording_search import LATELY_READ, visible_text

FOREIGN_NAME = Rule(
    "foreign_name", Level.WARNS, _("“%(words)s” is named in another language than the text")
)
NAMES_DIFFER = Rule(
    "names_differ",
    Level.WARNS,
    _("“%(words)s” here, “%(other)s” elsewhere: two names for one body?"),
)
WORD = r"[A-ZÄÖÜ][\w-]+"
BODIES = {
    "de": re.compile(
        rf"\b(?P<head>(?:Bundes|Landes|Staats)?(?:[mM]inisterium|[aA]mt|[aA]nstalt|[aA]gentur)|Stiftung|Verband)(?:e?s|en)? (?:für|der|des) "
        rf"(?P<name>{WORD}(?:(?:, | und ){WORD})*)(?: \((?P<short>[A-ZÄÖÜ]{{2,8}})\))?"
    ),
    "en": re.compile(
        rf"\b(?P<head>(?:Federal |State )?(?:Ministry|Office|Agency|Foundation|Association)) (?:for|of) "
        rf"(?P<name>{WORD}(?:(?:, |,? and ){WORD})*)(?: \((?P<short>[A-ZÄÖÜ]{{2,8}})\))?"
    ),
}
ENGLISH_IN_GERMAN = re.compile(
    rf"\b(?:Federal|State|National) (?:Ministry|Office|Agency|Institute|Association|Council) (?:for|of)(?: (?:the|and|{WORD}))+"
    rf"|\b(?:Ministry|Association|Institute|Society|Department|Council|Board) (?:for|of)(?: (?:the|and|{WORD}))+"
)
HEADS = (
    "ministerium",
    "amt",
    "anstalt",
    "agentur",
    "Stiftung",
    "Verband",
    "Ministry",
    "Office",
    "Agency",
    "Foundation",
    "Association",
)
SIGNS = (" for ", " of ")


class Body(NamedTuple):
    """A ministry, an office and the like, as it is named in one place."""

    head: str
    name: str
    short: str
    words: str


@register
def check_bodies_have_one_name(facts: PostingFacts) -> Iterator[Finding]:
    """A ministry has one name and one abbreviation in a language. Source: ads that name two."""
    for text in facts.written:
        seen: dict[tuple[str, str], Body] = {}
        for number, section in enumerate(text.sections, 1):
            for body in find_bodies(section.body, text.language):
                first = seen.setdefault((body.head, body.name.split()[0].rstrip(",")), body)
                if are_two_names(first, body):
                    yield NAMES_DIFFER.build_finding(
                        text.language, Place("body", number), words=body.words, other=first.words
                    )


def are_two_names(one: Body, two: Body) -> bool:
    """Whether the names or the abbreviations differ; a shorter form is none of another name."""
    is_short_form = one.name.startswith(two.name) or two.name.startswith(one.name)
    return not is_short_form or bool(one.short and two.short and one.short != two.short)


@lru_cache(LATELY_READ)
def find_bodies(body: str, language: str) -> tuple[Body, ...]:
    pattern = BODIES.get(language)
    if not pattern or not any(head in body for head in HEADS):
        return ()
    found = pattern.finditer(visible_text(body))
    return tuple(Body(each["head"], each["name"], each["short"] or "", each[0]) for each in found)


@register
def check_names_in_their_language(facts: PostingFacts) -> Iterator[Finding]:
    """A German body has its German name in a German text (WCAG 2.2, 3.1.2)."""
    for text in facts.written:
        for number, section in enumerate(text.sections, 1):
            for words in english_names(section.body) if text.language == "de" else ():
                yield FOREIGN_NAME.build_finding(text.language, Place("body", number), words=words)


@lru_cache(LATELY_READ)
def english_names(body: str) -> tuple[str, ...]:
    if not any(sign in body for sign in SIGNS):
        return ()
    return tuple(match[0] for match in ENGLISH_IN_GERMAN.finditer(visible_text(body)))
