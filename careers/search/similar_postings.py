"""Other open postings that a reader of one may like: of its department, or with words of its title."""

from careers.models import EditionText
from careers.models.page_reads import CardRow
from careers.models.search_entry import anywhere, beginning
from careers.search.likeness import Likeness
from careers.search.matching import search_terms
from careers.search.open_titles import OPEN_TITLES, OpenTitles

MOST_SHOWN = 3
SHORTEST_TERM = 3
"""Letters; shorter terms begin words that have nothing to do with them."""
BEGINS_A_WORD, OF_DEPARTMENT, PART_OF_A_WORD = 4, 3, 2
"""Points of likeness; a posting with none is not alike."""


def find_similar_postings(text: EditionText, language: str) -> list[CardRow]:
    """At most three, most similar first, each in the reader's language where it has one; at most one query.

    A word of the title that begins one there counts most, then the same department, then a word
    that is part of a longer one; among equals the newest.
    """
    titles = OPEN_TITLES.get(language)
    left = titles.postings.facets.everything
    for own in titles.postings.find([text.edition_id]):
        left &= ~(1 << own)
    places = measure_likeness(titles, text).find_best(left, MOST_SHOWN)
    return titles.find_cards(places)


def measure_likeness(titles: OpenTitles, text: EditionText) -> Likeness:
    """How much each open posting has in common with this one."""
    likeness = Likeness()
    department = f"department:{text.edition.facts['department']}"
    likeness.add(titles.postings.facets.members.get(department, 0), OF_DEPARTMENT)
    for term in search_terms(text.title, text.language):
        if len(term) >= SHORTEST_TERM:
            begun, parts = titles.find(beginning(term)), titles.find(anywhere(term))
            likeness.add(begun, BEGINS_A_WORD)
            likeness.add(parts & ~begun, PART_OF_A_WORD)
    return likeness
