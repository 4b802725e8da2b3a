"""Programs, abbreviations and names that stand in one language only."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import LanguageFacts, PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register
from careers.checks.pairing import aligned_sections
from careers.checks.passages import read_passages
from careers.checks.wording_search import LATELY_READ, visible_text
from careers.checks.words.tools import COMMON, TOOLS

TERM_MISSING = Rule("term_missing", Level.WARNS, _("“%(words)s” is missing in the other language"))
WORD = re.compile(r"(?<![\w@.-])[^\W\d_][\w+#]*(?![\w@])")
LOOKED_FOR = TOOLS - COMMON
MIXED = re.compile(r"[A-ZÄÖÜ]{2,}[a-z]?|[A-Z][a-z]+[A-Z]\w*|[a-z]+[A-Z]\w*")
TRANSLATED = frozenset(
    """AG AGG BGB EU USA UK UN UNO GmbH eV DE EN PDF CV HR IT ID OK TV EUR CHF USD GBP DSGVO GDPR
    VAT PC PhD MSc BSc MA BA SGB ArbZG TzBfG ÖPNV FTE CEO CTO KI AI WC NGO NRO UTC MEZ CET AM PM
    am pm LKW PKW KMU SME BMWK BMBF VWL HGB UG KG SE AMG VOB ILO WHO OECD NATO ICE""".split()
)
"""Abbreviations that a translation may have in another form."""


@register
def check_terms_match(facts: PostingFacts) -> Iterator[Finding]:
    """A program or abbreviation that one language names is named in the other. Source: ads we read."""
    for one, two, _sections in aligned_sections(facts):
        for text, other in ((one, two), (two, one)):
            said = other_words(other)
            for number, section in enumerate(text.sections, 1):
                for term in find_terms(section.body):
                    if term.casefold() not in said:
                        yield TERM_MISSING.build_finding(
                            text.language, Place("body", number), words=term
                        )


def other_words(text: LanguageFacts) -> str:
    """All that a language says, to look words up in; compounds such as "SAP-Kenntnisse" included."""
    parts = (f"{each.heading}\n{visible_text(each.body)}" for each in text.sections)
    return "\n".join((text.title, text.summary, *parts)).casefold()


@lru_cache(LATELY_READ)
def find_terms(body: str) -> tuple[str, ...]:
    """Known tools, abbreviations in capitals, and words with a capital inside; links have their own rules."""
    found: dict[str, None] = {}
    for passage in read_passages(body):
        said = passage.text
        for link in passage.links:
            said = said.replace(link.text, " ")
        found.update(dict.fromkeys(WORD.findall(said)))
    return tuple(word for word in found if is_term(word))


def is_term(word: str) -> bool:
    if word.casefold() in LOOKED_FOR:
        return word.casefold() != "excel" or word[0].isupper()
    return (
        not word[1:].islower()
        and bool(MIXED.fullmatch(word))
        and word not in TRANSLATED
        and len(word) > 1
    )
