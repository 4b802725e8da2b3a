"""Which postings are worth ranking where a word stands in many: those with it in title or facts, as memory has them."""

from collections.abc import Sequence

from careers.languages import language_codes
from careers.models.search_entry import anywhere, beginning
from careers.search.likeness import Likeness
from careers.search.open_titles import OPEN_TITLES, OpenTitles
from careers.text.folding import fold_words
from careers.text.synonyms import find_synonyms

BEGINS_IN_TITLE, IN_FACTS, RELATED, IN_TITLE = 10, 8, 7, 5
"""In the proportions of careers.models.search_entry.term_rank."""


def find_promising_editions(terms: Sequence[str], number: int) -> list[int]:
    """At most so many open editions that have most of the folded terms in title and facts, in each language."""
    found: dict[int, None] = {}
    for language in language_codes():
        titles = OPEN_TITLES.get(language)
        likeness = Likeness()
        for term in terms:
            add_term(likeness, titles, term, language)
        places = likeness.find_best(titles.postings.facets.everything, number)
        found |= dict.fromkeys(titles.postings.editions[place] for place in places)
    return [*found]


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
        if words in f" {fold_words(label)} ":
            found |= facets.members[facet]
    return found
