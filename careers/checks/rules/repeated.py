"""Words and sentences that stand twice, and lists and marks that only look like text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register, to_excerpt
from careers.checks.passages import read_passages
from careers.checks.rules.pasted import cached_traces
from careers.checks.sentences import LANGUAGES, read_units
from careers.checks.wording_search import LATELY_READ, visible_text
from careers.text.pasted_text import PasteTrace

REPEATED = Rule("repeated", Level.WARNS, _("“%(words)s” stands twice"))
LIST_IN_A_LINE = Rule(
    "list_in_a_line",
    Level.WARNS,
    _("a list in one line: “%(words)s”; begin a line with “- ” for each thing"),
)
MARKUP_LEFT = Rule(
    "markup_left", Level.WARNS, _("signs of markup are shown as they are: “%(words)s”")
)
TWICE = re.compile(r"\b([^\W\d_]{2,}) \1\b(?![-:])", re.IGNORECASE)
MAY_STAND_TWICE = frozenset(
    "der die das den dem sie ihnen ihr that had bla sehr very wir zu".split()
)
BULLETS = re.compile(
    r"^[•·] [^•·\n]{3,}(?: [•·] [^•·\n]{3,})+|(?: [•*] [^•*\n]{3,}){2,}|^– [^–\n]{3,}(?: – [^–\n]{3,}){2,}",
    re.MULTILINE,
)
MARKUP = re.compile(r"\S*(?:\*\*|__)\S*|\S*&(?:[a-z]{2,6}|#\d{2,5});\S*")
LEAST_WORDS = 4


@register
def check_nothing_twice(facts: PostingFacts) -> Iterator[Finding]:
    """No word, sentence or list item stands twice in a language. Source: ads we read."""
    for text in facts.written:
        seen: set[str] = set()
        for number, section in enumerate(text.sections, 1):
            place = Place("body", number)
            for words in repeated_words(section.body):
                yield REPEATED.build_finding(text.language, place, words=words)
            for unit in (
                read_units(section.body, text.language) if text.language in LANGUAGES else ()
            ):
                if unit.text in seen:
                    yield REPEATED.build_finding(text.language, place, words=to_excerpt(unit.text))
                elif unit.text.count(" ") + 1 >= LEAST_WORDS:
                    seen.add(unit.text)


@lru_cache(LATELY_READ)
def repeated_words(body: str) -> tuple[str, ...]:
    found = (match for match in TWICE.finditer(visible_text(body)))
    return tuple(match[0] for match in found if match[1].lower() not in MAY_STAND_TWICE)


@register
def check_marks(facts: PostingFacts) -> Iterator[Finding]:
    """Bullets within a line, and asterisks and entities that readers see. Source: CommonMark 0.31."""
    for text in facts.written:
        for number, section in enumerate(text.sections, 1):
            for rule, words in left_marks(section.body):
                yield rule.build_finding(
                    text.language, Place("body", number), words=to_excerpt(words)
                )


@lru_cache(LATELY_READ)
def left_marks(body: str) -> tuple[tuple[Rule, str], ...]:
    """What of a section is shown as it was typed, each with its rule; the first of each kind."""
    if not any(sign in body for sign in ("*", "__", "&", "•", "·", "– ")):
        return ()
    said = "\n".join(passage.text for passage in read_passages(body))
    is_told = PasteTrace.BULLETS in cached_traces(body)
    lists = None if is_told else BULLETS.search(said)
    found = ((LIST_IN_A_LINE, lists), (MARKUP_LEFT, MARKUP.search(said)))
    return tuple((rule, match[0].strip()) for rule, match in found if match)
