"""Questions of a posting's own: what may not be asked, and what is not asked well."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import LanguageFacts, PostingFacts, QuestionFacts
from careers.checks.findings import Finding, Level, Place, Rule, register, to_excerpt
from careers.checks.pairing import language_pairs
from careers.checks.wording_search import Wording, find_phrases
from careers.checks.words import questions as words
from careers.enums import QuestionKind

QUESTION_MISSING = Rule(
    "question_missing",
    Level.BLOCKS,
    _("nothing here, where the other language has “%(other)s”"),
    can_be_overridden=False,
)
FORBIDDEN_QUESTION = Rule(
    "forbidden_question",
    Level.BLOCKS,
    _(
        "“%(words)s” may not be asked (AGG; Directive (EU) 2023/970, Article 5): ask about what "
        "the work requires"
    ),
    can_be_overridden=False,
)
CONVICTION_ASKED = Rule(
    "conviction_asked",
    Level.BLOCKS,
    _("“%(words)s” may be asked for a few posts only: leave it out, or publish with your reason"),
)
CHOICES_FEW = Rule(
    "choices_few", Level.WARNS, _("only one choice: give at least two, or ask for yes or no")
)
CHOICES_DIFFER = Rule(
    "choices_differ", Level.WARNS, _("%(count)s choices here, %(other)s in the other language")
)
LEAST_CHOICES = 2


@register
def check_forbidden_questions(facts: PostingFacts) -> Iterator[Finding]:
    """Nothing about past pay, age, photo, family, health, origin or sex, and no way round it.

    Source: careers.checks.words.questions. What AGG § 9 or the kind of post may allow, such as
    faith or offences, needs a written reason.
    """
    for text in facts.texts:
        for place, read in question_places(text):
            yield from find_wordings(
                FORBIDDEN_QUESTION, words.FORBIDDEN, place, (text.language, read)
            )
            yield from find_wordings(
                CONVICTION_ASKED, (words.CONVICTION,), place, (text.language, read)
            )


def question_places(text: LanguageFacts) -> Iterator[tuple[Place, str]]:
    for number, question in enumerate(text.questions, 1):
        yield Place("label", question=number), question.label
        yield Place("hint", question=number), question.hint
        yield Place("choices", question=number), "\n".join(question.choices)


def find_wordings(
    rule: Rule, wordings: tuple[Wording, ...], place: Place, text: tuple[str, str]
) -> Iterator[Finding]:
    """One finding for each wording in a text of this language."""
    language, read = text
    for wording in wordings:
        sought = wording.sought.get(language)
        for found in find_phrases(read, sought, wording.unless.get(language)) if sought else ():
            yield rule.build_finding(language, place, words=to_excerpt(found))


@register
def check_question_texts_match(facts: PostingFacts) -> Iterator[Finding]:
    """What one language asks, explains and offers, the other one does, too.

    Source: our own rule that a language is published whole (careers.status.completeness).
    """
    for one, two in language_pairs(facts):
        pairs = zip(one.questions, two.questions, strict=True)
        for number, (here, there) in enumerate(pairs, 1):
            for field, own, other in paired_texts(here, there):
                if other and not own:
                    place = Place(field, question=number)
                    yield QUESTION_MISSING.build_finding(
                        one.language, place, other=to_excerpt(other)
                    )


def paired_texts(here: QuestionFacts, there: QuestionFacts) -> Iterator[tuple[str, str, str]]:
    yield "label", here.label, there.label
    yield "hint", here.hint, there.hint
    if here.kind == QuestionKind.CHOICE:
        yield "choices", ", ".join(here.choices), ", ".join(there.choices)


@register
def check_choices(facts: PostingFacts) -> Iterator[Finding]:
    """At least two, and as many in each language. Source: our own rule."""
    first, *others = facts.texts
    for number, question in enumerate(first.questions):
        if question.kind != QuestionKind.CHOICE:
            continue
        counts = [len(text.questions[number].choices) for text in (first, *others)]
        place = Place("choices", question=number + 1)
        if 0 < max(counts) < LEAST_CHOICES:
            yield CHOICES_FEW.build_finding(place=place)
        for count in counts[1:]:
            if counts[0] and count and count != counts[0]:
                yield CHOICES_DIFFER.build_finding(
                    first.language, place, count=counts[0], other=count
                )
