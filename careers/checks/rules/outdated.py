"""Texts that another language has left behind."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import OutdatedFacts, PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register
from careers.languages import language_name
from careers.text.diff import short_difference

TRANSLATION_OUTDATED = Rule(
    "translation_outdated",
    Level.BLOCKS,
    _(
        "%(other_language)s has changed since from “%(before)s” to “%(after)s”; "
        "change this text, too, or confirm that it is still right"
    ),
)


@register
def check_translations_current(facts: PostingFacts) -> Iterator[Finding]:
    """A text is looked at again before the public sees it when the text that it translates has changed.

    Confirming that it is still right ends it; so does a reason to publish it nevertheless.

    Source: careers.models.confirmation, which keeps what each text was last confirmed against.
    """
    for text in facts.texts:
        for outdated in text.outdated:
            yield outdated_finding(outdated, text.language)


def outdated_finding(outdated: OutdatedFacts, language: str) -> Finding:
    before, after = short_difference(outdated.before, outdated.now)
    return TRANSLATION_OUTDATED.build_finding(
        language,
        Place(outdated.field, outdated.section),
        other=outdated.other,
        other_language=language_name(outdated.other),
        before=before,
        after=after,
    )
