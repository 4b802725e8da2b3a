"""What a section pasted from a word processor or a web page shows the public."""

from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register
from careers.checks.wording_search import LATELY_READ
from careers.text.pasted_text import PasteTrace, paste_traces

PASTED_SIGNS = Rule(
    "pasted_signs",
    Level.WARNS,
    _("symbols of a word processor's own font are shown as empty boxes: clean up the text"),
)
PASTED_TAGS = Rule(
    "pasted_tags", Level.WARNS, _("HTML tags are shown as they are: clean up the text")
)
PASTED_CODE = Rule(
    "pasted_code",
    Level.WARNS,
    _("indented lines are shown like code: remove the blanks, or clean up the text"),
)
PASTED_BULLETS = Rule(
    "pasted_bullets",
    Level.WARNS,
    _("lines with bullets run together: begin each with “- ”, or clean up the text"),
)
RULES = {
    PasteTrace.SIGNS: PASTED_SIGNS,
    PasteTrace.TAGS: PASTED_TAGS,
    PasteTrace.CODE: PASTED_CODE,
    PasteTrace.BULLETS: PASTED_BULLETS,
}
MENDED_CODES = frozenset(rule.code for rule in RULES.values())


@register
def check_pasted_text(facts: PostingFacts) -> Iterator[Finding]:
    """Traces of pasting, all of which `mend_pasted_text` takes away. Source: ads we read."""
    for text in facts.written:
        for number, section in enumerate(text.sections, 1):
            for trace in cached_traces(section.body):
                yield RULES[trace].build_finding(text.language, Place("body", number))


@lru_cache(LATELY_READ)
def cached_traces(body: str) -> tuple[PasteTrace, ...]:
    return tuple(paste_traces(body))
