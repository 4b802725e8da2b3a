"""The sentences and list items of a section, each with what it can be recognised by in another language.

No model and no dictionary of words: stems of the same meaning (careers.checks.words.word_pairs), numbers,
and words that look alike in both languages, such as names and "Projekt" and "project".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from careers.checks.passages import read_passages
from careers.checks.words.word_pairs import LINES
from careers.text.language import STOP_WORDS, split_sentences

LANGUAGES = ("de", "en")
"""Those between which sentences can be aligned; others are left alone."""
UNITS_CACHE_SIZE = 8_192
MEANINGS_CACHE_SIZE = 100_000
WORD = re.compile(r"[^\W\d_]{2,}|\d[\d.,:]*")
LONGEST_STEM = 10
SHORTEST_STEM = 3
SHORTEST_INNER_STEM = 5
COGNATE = 5
MARK_BITS = 1_021
ALIKE = str.maketrans(
    {"c": "k", "z": "s", "y": "i", "ä": "a", "ö": "o", "ü": "u", "ß": "s", "x": "s"}
)


@dataclass(frozen=True, eq=False)
class Unit:
    """A sentence or a list item."""

    text: str
    is_item: bool
    size: int
    meanings: int
    """A bit for each line of translations that some word may mean."""
    marks: int
    """A bit for each number, and for the beginning of each word as it is in both languages."""


def collect_stems() -> dict[str, dict[str, int]]:
    """The bits of the meanings of each stem of each language."""
    found: dict[str, dict[str, int]] = {code: {} for code in LANGUAGES}
    for number, line in enumerate(LINES):
        for code, side in zip(LANGUAGES, line.split("="), strict=True):
            for stem in side.split():
                found[code][stem] = found[code].get(stem, 0) | 1 << number
    return found


STEMS = collect_stems()


@lru_cache(UNITS_CACHE_SIZE)
def read_units(body: str, language: str) -> tuple[Unit, ...]:
    """The sentences and items of Markdown in reading order."""
    return tuple(
        build_unit(sentence, language, is_item=passage.is_item)
        for passage in read_passages(body)
        for sentence in ([passage.text] if passage.is_item else split_sentences(passage.text))
    )


def build_unit(text: str, language: str, *, is_item: bool) -> Unit:
    meanings = marks = 0
    for word in WORD.findall(text.lower()):
        meaning, mark = read_word(word, language)
        meanings |= meaning
        marks |= mark
    return Unit(text, is_item, len(text), meanings, marks)


@lru_cache(MEANINGS_CACHE_SIZE)
def read_word(word: str, language: str) -> tuple[int, int]:
    """The bits of what a word may mean, and that of its beginning in a form that cognates share."""
    if word[0].isdigit():
        return 0, mark_bit(word.rstrip(".,:").replace(",", "."))
    if word in STOP_WORDS[language]:
        return 0, 0
    stems, found = STEMS[language], 0
    for stem in inner_stems(word) if language == "de" else leading_stems(word):
        found |= stems.get(stem, 0)
    plain = word.translate(ALIKE).replace("ph", "f").replace("th", "t")
    return found, mark_bit(plain[:COGNATE]) if len(plain) >= SHORTEST_STEM else 0


def mark_bit(mark: str) -> int:
    """One of MARK_BITS bits; two marks seldom share one, and then a sentence is a little more alike."""
    return 1 << crc32(mark.encode()) % MARK_BITS


def leading_stems(word: str, shortest: int = SHORTEST_STEM) -> Iterator[str]:
    return (word[:size] for size in range(shortest, min(len(word), LONGEST_STEM) + 1))


def inner_stems(word: str) -> Iterator[str]:
    """The stems that a word may begin with, and those of the parts of a compound."""
    yield from leading_stems(word)
    for start in range(SHORTEST_STEM, len(word) - SHORTEST_STEM):
        yield from leading_stems(word[start:], SHORTEST_INNER_STEM)
