"""Which postings fit the words that somebody typed, best first."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, takewhile

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString
from rapidfuzz.distance import OSA

from careers.languages import language_codes
from careers.models import SearchEntry, SearchWord
from careers.models.search_entry import (
    MOST_FOUND,
    SearchEntryQuerySet,
    is_whole_word,
    word_rank,
)
from careers.search.candidates import find_known_editions, find_promising_editions
from careers.search.open_titles import OPEN_TITLES
from careers.text.folding import fold_known_words
from careers.text.stop_words import all_stop_words
from careers.text.synonyms import build_thesaurus, find_synonyms, join_phrases, single_terms
from careers.web.search_load import TYPOS_COST, add_search_cost

MOST_TERMS = 8
MOST_CORRECTED = 3
"""Unknown words of a search that are looked at for typos and compounds; the others are left out."""
MOST_RANKED = 200
"""Editions that memory recommends, and as many others, where there are too many to rank all."""
WORD = re.compile(r"[^\W_]+")
LEAST_COMMON = 5
LETTERS_PER_TYPO = 4
LEAST_LIKENESS = 0.45
COMMON_SHARE = 0.7
LEAST_MARKED = 5


@dataclass(frozen=True)
class Matches:
    """The editions that fit, best first; `is_near` if none has all words as they are spelled."""

    editions: tuple[int, ...]
    is_near: bool = False


def search_terms(words: str, language: str) -> list[str]:
    """What to look for: folded words without the small ones, at most MOST_TERMS.

    `language` is the reader's. "Entwicklerin" looks for both forms.
    """
    return list(dict.fromkeys(single_terms(words, language)))[:MOST_TERMS]


def highlight_terms(words: str, language: str) -> list[str]:
    """What is marked in a title: the words, and what else people call the same."""
    terms = search_terms(words, language)
    others = (each.word for term in join_phrases(terms) for each in find_synonyms(term))
    return [*terms, *dict.fromkeys(word for word in others if len(word) >= LEAST_MARKED)]


def find_editions(words: str, language: str) -> Matches | None:
    """The open editions that have every word, or else similar words; None for an empty search.

    `language` is the reader's: its stop words are left out where there are other words.
    A synonym in the title or the facts counts as the word. One query where something matches, at
    most 12 where nothing does, however many words; of unknown ones MOST_CORRECTED are corrected.
    """
    terms, entries = search_terms(words, language), SearchEntry.objects.open()
    if not terms:
        return Matches(()) if words else None
    if found := find_best_editions(entries, join_phrases(terms)):
        return Matches(tuple(found))
    add_search_cost(TYPOS_COST)
    return Matches(tuple(find_nearest_editions(entries, terms)), is_near=True)


def find_new_editions(words: str, language: str, after: datetime) -> Matches | None:
    """As find_editions(), in no order and without similar words, of postings first published after a moment; one query."""
    terms = search_terms(words, language)
    if not terms:
        return Matches(()) if words else None
    new = SearchEntry.objects.open().filter(edition__current_for__published_at__gt=after)
    return Matches(tuple(new.with_every_term(join_phrases(terms)).some_editions()))


def find_best_editions(entries: SearchEntryQuerySet, phrases: Sequence[str]) -> list[int]:
    """The open editions with every phrase, best first, at most MOST_FOUND; `entries` are the open ones.

    All are ranked unless they are that many: then those that memory knows to have the words in title
    and facts, or where these are few a few others, too, ahead of the rest.
    """
    known = find_known_editions(phrases, MOST_FOUND)
    found = known if len(known) == MOST_FOUND else find_some_editions(entries, phrases)
    if len(found) < MOST_FOUND:
        known, ranked = [], found
    elif len(known) >= MOST_RANKED:
        ranked = known[:MOST_RANKED]
    else:
        ranked = [*find_promising_editions(phrases, MOST_RANKED), *found[:MOST_RANKED]]
    with_words = SearchEntry.objects.of_editions(ranked).with_every_term(phrases)
    best = with_words.best_editions(word_rank(phrases)) if found else []
    return list(dict.fromkeys([*best, *known, *sorted(found, reverse=True)]))[:MOST_FOUND]


def find_some_editions(entries: SearchEntryQuerySet, phrases: Sequence[str]) -> list[int]:
    """The editions of at most MOST_FOUND entries with every phrase, those first that an index finds."""
    found = entries.with_every_stem(phrases).some_editions()
    return found if len(found) == MOST_FOUND else entries.with_every_term(phrases).some_editions()


def find_nearest_editions(entries: SearchEntryQuerySet, terms: Sequence[str]) -> list[int]:
    """What comes close: typos corrected, compounds split, only some of the words."""
    known = (
        find_known(entries, terms) if len(terms) > 1 else set()
    )  # one word is known to be in none
    unknown = [term for term in terms if term not in known]
    meant = correct_typos(unknown[:MOST_CORRECTED])
    corrected = [meant.get(term, term) for term in terms]
    if len(unknown) <= MOST_CORRECTED and (
        found := find_best_editions(entries, join_phrases(corrected))
    ):
        return found
    known |= find_known(entries, [word for word in meant.values() if word not in known])
    some = split_compounds([word for word in corrected if word in known | {*meant.values()}], known)
    return entries.with_any_term(some).best_editions(word_rank(some))


def split_compounds(words: Sequence[str], known: Collection[str]) -> list[str]:
    """The known words as they are, the parts of the others."""
    of_titles = title_words() | build_thesaurus().keys()
    parts = ([word] if word in known else compound_parts(word, of_titles) for word in words)
    return list(dict.fromkeys(chain.from_iterable(parts)))


def title_words() -> set[str]:
    """Every word of every title that is shown; by them compounds are split."""
    return {word for code in language_codes() for word in OPEN_TITLES.get(code).places}


def find_known(entries: SearchEntryQuerySet, terms: Sequence[str]) -> set[str]:
    """Those of the terms that an entry has; two queries."""
    return entries.find_known(terms, parts=SearchWord.objects.find_parts(terms))


def correct_typos(terms: Sequence[str]) -> dict[str, str]:
    """For each term the word that is meant; one query, as long as they are few."""
    found = SearchWord.objects.find_candidates(terms, LETTERS_PER_TYPO)
    return {term: choose_word(term, found[term]) for term in terms}


def choose_word(term: str, candidates: Mapping[str, float]) -> str:
    """The word of an ad, or of the list of synonyms, that differs least from the term.

    By at most one typo in LETTERS_PER_TYPO, a letter added, left out, replaced or swapped with the
    next (optimal string alignment); else the one that shares LEAST_LIKENESS of its letters.
    """
    most = len(term) // LETTERS_PER_TYPO
    alike = max(candidates, key=lambda word: candidates[word], default=term)
    if candidates.get(alike, 0) < LEAST_LIKENESS:
        alike = term
    known = {*candidates, *build_thesaurus()}
    typos = {word: OSA.distance(term, word, score_cutoff=most) for word in known}
    near = [word for word, number in typos.items() if number <= most]
    return min(near, key=lambda word: (typos[word], word), default=alike)


def compound_parts(term: str, known: Collection[str]) -> list[str]:
    """The known words that a compound contains, or else the end that it shares with one.

    "eventmanager" has "event" and "manager", "webentwickler" shares "entwickler" with
    "softwareentwickler"; a word that has nothing in common stands for itself.
    """
    tail = term[-LEAST_COMMON - 1 :]
    within = {word for word in known if len(word) >= LEAST_COMMON and word in term} - {term}
    if within:
        return [word for word in within if not any(word in more for more in within - {word})]
    alike = (word for word in known if word.endswith(tail) and word != term)
    ends = (shared_beginning(term[::-1], word[::-1])[::-1] for word in alike)
    common = max(ends, key=lambda end: (len(end), end), default="")
    return [common if len(common) > LEAST_COMMON else term]


def highlight_words(text: str, terms: Sequence[str]) -> SafeString:
    """The text, escaped, with a <mark> around each word that one of the terms found."""
    marked, last = [], 0
    for word in WORD.finditer(text) if terms else ():
        if is_match(word[0], terms):
            marked.append((text[last : word.start()], word[0]))
            last = word.end()
    return format_html_join("", "{}<mark>{}</mark>", marked) + escape(text[last:])


def is_match(word: str, terms: Sequence[str]) -> bool:
    bare = fold_known_words(word)
    if bare in all_stop_words() and not word.isupper():
        return False
    return bool(bare) and any(is_form_of(bare, term) for term in terms)


def is_form_of(word: str, term: str) -> bool:
    """Whether a word contains the term, or has so much of its beginning that it is a form of it."""
    if is_whole_word(term):
        return word == term
    if word.startswith(term) or (len(term) >= LEAST_COMMON - 1 and term in word):
        return True
    common = len(shared_beginning(word, term))
    return common >= max(LEAST_COMMON, COMMON_SHARE * max(len(term), len(word)))


def shared_beginning(one: str, two: str) -> str:
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False))
    return "".join(letter for letter, _same in pairs)
