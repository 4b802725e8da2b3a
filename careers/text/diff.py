"""What changed between two texts, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

WORDS = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)
SAME, ADDED, REMOVED = "same", "added", "removed"


class Piece(NamedTuple):
    """A run of words; kind is "same", "added" or "removed"."""

    kind: str
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in reading order; what went stands before what came.

    Words and marks are compared, not letters; white space between changed words goes with them.
    """
    old, new = WORDS.findall(before), WORDS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return merged(pieces(matcher, old, new))


def pieces(matcher: "SequenceMatcher[str]", old: list[str], new: list[str]) -> Iterator[Piece]:
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(SAME, "".join(new[new_start:new_end]))
            continue
        yield Piece(REMOVED, "".join(old[start:end]))
        yield Piece(ADDED, "".join(new[new_start:new_end]))


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
    return [*found, *change(removed, added)]


def change(removed: str, added: str) -> list[Piece]:
    return [piece for piece in (Piece(REMOVED, removed), Piece(ADDED, added)) if piece.text]
