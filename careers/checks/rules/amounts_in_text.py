"""Pay and hours of a text that are of another size than anybody means."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register, to_excerpt
from careers.checks.quantities import parse_decimal
from careers.checks.sentences import LANGUAGES
from careers.checks.wording_search import LATELY_READ, enclosing_sentence, visible_text

AMOUNT_IMPLAUSIBLE = Rule(
    "amount_implausible", Level.WARNS, _("“%(words)s” is hardly meant: look at amount and unit")
)
PAY = re.compile(
    r"gehalt|vergüt|lohn|verdien|bezahl|\bzahlen wir|wir zahlen|salar|wage|\bwe pay|we will pay|\bearn"
)
EXTRAS = re.compile(
    r"zulage|zuschuss|zuschlag|bonus|prämie|zusätzlich|hinzu|budget|kurs|fortbild|ehrenamt|auslagen|steigt um"
    r"|allowance|subsid|extra|added|budget|course|training|expenses|commission|on top"
)
SUM = re.compile(
    r"(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]\d\d)? ?(?:€|euros?\b|eur\b)|(?:€|eur) ?(\d{1,3}(?:[.,]\d{3})+|\d+)"
)
UNITS = (
    (re.compile(r"stundenlohn|(?:pro|je|die) stunde\b|\b(?:an|per) hour\b|hourly"), 5, 250),
    (
        re.compile(r"(?:im|pro|je) monat\b|monatlich|monatsgehalt|\b(?:a|per) month\b|monthly"),
        200,
        20_000,
    ),
    (
        re.compile(r"(?:im|pro) jahr\b|jährlich|jahresgehalt|\b(?:a|per) year\b|annual|yearly"),
        2_000,
        400_000,
    ),
)
WEEK = re.compile(
    r"(\d{1,3})(?:[.,]\d+)?[ -]?(?:stunden|hours)(?: in der| pro| je| die| a| per)[ -](?:arbeits)?(?:woche|week)\b"
    r"|(?:wochenarbeitszeit|weekly (?:working )?(?:hours|time))[^.\n\d]{0,25}(\d{1,3})\b"
)
LONGEST_WEEK = 60


@register
def check_amounts_plausible(facts: PostingFacts) -> Iterator[Finding]:
    """Sums that do not fit their unit, and weeks that are too long. Source: our rule; ArbZG § 3."""
    for text in facts.written:
        for number, section in enumerate(text.sections, 1):
            for words in implausible_amounts(section.body, text.language):
                yield AMOUNT_IMPLAUSIBLE.build_finding(
                    text.language, Place("body", number), words=to_excerpt(words)
                )


@lru_cache(LATELY_READ)
def implausible_amounts(body: str, language: str) -> tuple[str, ...]:
    small = visible_text(body).lower() if language in LANGUAGES else ""
    if not any(sign in small for sign in ("€", "eur", "stunden", "hours", "week", "woche")):
        return ()
    weeks = (match for match in WEEK.finditer(small) if int(match[1] or match[2]) > LONGEST_WEEK)
    sums = (match for match in SUM.finditer(small) if is_implausible(match, small, language))
    return tuple(match[0] for found in (sums, weeks) for match in found)


def is_implausible(match: re.Match[str], small: str, language: str) -> bool:
    """Whether a sum that is the pay of the only unit of its sentence does not fit it."""
    sentence = enclosing_sentence(small.replace(match[0], match[0].replace(".", "")), match)
    sentence = enclosing_sentence(small, match) if len(sentence) < len(match[0]) else sentence
    named = [each for each in UNITS if each[0].search(sentence)]
    if len(named) != 1 or not PAY.search(sentence) or EXTRAS.search(sentence):
        return False
    _unit, least, most = named[0]
    return not least <= parse_decimal(match[1] or match[2], language) <= most
