"""Shouting and forgotten placeholders."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import PostingFacts
from careers.checks.findings import Finding, Level, Rule, register, to_excerpt
from careers.checks.wording_search import (
    LATELY_READ,
    find_exact,
    find_phrases,
    phrase_pattern,
    text_places,
)

SHOUTING = Rule(
    "shouting",
    Level.WARNS,
    _("“%(words)s” shouts: write it in small letters, with one mark at the end"),
)
PLACEHOLDER = Rule(
    "placeholder", Level.WARNS, _("“%(words)s” is a placeholder: put the real text there")
)
CAPITAL = "A-ZÄÖÜ"
MARKS = re.compile(r"!!+|[?!]{3,}")
CAPITALS = re.compile(rf"\b[{CAPITAL}]{{2,}}(?:[ ,]+[{CAPITAL}]{{2,}})*\b")
# Words that nobody abbreviates: in capitals they are loud, also alone.
LOUD = frozenset(
    """ACHTUNG APPLY BEWERBEN BEWIRB DAS DER DIE DRINGEND EIN EINE FÜR GESUCHT HIRING IMMEDIATELY
    JETZT NEU NICHT NOW SIE SOFORT SUCHEN THE UND UNS URGENT WANTED WICHTIG WIR WITH YOU YOUR
    IMPORTANT PLEASE BITTE ONLY NUR""".split()
)
LONGEST_ABBREVIATION = 9
ROW = 3
LONG_WORD = 6
FILLERS = phrase_pattern(r"""
    lorem ipsum\b
    (?:blindtext|platzhalter|platzhaltertext|mustertext|placeholder text|dummy text)\b
    (?:hier )?text (?:folgt|einfügen|here|to follow|goes here)\b
    insert [\w ]{1,20}here\b
""")
MARKED = re.compile(r"TODO\b(?![- ]?(?:list|liste|app)\b|-)|\b(?:TBD|TBA|FIXME|XXX+)\b")
BRACKETS = re.compile(
    r"\{\{[^}\n]{0,120}\}\}"
    r"|\[(?:insert [^\]\n]{1,120}|[^\]\n]{0,120}(?:einfügen|einsetzen|ergänzen))\]"
    r"|\[(?:(?:ihr|dein|your|insert|hier|company|firmen?)[ -]?)?"
    r"(?:name|vorname|titel|title|datum|date|ort|place|city|stadt|firma|company|link|text|email"
    r"|e-mail|telefon|phone|department|abteilung|ansprechperson|contact|betrag|amount|x+|…|\.{3})\]",
    re.IGNORECASE,
)


@register
def check_shouting(facts: PostingFacts) -> Iterator[Finding]:
    """Indeed, policies for job posts: no all caps, no extra punctuation. Abbreviations are no shouts."""
    for text in facts.written:
        for place, read in text_places(text):
            for words in find_shouts(read):
                yield SHOUTING.build_finding(text.language, place, words=to_excerpt(words))


@lru_cache(LATELY_READ)
def find_shouts(read: str) -> tuple[str, ...]:
    rows = (match[0] for match in CAPITALS.finditer(read))
    loud = (row for row in rows if is_loud(re.findall(r"\w+", row)))
    marked = (read[: match.end()].rsplit(maxsplit=2)[-2:] for match in MARKS.finditer(read))
    return (*(" ".join(words) for words in marked), *dict.fromkeys(loud))


def is_loud(words: list[str]) -> bool:
    """Whether capitals are a shout: a row of words, one too long for an abbreviation, or a plain one."""
    if max(map(len, words)) > LONGEST_ABBREVIATION:
        return True
    plain = LOUD.intersection(words)
    return bool(plain) or (len(words) >= ROW and max(map(len, words)) >= LONG_WORD)


@register
def check_placeholders(facts: PostingFacts) -> Iterator[Finding]:
    """Text that was to be replaced. Source: our own rule; Indeed asks for complete descriptions."""
    for text in facts.written:
        for place, read in text_places(text):
            for words in find_placeholders(read):
                yield PLACEHOLDER.build_finding(text.language, place, words=words)


def find_placeholders(read: str) -> tuple[str, ...]:
    has_brackets = "[" in read or "{{" in read
    brackets = find_exact(read, BRACKETS) if has_brackets else ()
    return (*find_phrases(read, FILLERS), *find_exact(read, MARKED), *brackets)
