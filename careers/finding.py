"""Which postings fit the words that somebody typed, best first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from careers.models import SearchEntry
from careers.models.search_entry import by_likeness, by_words
from careers.text.folding import folded
from careers.text.language import STOP_WORDS

MOST_TERMS = 8
FEMININE = re.compile(r"(?<=er)in(?:nen)?$")
SMALL = frozenset(folded(word) for words in STOP_WORDS.values() for word in words)
TOKEN = re.compile(r"[^\W_]+|.", re.DOTALL)
LEAST_COMMON = 5
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
    return list(dict.fromkeys(FEMININE.sub("", term) for term in terms))[:MOST_TERMS]


def find(words: str) -> Matches | None:
    """The open editions that have every word, or else words like them; None if nothing was asked.

    One query where something has the words, up to three where nothing has.
    """
    terms = terms_of(words)
    if not terms:
        return Matches(()) if words else None
    entries = SearchEntry.objects.open()
    if exact := entries.with_every(terms).best(by_words(terms)):
        return Matches(tuple(exact))
    if near := entries.with_every_like(terms).best(by_likeness(terms)):
        return Matches(tuple(near), is_near=True)
    known = entries.words_of_titles()
    parts = [part for term in terms for part in parts_of(term, known)]
    return Matches(tuple(entries.with_every(parts).best(by_words(parts))), is_near=True)


def parts_of(term: str, known: set[str]) -> list[str]:
    """The longest known word in a compound: "softwareentwickler" has "entwickler"; else itself."""
    within = [word for word in known if len(word) >= LEAST_COMMON and word in term]
    return [max(within, key=lambda word: (len(word), word))] if within else [term]


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
    common = len(common_beginning(word, term))
    return common >= max(LEAST_COMMON, COMMON_SHARE * max(len(term), len(word)))


def common_beginning(one: str, two: str) -> str:
    length = next(
        (n for n, pair in enumerate(zip(one, two, strict=False)) if pair[0] != pair[1]), None
    )
    return one[: min(len(one), len(two))] if length is None else one[:length]
