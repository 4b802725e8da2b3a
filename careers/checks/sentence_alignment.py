"""Which sentence of one language translates which of another.

A dynamic program in the manner of Gale and Church ("A Program for Aligning Sentences in Bilingual
Corpora", Computational Linguistics 19(1), 1993), with words as anchors beside the lengths. A bead is one sentence beside one, two or none. It is the better the more its sides have in common
and the less their lengths differ.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from careers.checks.sentences import Unit, read_units

LEAST_CLOSE = 4
"""One pair of so many is close in texts that translate each other at all."""
BEADS_CACHE_SIZE = 4_096
MOST_UNITS = 60
"""Longer sections are not aligned: the time grows with the square."""
LENGTHS = {("de", "en"): 1.08, ("en", "de"): 0.93}
"""How long a text is in lengths of its translation."""
MOVES = ((1, 1, 0.35), (1, 0, -0.32), (0, 1, -0.32), (2, 1, 0.0), (1, 2, 0.0))
"""How many sentences of each side a bead takes, and what it is worth in itself."""
IMPOSSIBLE = (float("-inf"), 0, 0)
REACH = 3
"""How many sentences two that translate each other are apart at most, beside those that are missing."""
WIDEST = 1.8
"""How many times as long as one sentence the two are that it is split into."""
UNKNOWN = 0.5
"""How alike sides are of which one has nothing to be recognised by."""
CLOSE = 0.55
"""Sides that are at least so alike are taken for translations without looking for better ones."""


class Bead(NamedTuple):
    """Sentences of one text, and those of the other that say the same."""

    here: tuple[Unit, ...]
    there: tuple[Unit, ...]


class Text(NamedTuple):
    """A section's Markdown and its language."""

    body: str
    language: str


@lru_cache(BEADS_CACHE_SIZE)
def align(here: Text, there: Text) -> tuple[Bead, ...]:
    """The beads of two sections in reading order; nothing where they are too long."""
    mine, theirs = read_units(*here), read_units(*there)
    if not mine or not theirs or max(len(mine), len(theirs)) > MOST_UNITS:
        return ()
    ratio = LENGTHS[here.language, there.language]
    if len(mine) == len(theirs):
        pairs = tuple(Bead((one,), (two,)) for one, two in zip(mine, theirs, strict=True))
        close = sum(worth(*pair, ratio) >= CLOSE for pair in pairs)
        if close == len(pairs) or close * LEAST_CLOSE < len(pairs):
            return pairs  # all translate each other, or hardly any does
    return find_best_beads(mine, theirs, ratio)


def find_best_beads(mine: Sequence[Unit], theirs: Sequence[Unit], ratio: float) -> tuple[Bead, ...]:
    """The row of beads that is worth most in all; those far from the diagonal are not tried."""
    rows, columns = len(mine), len(theirs)
    reach = REACH + abs(rows - columns)
    best = [[IMPOSSIBLE] * (columns + 1) for _row in range(rows + 1)]
    best[0][0] = (0.0, 0, 0)
    for i in range(rows + 1):
        for j in range(max(0, i - reach), min(columns, i + reach) + 1):
            for left, right, gain in MOVES:
                if left > i or right > j or best[i - left][j - right] is IMPOSSIBLE:
                    continue
                value = best[i - left][j - right][0] + gain
                if left and right:
                    value += worth(mine[i - left : i], theirs[j - right : j], ratio)
                best[i][j] = max(best[i][j], (value, left, right))
    return trace_beads(best, mine, theirs)


def trace_beads(
    best: list[list[tuple[float, int, int]]], mine: Sequence[Unit], theirs: Sequence[Unit]
) -> tuple[Bead, ...]:
    """The beads that lead to the end, read backwards from there."""
    beads = []
    i, j = len(mine), len(theirs)
    while i or j:
        _value, left, right = best[i][j]
        beads.append(Bead(tuple(mine[i - left : i]), tuple(theirs[j - right : j])))
        i, j = i - left, j - right
    return tuple(reversed(beads))


def worth(here: Sequence[Unit], there: Sequence[Unit], ratio: float) -> float:
    """How well two sides fit: what they share, less the difference of their lengths."""
    quotient = sum_sizes(here) / (sum_sizes(there) * ratio)
    if len(here) != len(there) and not WIDEST > quotient > 1 / WIDEST:
        return -1.0
    return likeness(here, there) - 0.5 * abs(log(quotient))


def sum_sizes(units: Sequence[Unit]) -> int:
    return units[0].size if len(units) == 1 else units[0].size + units[1].size


def likeness(here: Sequence[Unit], there: Sequence[Unit]) -> float:
    """The share of what the poorer side can be recognised by that the other has; from 0 to 1."""
    (meanings, marks), (other_meanings, other_marks) = join_bits(here), join_bits(there)
    common = (meanings & other_meanings).bit_count() + 1.5 * (marks & other_marks).bit_count()
    least = min(
        meanings.bit_count() + marks.bit_count(),
        other_meanings.bit_count() + other_marks.bit_count(),
    )
    return min(1.0, common / (0.5 * least + 0.5)) if least else UNKNOWN


def join_bits(units: Sequence[Unit]) -> tuple[int, int]:
    """The meanings and the marks of all."""
    meanings = marks = 0
    for each in units:
        meanings |= each.meanings
        marks |= each.marks
    return meanings, marks
