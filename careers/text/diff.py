"""What differs between two texts, word by word: in full for pages, in a few words for findings.

Both cut a text in the same way. A date, an amount, a time and "Mitarbeiter:in" are one word each.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby, zip_longest
from typing import NamedTuple

from rapidfuzz.distance import Indel

from careers.text.dates import MONTH_NUMBERS
from careers.text.paragraphs import WORD, split_paragraphs

MONTH = rf"\b(?:{'|'.join(name.capitalize() for name in MONTH_NUMBERS)})\b"
YEAR = r"(?:,?\s\d{4}\b)?"
DATE = rf"\b\d{{1,2}}\.?\s{MONTH}{YEAR}|{MONTH}\s\d{{1,2}}\b{YEAR}"
SPEAKING = re.compile(rf"{DATE}|{WORD.pattern}")
WORDS = re.compile(rf"\s+|{SPEAKING.pattern}|.", re.DOTALL)
SAME, ADDED, REMOVED = "same", "added", "removed"
MOST_PAIRS = 2_000_000
"""How many equal pairs of words are compared; beyond, words that are everywhere begin no match."""
WORDS_CACHE_SIZE = 1024
MOST_SHOWN = 3
MOST_WORDS = 12
SHORT = 5
"""Up to so many words a text is shown whole in a finding."""
NUMBER = re.compile(r"\d")


class Piece(NamedTuple):
    """A run of words; kind is "same", "added" or "removed"."""

    kind: str
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in reading order; what went stands before what came.

    Words and marks are compared, not letters; white space between changed words goes with them.
    """
    old, new = WORDS.findall(before), WORDS.findall(after)
    return merge_pieces(
        build_pieces(match_words(comparison_keys(old), comparison_keys(new)), old, new)
    )


def value_diff(before: str, after: str) -> list[Piece]:
    """The pieces where a text is one value, such as an amount or a date: all of it is another."""
    return changed_pieces(before, after) if before != after else [Piece(SAME, after)]


def comparison_keys(words: list[str]) -> list[str]:
    """What is compared: a space together with the word that it leads to, or it would be like all."""
    pairs = zip_longest(words, words[1:], fillvalue="")
    return [word + following if word.isspace() else word for word, following in pairs]


def match_words(old: list[str], new: list[str]) -> "SequenceMatcher[str]":
    often = Counter(old)
    pairs = sum(number * often[word] for word, number in Counter(new).items())
    return SequenceMatcher(None, old, new, autojunk=pairs > MOST_PAIRS)


def build_pieces(
    matcher: "SequenceMatcher[str]", old: list[str], new: list[str]
) -> Iterator[Piece]:
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(SAME, "".join(new[new_start:new_end]))
            continue
        gone, come = "".join(old[start:end]), "".join(new[new_start:new_end])
        space = gone[: len(gone) - len(gone.lstrip())]
        lead = len(space) if come.startswith(space) else 0
        yield Piece(SAME, come[:lead])
        yield Piece(REMOVED, gone[lead:])
        yield Piece(ADDED, come[lead:])


def merge_pieces(parts: Iterator[Piece]) -> list[Piece]:
    """Changes that only a space keeps apart become one, so that a phrase reads as a phrase."""
    found: list[Piece] = []
    removed = added = ""
    for kind, text in parts:
        if kind == SAME and (text.strip() or not (removed or added)):
            found += [*changed_pieces(removed, added), Piece(SAME, text)]
            removed = added = ""
        else:
            removed += text if kind != ADDED else ""
            added += text if kind != REMOVED else ""
    return list(join_runs([*found, *changed_pieces(removed, added)]))


def join_runs(parts: list[Piece]) -> Iterator[Piece]:
    for kind, run in groupby(parts, key=lambda piece: piece.kind):
        if text := "".join(piece.text for piece in run):
            yield Piece(kind, text)


def changed_pieces(removed: str, added: str) -> list[Piece]:
    return [piece for piece in (Piece(REMOVED, removed), Piece(ADDED, added)) if piece.text]


class Difference(NamedTuple):
    """Words of the one text that face words of the other; one of them may be empty."""

    here: str
    there: str


def short_difference(here: str, there: str) -> Difference:
    """What differs between two texts in a few words; those in numbers first, which matter most.

    Short texts are shown whole, and the beginnings of long ones where no word differs.
    """
    plain = Difference(" ".join(split_paragraphs(here)), " ".join(split_paragraphs(there)))
    mine, theirs = map(split_words, plain)
    if max(len(mine), len(theirs)) <= SHORT:
        return plain
    found = sorted(
        word_differences(mine, theirs), key=lambda each: not NUMBER.search("".join(each))
    )
    if not found:
        return Difference(shorten_words(mine), shorten_words(theirs))
    more = " …" if len(found) > MOST_SHOWN else ""
    shown = found[:MOST_SHOWN]
    return Difference(
        " … ".join(each.here for each in shown) + more,
        " … ".join(each.there for each in shown) + more,
    )


@lru_cache(WORDS_CACHE_SIZE)
def split_words(text: str) -> tuple[str, ...]:
    """The words, numbers and dates of a text as they are written, without marks."""
    return tuple(SPEAKING.findall(text))


def word_differences(mine: tuple[str, ...], theirs: tuple[str, ...]) -> list[Difference]:
    """What one has and the other has not; additions stand with the word beside them."""
    found = []
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        before = int(kind != "replace" and start > 0 and other_start > 0)
        after = int(kind != "replace" and not before)
        if kind != "equal":
            own = shorten_words(mine[start - before : end + after])
            found.append(
                Difference(own, shorten_words(theirs[other_start - before : other_end + after]))
            )
    return found


def shorten_words(words: tuple[str, ...]) -> str:
    return " ".join(words) if len(words) <= MOST_WORDS else f"{' '.join(words[:MOST_WORDS])} …"


def word_similarity(here: tuple[str, ...], there: tuple[str, ...]) -> float:
    """How alike two lists of words are: twice what they share in order, by all of them; 0 to 1."""
    return Indel.normalized_similarity(here, there)
