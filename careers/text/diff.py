"""What changed between two texts, word by word."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import NamedTuple

WORDS = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)
SAME, ADDED, REMOVED = "same", "added", "removed"
MOST_PAIRS = 2_000_000
"""How many equal pairs of words are compared; beyond, words that are everywhere begin no match."""


class Piece(NamedTuple):
    """A run of words; kind is "same", "added" or "removed"."""

    kind: str
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in reading order; what went stands before what came.

    Words and marks are compared, not letters; white space between changed words goes with them.
    """
    old, new = WORDS.findall(before), WORDS.findall(after)
    return merged(pieces(matched(keys(old), keys(new)), old, new))


def keys(words: list[str]) -> list[str]:
    """What is compared: a space together with the word that it leads to, or it would be like all."""
    pairs = zip_longest(words, words[1:], fillvalue="")
    return [word + following if word.isspace() else word for word, following in pairs]


def matched(old: list[str], new: list[str]) -> "SequenceMatcher[str]":
    often = Counter(old)
    pairs = sum(number * often[word] for word, number in Counter(new).items())
    return SequenceMatcher(None, old, new, autojunk=pairs > MOST_PAIRS)


def pieces(matcher: "SequenceMatcher[str]", old: list[str], new: list[str]) -> Iterator[Piece]:
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


def merged(parts: Iterator[Piece]) -> list[Piece]:
    """Changes that only a space keeps apart become one, so that a phrase reads as a phrase."""
    found: list[Piece] = []
    removed = added = ""
    for kind, text in parts:
        if kind == SAME and (text.strip() or not (removed or added)):
            found += [*change(removed, added), Piece(SAME, text)]
            removed = added = ""
        else:
            removed += text if kind != ADDED else ""
            added += text if kind != REMOVED else ""
    return list(joined([*found, *change(removed, added)]))


def joined(parts: list[Piece]) -> Iterator[Piece]:
    for kind, run in groupby(parts, key=lambda piece: piece.kind):
        if text := "".join(piece.text for piece in run):
            yield Piece(kind, text)


def change(removed: str, added: str) -> list[Piece]:
    return [piece for piece in (Piece(REMOVED, removed), Piece(ADDED, added)) if piece.text]
