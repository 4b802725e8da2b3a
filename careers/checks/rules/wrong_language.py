"""Text in the wrong language: whole sections, paragraphs, sentences, clauses."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import PostingFacts, SectionFacts
from careers.checks.findings import Finding, Level, Place, Rule, register, to_excerpt
from careers.checks.passages import LATELY_READ
from careers.text.language import count_stop_words, split_sentences

WRONG_SECTION = Rule(
    "section_in_wrong_language", Level.BLOCKS, _("this section is in another language")
)
WRONG_SENTENCE = Rule(
    "sentence_in_wrong_language", Level.WARNS, _("in another language: “%(words)s”")
)
STRAY_WORD = Rule("stray_word", Level.WARNS, _("a word of another language: “%(words)s”"))
# Small words that the other language never has, before one of its lower-case words.
STRAY = {
    "de": re.compile(r"\b(?:[Ww]e|[Yy]ou|[Yy]our|[Oo]ur|[Tt]he|and|with) [a-zäöü]\w+"),
    "en": re.compile(r"\b(?:[Uu]nd|[Ww]ir|[Nn]icht|[Dd]ass|[Bb]itte|[Ii]st) [a-zäöü]\w+"),
}
# Words a text of the other language never has, and shapes only its words have.
SHAPES = {
    "de": re.compile(
        r"\b\w*[äöüß]\w*\b|\b\w{3,}(?:ungen|ung|keit|heit|lich\w{0,2}|ieren|schaft|igen)\b"
        r"|\b(?:wir|ihr|sie|bitte|die|der|das|und|auch|wurde|gerne|alle|was|in den|an der)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b[a-z]{3,}(?:ing|ly|ness|ful|able|ed|ies)\b|\b\w+’s\b|\b\w+'s\b"
        r"|\b(?:[Ww]e|[Oo]ur|[Yy]ou|[Yy]our|[Tt]he|of|and|with|to|please|Please|is)\b"
    ),
}
NAME = re.compile(
    r"\b[A-ZÄÖÜ][\w-]+(?:(?: [-–]| (?:für|über|und)(?: [a-zäöü]{4,})?| der| des| for| of| and| the| in| on)* [A-ZÄÖÜ(][\w-]+\)?)+"
)
QUOTED = re.compile(r"[„“\"”«»][^„“\"”«»\n]*[“\"”«»]|`[^`]*`")
CLAUSE = re.compile(r"(?<=[,;:–—(])\s+|\s+[-–—]\s+")
TERMS = re.compile(
    r"\b(?:nice to have|must[- ]haves?|dos and don.ts|work[- ]in[- ]progress|proof of concept)\b",
    re.IGNORECASE,
)
LEAST = 2
LEAST_OWN_SHARE = 0.34
MOSTLY = 0.6


def is_foreign(text: str, language: str) -> bool:
    """Whether a sentence is clearly in another language; names and quotations are not read.

    Always false for a language that SHAPES knows nothing of.
    """
    bare = QUOTED.sub(" ", text)
    read = NAME.sub(" X ", bare if language == "en" else TERMS.sub(" X ", bare))
    if language not in SHAPES or not count_foreign_small_words(read, language):
        return False
    counts = language_weights(read)
    own = counts.pop(language)
    other = max(counts.values(), default=0)
    return other >= LEAST and own <= LEAST_OWN_SHARE * other


def language_weights(text: str) -> dict[str, int]:
    """How much speaks for each language: small words, and words of its shape."""
    small = count_stop_words(text)
    return {code: small.get(code, 0) + len(shape.findall(text)) for code, shape in SHAPES.items()}


def count_foreign_small_words(text: str, language: str) -> int:
    """How many small words of other languages there are: a name or a term has none."""
    return sum(count for code, count in count_stop_words(text).items() if code != language)


@lru_cache(LATELY_READ)
def find_foreign_parts(text: str, language: str) -> tuple[str, ...]:
    """Sentences, and long clauses of sentences, that are in another language."""
    found: list[str] = []
    for sentence in split_sentences(text) if count_foreign_small_words(text, language) else ():
        if is_foreign(sentence, language):
            found.append(sentence)
        elif count_foreign_small_words(sentence, language) >= LEAST:
            found += [each for each in CLAUSE.split(sentence) if is_foreign_clause(each, language)]
    return tuple(found)


def is_foreign_clause(text: str, language: str) -> bool:
    """A clause has little to tell by: it needs two small words of its own."""
    return count_foreign_small_words(drop_names_and_quotes(text), language) >= LEAST and is_foreign(
        text, language
    )


@register
def check_language(facts: PostingFacts) -> Iterator[Finding]:
    """Every sentence of a section is in the language of its column.

    A section most of whose words are foreign blocks; sentences and clauses warn. Source: ads
    with one German sentence in the English text, and the reverse (WCAG 2.2, 3.1.2).
    """
    for text in facts.texts:
        for number, section in enumerate(text.sections, 1):
            yield from section_findings(section, text.language, number)


def section_findings(section: SectionFacts, language: str, number: int) -> Iterator[Finding]:
    heading = section.heading
    if is_foreign(heading, language):
        place = Place("heading", number)
        yield WRONG_SENTENCE.build_finding(language, place, words=to_excerpt(heading))
    else:
        for words in find_stray_words([heading], language):
            yield STRAY_WORD.build_finding(language, Place("heading", number), words=words)
    parts = [part for each in section.passages for part in find_foreign_parts(each.text, language)]
    if parts and len(" ".join(parts)) >= MOSTLY * len(section.plain):
        yield WRONG_SECTION.build_finding(language, Place("body", number))
        return
    for part in parts:
        yield WRONG_SENTENCE.build_finding(language, Place("body", number), words=to_excerpt(part))
    texts = [] if parts else [each.text for each in section.passages]
    for words in find_stray_words(texts, language):
        yield STRAY_WORD.build_finding(language, Place("body", number), words=words)


def find_stray_words(texts: Iterable[str], language: str) -> list[str]:
    """A foreign small word with the word that follows it, as in "We erwarten"."""
    pattern = STRAY.get(language)
    if not pattern:
        return []
    likely = (text for text in texts if pattern.search(text))
    read = (TERMS.sub(" X ", drop_names_and_quotes(text)) for text in likely)
    return [words for text in read for words in pattern.findall(text)]


def drop_names_and_quotes(text: str) -> str:
    """A text without names and quotations, which keep their own language."""
    return NAME.sub(" X ", QUOTED.sub(" ", text))
