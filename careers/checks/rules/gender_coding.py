"""Whether an ad speaks mostly in words that readers connect with men, or with women."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import LanguageFacts, PostingFacts
from careers.checks.findings import Finding, Level, Rule, register
from careers.checks.wording_search import LATELY_READ, text_places
from careers.checks.words.gender_coding import CODED

CODED_MASCULINE = Rule(
    "coded_masculine",
    Level.HINT,
    _(
        "%(count)s words read as masculine, %(other)s as feminine (%(words)s): balance them, or name tasks instead of traits"
    ),
)
CODED_FEMININE = Rule(
    "coded_feminine",
    Level.HINT,
    _(
        "%(count)s words read as feminine, %(other)s as masculine (%(words)s): balance them, or name tasks instead of traits"
    ),
)
LEAST = 8
TIMES = 4
SHOWN = 6

Counts = tuple[Counter[str], Counter[str]]


@register
def check_gender_balance(facts: PostingFacts) -> Iterator[Finding]:
    """Eight or more coded words of one kind, and at least four times as many as of the other.

    Both figures are our own choice: the studies found an effect, not a threshold. Sources: Gaucher,
    Friesen and Kay (2011); Hentschel and Horvath (2015); FührMINT Gender Decoder, TU München.
    """
    for text in facts.written:
        masculine, feminine = count_coded_words(text)
        for rule, many, few in (
            (CODED_MASCULINE, masculine, feminine),
            (CODED_FEMININE, feminine, masculine),
        ):
            if many.total() >= max(LEAST, TIMES * few.total()):
                shown = ", ".join(word for word, _count in many.most_common(SHOWN))
                yield rule.build_finding(
                    text.language, count=many.total(), other=few.total(), words=shown
                )


def count_coded_words(text: LanguageFacts) -> Counts:
    """The coded words of a text, masculine and feminine ones, each with its number."""
    masculine, feminine = Counter[str](), Counter[str]()
    for _place, read in text_places(text):
        for is_masculine, word in find_coded_words(read, text.language):
            (masculine if is_masculine else feminine)[word] += 1
    return masculine, feminine


@lru_cache(LATELY_READ)
def find_coded_words(read: str, language: str) -> tuple[tuple[bool, str], ...]:
    pattern = CODED.get(language)
    found = pattern.finditer(read.lower()) if pattern else ()
    return tuple((match["masculine"] is not None, match[0]) for match in found)
