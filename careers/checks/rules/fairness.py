"""Wordings that exclude people or ask for what decides nothing (AGG)."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import PostingFacts
from careers.checks.findings import Finding, Level, Rule, register
from careers.checks.wording_search import find_phrases, find_wordings_at, text_places, union_pattern
from careers.checks.words import fairness as words

AGE_NAMED = Rule(
    "age_named",
    Level.WARNS,
    _("“%(words)s” is about age: say what the work needs, whatever people’s age (AGG)"),
)
NATIVE_SPEAKER = Rule(
    "native_speaker",
    Level.WARNS,
    _("“%(words)s” is about origin: give a level such as C1 or C2 instead (AGG)"),
)
ORIGIN_NAMED = Rule(
    "origin_named",
    Level.WARNS,
    _("“%(words)s” is about origin: ask for a work permit or a language level, if at all (AGG)"),
)
PHOTO_ASKED = Rule(
    "photo_asked",
    Level.WARNS,
    _("“%(words)s” asks for a photo: leave it out, applications are read without (AGG)"),
)
PERSONAL_ASKED = Rule(
    "personal_data_asked",
    Level.WARNS,
    _("“%(words)s” is not needed to decide: do not ask for it (AGG; GDPR, Article 5)"),
)
FAMILY_NAMED = Rule(
    "family_named",
    Level.WARNS,
    _("“%(words)s” is about people’s families: describe travel and hours instead (AGG)"),
)
FAITH_NAMED = Rule(
    "religion_named",
    Level.WARNS,
    _("“%(words)s” is about religion: leave it out unless AGG § 9 allows it for this work"),
)
HEALTH_NAMED = Rule(
    "health_named",
    Level.HINT,
    _("“%(words)s” may keep disabled people away: describe what the work demands (AGG)"),
)
WORDINGS = (
    (AGE_NAMED, words.AGE),
    (AGE_NAMED, words.BEGINNERS),
    (NATIVE_SPEAKER, words.NATIVE),
    (ORIGIN_NAMED, words.ORIGIN),
    (PHOTO_ASKED, words.PHOTO),
    (PERSONAL_ASKED, words.PERSONAL),
    (FAMILY_NAMED, words.FAMILY),
    (FAITH_NAMED, words.FAITH),
    (HEALTH_NAMED, words.HEALTH),
)
ANYTHING = {
    language: union_pattern(wording.sought[language] for _rule, wording in WORDINGS)
    for language in words.AGE.sought
}
"""Any of the wordings: most texts have none, and one look is enough for them."""


@register
def check_excluding_words(facts: PostingFacts) -> Iterator[Finding]:
    """AGG §§ 1, 7, 11: an ad must not tie a job to age, origin, religion, disability and so on.

    The case law behind single wordings stands in careers.checks.words.fairness.
    """
    for text in facts.written:
        anything = ANYTHING.get(text.language)
        for place, read in text_places(text) if anything else ():
            if anything and find_phrases(read, anything):
                yield from find_wordings_at(place, read, text, WORDINGS)
