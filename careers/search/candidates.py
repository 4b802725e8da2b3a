"""Which postings are worth ranking where a word stands in many: those with it in title or facts, as memory has them."""

from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest

from careers.languages import language_codes
from careers.models.search_entry import LEAST_PART, anywhere, beginning
from careers.search.likeness import Likeness
from careers.search.open_titles import OPEN_TITLES, OpenTitles
from careers.text.folding import fold_known_words
from careers.text.synonyms import find_synonyms

BEGINS_IN_TITLE, IN_FACTS, RELATED, IN_TITLE = 10, 8, 7, 5
"""In the proportions of careers.models.search_entry.term_rank."""


def find_promising_editions(terms: Sequence[str], number: int) -> list[int]:
    """At most so many open editions that have most of the folded terms in title and facts, in each language."""
    return take_turns(
        find_best(titles, terms, language, titles.postings.facets.everything, number)
        for language, titles in open_titles()
    )


def find_known_editions(terms: Sequence[str], number: int) -> list[int]:
    """At most so many open editions that have each of the folded terms in title or facts, best first.

    None where nothing is kept: all titles would be read for each search.
    """
    if not OPEN_TITLES.is_kept():
        return []
    found = take_turns(
        find_best(titles, terms, language, find_having_all(titles, terms), number)
        for language, titles in open_titles()
    )
    return found[:number]


def open_titles() -> list[tuple[str, OpenTitles]]:
    return [(language, OPEN_TITLES.get(language)) for language in language_codes()]


def take_turns(lists: Iterable[Sequence[int]]) -> list[int]:
    """The first of each list, then the second of each and so on, everything once."""
    in_turns = chain.from_iterable(zip_longest(*lists))
    return list(dict.fromkeys(key for key in in_turns if key is not None))


def find_best(
    titles: OpenTitles, terms: Sequence[str], language: str, among: int, number: int
) -> list[int]:
    """At most so many editions of a set of postings, those with most points first, then the newest."""
    likeness = Likeness()
    for term in terms if among else ():
        add_term(likeness, titles, term, language)
    editions = titles.postings.editions
    return [editions[place] for place in likeness.find_best(among, number)]


def find_having_all(titles: OpenTitles, terms: Sequence[str]) -> int:
    """Postings with each term in title or facts, short ones as a word of its own as with_every_term() wants them."""
    found = titles.postings.facets.everything
    for term in terms:
        part = anywhere(term) if len(term) >= LEAST_PART else f" {term} "
        found &= titles.find(part) | find_in_facts(titles, part)
    return found


def add_term(likeness: Likeness, titles: OpenTitles, term: str, language: str) -> None:
    """The points of the best place where each posting has the term."""
    others = [word for code, word in find_synonyms(term) if code == language]
    by_points = (
        (BEGINS_IN_TITLE, titles.find(beginning(term))),
        (IN_FACTS, find_in_facts(titles, beginning(term))),
        (RELATED, titles.find_any(others)),
        (IN_TITLE, titles.find(anywhere(term))),
    )
    left = titles.postings.facets.everything
    for points, postings in by_points:
        likeness.add(postings & left, points)
        left &= ~postings


def find_in_facts(titles: OpenTitles, words: str) -> int:
    """Postings with the words in the name of a place, a department and so on."""
    facets, found = titles.postings.facets, 0
    for facet, label in facets.labels.items():
        if words in f" {fold_known_words(label)} ":
            found |= facets.members[facet]
    return found
