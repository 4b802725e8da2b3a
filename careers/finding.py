"""Which postings fit the words that somebody typed, best first."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from careers.models import SearchEntry
from careers.models.search_entry import SearchEntryQuerySet, by_likeness, by_words
from careers.text.folding import folded
from careers.text.language import STOP_WORDS

MOST_TERMS = 8
FEMININE = re.compile(r"(er|ekt|ent|ant|ist|or|eur|at)in(?:nen)?$")
SMALL = frozenset(folded(word) for words in STOP_WORDS.values() for word in words) | {"a", "in"}
TOKEN = re.compile(r"[^\W_]+|.", re.DOTALL)
LEAST_COMMON = 5
LETTERS_PER_SLIP = 4
COMMON_SHARE = 0.7


@dataclass(frozen=True)
class Matches:
    """The editions that fit, best first; `is_near` if none has all words as they are spelled."""

    editions: tuple[int, ...]
    is_near: bool = False


def terms_of(words: str) -> list[str]:
    """What to look for: folded words without the small ones, at most MOST_TERMS.

    "IT" in capitals is a field of work, "it" is not. "Entwicklerin" looks for both forms.
    """
    kept = [word for word in words.split() if word.isupper() or folded(word) not in SMALL]
    terms = folded(" ".join(kept or words.split())).split()
    return list(dict.fromkeys(FEMININE.sub(r"\1", term) for term in terms))[:MOST_TERMS]


def find(words: str) -> Matches | None:
    """The open editions that have every word, or else words like them; None if nothing was asked.

    One query where something has the words, up to six where nothing has.
    """
    terms = terms_of(words)
    if not terms:
        return Matches(()) if words else None
    entries = SearchEntry.objects.open()
    if exact := entries.with_every(terms).best(by_words(terms)):
        return Matches(tuple(exact))
    return Matches(tuple(nearest(entries, terms)), is_near=True)


def nearest(entries: SearchEntryQuerySet, terms: Sequence[str]) -> list[int]:
    """What comes close: slips of the finger put right, words alike, parts of compounds, any word."""
    titles = entries.words_of_titles()
    meant = [meant_by(term, titles) for term in terms]
    if found := entries.with_every(meant).best(by_words(meant)):
        return found
    if found := entries.with_every_like(terms).best(by_likeness(terms)):
        return found
    parts = [part_of(term, titles) for term in meant]
    if found := entries.with_every(parts).best(by_words(parts)):
        return found
    return entries.with_any(parts).best(by_words(parts))


def meant_by(term: str, known: Collection[str]) -> str:
    """The known word that differs least from the term, by at most one slip in four letters."""
    most = len(term) // LETTERS_PER_SLIP
    slips = {word: distance(term, word) for word in known if abs(len(word) - len(term)) <= most}
    near = [word for word, number in slips.items() if number <= most]
    return min(near, key=lambda word: (slips[word], word), default=term)


def distance(one: str, two: str) -> int:
    """How many letters to add, leave out, replace or swap with the next (optimal string alignment)."""
    before, line = [0] * len(two), list(range(len(two) + 1))
    for row, letter in enumerate(one, 1):
        earlier, before, line = before, line, [row]
        for column, other in enumerate(two, 1):
            cost = min(before[column] + 1, line[-1] + 1, before[column - 1] + (letter != other))
            is_swap = row > 1 < column and (letter, one[row - 2]) == (two[column - 2], other)
            line.append(min(cost, earlier[column - 2] + 1) if is_swap else cost)
    return line[-1]


def part_of(term: str, known: Collection[str]) -> str:
    """What a compound has in common with a known word, which it contains or ends like.

    "webentwickler" has "entwickler" in common with "entwickler" and "softwareentwickler"; a
    word that has nothing in common stands for itself.
    """
    within = [word for word in known if len(word) >= LEAST_COMMON and word in term]
    ends = (shared_beginning(term[::-1], word[::-1])[::-1] for word in known)
    parts = [*within, *(end for end in ends if len(end) > LEAST_COMMON)]
    return max(parts, key=lambda part: (len(part), part), default=term)


def highlighted(text: str, terms: Sequence[str]) -> SafeString:
    """The text, escaped, with a <mark> around each word that one of the terms found."""
    if not terms:
        return format_html("{}", text)
    parts = (
        format_html("<mark>{}</mark>" if is_hit(part, terms) else "{}", part)
        for part in TOKEN.findall(text)
    )
    return format_html_join("", "{}", ((part,) for part in parts))


def is_hit(word: str, terms: Sequence[str]) -> bool:
    bare = folded(word)
    return bool(bare) and any(is_like(bare, term) for term in terms)


def is_like(word: str, term: str) -> bool:
    """Whether a word contains the term, or has so much of its beginning that it is a form of it."""
    if word.startswith(term) or (len(term) >= LEAST_COMMON - 1 and term in word):
        return True
    common = len(shared_beginning(word, term))
    return common >= max(LEAST_COMMON, COMMON_SHARE * max(len(term), len(word)))


def shared_beginning(one: str, two: str) -> str:
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False))
    return "".join(letter for letter, _same in pairs)
