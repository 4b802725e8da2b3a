"""Which postings fit the words that somebody typed, best first."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from rapidfuzz.distance import OSA

from careers.models import SearchEntry, SearchWord
from careers.models.search_entry import SearchEntryQuerySet, by_words
from careers.text.folding import fold_words
from careers.text.synonyms import build_thesaurus, find_synonyms, join_phrases, single_terms

MOST_TERMS = 8
TOKEN = re.compile(r"[^\W_]+|.", re.DOTALL)
LEAST_COMMON = 5
LETTERS_PER_SLIP = 4
LEAST_LIKENESS = 0.45
COMMON_SHARE = 0.7
LEAST_MARKED = 5


@dataclass(frozen=True)
class Matches:
    """The editions that fit, best first; `is_near` if none has all words as they are spelled."""

    editions: tuple[int, ...]
    is_near: bool = False


def terms_of(words: str) -> list[str]:
    """What to look for: folded words without the small ones, at most MOST_TERMS.

    "Entwicklerin" looks for both forms.
    """
    return list(dict.fromkeys(single_terms(words)))[:MOST_TERMS]


def terms_to_mark(words: str) -> list[str]:
    """What is marked in a title: the words, and what else people call the same."""
    terms = terms_of(words)
    others = (each.word for term in join_phrases(terms) for each in find_synonyms(term))
    return [*terms, *dict.fromkeys(word for word in others if len(word) >= LEAST_MARKED)]


def find(words: str) -> Matches | None:
    """The open editions that have every word, or else words like them; None if nothing was asked.

    A word counts as had where the title or the facts have another word for the same. One query
    where something has the words, at most four a word and three more where nothing has.
    """
    found, terms = find_exact(words), terms_of(words)
    if found is None or found.editions or not terms:
        return found
    return Matches(tuple(nearest(SearchEntry.objects.open(), terms)), is_near=True)


def find_exact(words: str) -> Matches | None:
    """Like find(), without what only comes close; at most one query."""
    terms = terms_of(words)
    if not terms:
        return Matches(()) if words else None
    phrases = join_phrases(terms)
    entries = SearchEntry.objects.open().with_every(phrases)
    return Matches(tuple(entries.best(by_words(phrases))))


def nearest(entries: SearchEntryQuerySet, terms: Sequence[str]) -> list[int]:
    """What comes close: slips of the finger put right, parts of compounds, some of the words."""
    meant = [term if entries.has_any(term) else meant_by(term) for term in terms]
    if found := entries.with_every(join_phrases(meant)).best(by_words(join_phrases(meant))):
        return found
    known = entries.words_of_titles() | build_thesaurus().keys()
    parts = ([term] if entries.has_any(term) else parts_of(term, known) for term in meant)
    some = list(dict.fromkeys(chain.from_iterable(parts)))
    return entries.with_any(some).best(by_words(some))


def meant_by(term: str) -> str:
    """The word of an ad, or of the list of synonyms, that differs least from the term.

    By at most one slip in LETTERS_PER_SLIP, a letter added, left out, replaced or swapped with the
    next (optimal string alignment); else the one that shares LEAST_LIKENESS of its letters.
    """
    most = len(term) // LETTERS_PER_SLIP
    like = dict(SearchWord.objects.like(term))
    alike = next((word for word, share in like.items() if share >= LEAST_LIKENESS), term)
    known = {*like, *SearchWord.objects.beginning_like(term, most), *build_thesaurus()}
    slips = {word: OSA.distance(term, word, score_cutoff=most) for word in known}
    near = [word for word, number in slips.items() if number <= most]
    return min(near, key=lambda word: (slips[word], word), default=alike)


def parts_of(term: str, known: Collection[str]) -> list[str]:
    """The known words that a compound contains, or else the end that it shares with one.

    "eventmanager" has "event" and "manager", "webentwickler" shares "entwickler" with
    "softwareentwickler"; a word that has nothing in common stands for itself.
    """
    within = {word for word in known if len(word) >= LEAST_COMMON and word in term} - {term}
    if within:
        return [word for word in within if not any(word in more for more in within - {word})]
    ends = (shared_beginning(term[::-1], word[::-1])[::-1] for word in known if word != term)
    common = max(ends, key=lambda end: (len(end), end), default="")
    return [common if len(common) > LEAST_COMMON else term]


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
    bare = fold_words(word)
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
