"""Texts too long, too short or too hard to read."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import LanguageFacts, PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register
from careers.checks.passages import read_passages
from careers.checks.wording_search import LATELY_READ, visible_text
from careers.text.language import split_sentences

TOO_SHORT = Rule(
    "text_too_short",
    Level.HINT,
    _("%(count)s characters: describe tasks, team and offer in at least %(other)s"),
)
TOO_LONG = Rule(
    "text_too_long",
    Level.HINT,
    _("%(count)s characters: more than %(other)s are seldom read to the end, so shorten it"),
)
SUMMARY_TOO_LONG = Rule(
    "summary_too_long",
    Level.HINT,
    _("the summary has %(count)s characters: search engines cut it off after about %(other)s"),
)
HARD_TO_READ = Rule(
    "hard_to_read",
    Level.HINT,
    _(
        "reading ease %(count)s of 100 (%(other)s words a sentence): shorten sentences and split long words"
    ),
)
ONLY_IN_PART = Rule(
    "text_checked_in_part",
    Level.WARNS,
    _(
        "only the first %(count)s characters of this text are checked, as the ad has too many lines and marks: shorten it"
    ),
)
SHORTEST = 700
LONGEST = 10_000
LONGEST_SUMMARY = 160
# Flesch calls 0 to 30 very difficult, read by academics; ads for academics come close to it.
HARDEST = 20
LEAST_WORDS = 100
VOWELS = {
    "de": re.compile(r"ei|ie|eu|äu|au|ai|[aeiouyäöü]"),
    "en": re.compile(r"(?!e\b|es\b|ed\b)[aeiouy]+|(?<=[bcdfgkpstz]l)e\b|(?<=[dt])ed\b"),
}
# Base, weight of words a sentence, weight of syllables a word.
EASE = {"de": (180.0, 1.0, 58.5), "en": (206.835, 1.015, 84.6)}


@register
def check_length(facts: PostingFacts) -> Iterator[Finding]:
    """The characters of all sections together, and those of the summary.

    Indeed advises 700 to 2,000 characters (as Recruitics reports), Appcast measured the most
    applications between 2,000 and 10,000 and far fewer beyond ("Long Job Descriptions and Titles Can
    Hurt You", ERE 2015); Google asks for a complete description and gives no figure.
    """
    for text in facts.written:
        size = sum(len(visible_text(section.body)) for section in text.sections)
        if 0 < size < SHORTEST:
            yield TOO_SHORT.build_finding(text.language, count=size, other=SHORTEST)
        elif size > LONGEST:
            yield TOO_LONG.build_finding(text.language, count=size, other=LONGEST)
        if len(text.summary) > LONGEST_SUMMARY:
            yield SUMMARY_TOO_LONG.build_finding(
                text.language, Place("summary"), count=len(text.summary), other=LONGEST_SUMMARY
            )


@register
def check_amount(facts: PostingFacts) -> Iterator[Finding]:
    """Texts that are so long, or so full of lists, that checking all of them would take too long."""
    for text in facts.written:
        for number, section in enumerate(text.sections, 1):
            if section.is_cut:
                place = Place("body", number)
                yield ONLY_IN_PART.build_finding(text.language, place, count=len(section.body))


@register
def check_readability(facts: PostingFacts) -> Iterator[Finding]:
    """Flesch Reading Ease (1948), in German as adapted by Amstad (1978): below 20 of 100 is hard.

    Texts of fewer than 100 words are not judged; a list item counts as a sentence.
    """
    for text in facts.written:
        sentence_count, words, syllables = text_size(text)
        if text.language in EASE and words >= LEAST_WORDS:
            base, per_sentence, per_word = EASE[text.language]
            length = words / sentence_count
            ease = base - per_sentence * length - per_word * syllables / words
            if ease < HARDEST:
                yield HARD_TO_READ.build_finding(
                    text.language, count=round(ease), other=round(length)
                )


def text_size(text: LanguageFacts) -> tuple[int, int, int]:
    """Sentences, words and syllables of all sections."""
    sizes = [measure_body(section.body, text.language) for section in text.sections]
    first, second, third = zip(*sizes, strict=True) if sizes else ((), (), ())
    return sum(first), sum(second), sum(third)


@lru_cache(LATELY_READ)
def measure_body(body: str, language: str) -> tuple[int, int, int]:
    pattern = VOWELS.get(language)
    text = visible_text(body).lower()
    count = sum(len(split_sentences(passage.text)) for passage in read_passages(body))
    return count, len(text.split()), len(pattern.findall(text)) if pattern else 0
