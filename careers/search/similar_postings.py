"""Other open postings that a reader of one may like: of its department, or with words of its title."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import F, Q

from careers.models import EditionText, SearchEntry
from careers.models.page_reads import CardRow, load_card_rows
from careers.models.search_entry import is_whole_word
from careers.search.facet_sets import join_sets
from careers.search.matching import search_terms
from careers.search.open_postings import OPEN_POSTINGS, OpenPostings
from careers.web.kept_by_lease import KeptByLease

MOST_SHOWN = 3
SHORTEST_TERM = 3
"""Letters; shorter terms begin words that have nothing to do with them."""
BEGINS_A_WORD, OF_DEPARTMENT, PART_OF_A_WORD = 4, 3, 2
"""Points of likeness; a posting with none is not alike."""
FREQUENT = 1_000
"""Postings with a word in their title from which on they are kept as a set: that is quick, and takes a bit of each."""


@dataclass(frozen=True)
class OpenTitles:
    """Open postings, and the places of those that have a word in the title they are shown with."""

    postings: OpenPostings
    places: Mapping[str, "array[int]"]
    frequent: Mapping[str, int]

    def find_words(self, term: str) -> Iterator[str]:
        """All words of titles that the term is a part of; only itself if longer ones have nothing to do with it."""
        if is_whole_word(term):
            return iter([term] if term in self.places else [])
        return (word for word in self.places if term in word)

    def find_postings(self, word: str) -> int:
        """The set of those with this word."""
        if word in self.frequent:
            return self.frequent[word]
        return build_set(self.places[word], len(self.postings.texts))


class Likeness:
    """Points of many postings at once: plane n holds those whose points have bit n set."""

    def __init__(self) -> None:
        self.planes: list[int] = []

    def add(self, postings: int, points: int) -> None:
        """To each of a set of postings."""
        plane = 0
        while points >> plane:
            if points >> plane & 1:
                self.add_bit(postings, plane)
            plane += 1

    def add_bit(self, postings: int, plane: int) -> None:
        carry = postings
        while carry:
            self.planes += [0] * (plane + 1 - len(self.planes))
            self.planes[plane], carry = self.planes[plane] ^ carry, self.planes[plane] & carry
            plane += 1

    def find_most(self, among: int) -> int:
        """Those of a set with the most points, of whom there is at least one point."""
        found = among & join_sets(self.planes)
        for plane in reversed(self.planes):
            found = found & plane or found
        return found


def find_similar_postings(text: EditionText, language: str) -> list[CardRow]:
    """At most three, most similar first, each in the reader's language where it has one; one query.

    A word of the title that begins one there counts most, then the same department, then a word
    that is part of a longer one; among equals the newest.
    """
    titles = OPEN_TITLES.get(language)
    places = find_similar_places(titles, text)
    return load_card_rows([titles.postings.texts[place] for place in places])


def find_similar_places(titles: OpenTitles, text: EditionText) -> list[int]:
    likeness = measure_likeness(titles, text)
    left = titles.postings.facets.everything
    for own in titles.postings.find([text.edition_id]):
        left &= ~(1 << own)
    places: list[int] = []
    while len(places) < MOST_SHOWN and (found := likeness.find_most(left)):
        places.append(found.bit_length() - 1)
        left &= ~(1 << places[-1])
    return places


def measure_likeness(titles: OpenTitles, text: EditionText) -> Likeness:
    """How much each open posting has in common with this one."""
    likeness = Likeness()
    department = f"department:{text.edition.facts['department']}"
    likeness.add(titles.postings.facets.members.get(department, 0), OF_DEPARTMENT)
    for term in search_terms(text.title, text.language):
        if len(term) >= SHORTEST_TERM:
            words = [*titles.find_words(term)]
            begun = join_sets(titles.find_postings(w) for w in words if w.startswith(term))
            parts = join_sets(titles.find_postings(w) for w in words if not w.startswith(term))
            likeness.add(begun, BEGINS_A_WORD)
            likeness.add(parts & ~begun, PART_OF_A_WORD)
    return likeness


def build_set(places: "array[int]", number: int) -> int:
    """The set of a few of `number` places."""
    marks = bytearray(number // 8 + 1)
    for place in places:
        marks[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(marks, "little")


def load_open_titles(language: str) -> OpenTitles:
    """In one query, besides that for the open postings; `language` is the reader's."""
    postings = OPEN_POSTINGS.get(language)
    entries = SearchEntry.objects.open().filter(is_shown_in(language))
    found: dict[str, array[int]] = {}
    rows = [*entries.values_list("edition", "title")]
    for edition, title in rows:
        for place in postings.find([edition]):
            for word in set(title.split()):
                found.setdefault(word, array("I")).append(place)
    number = len(postings.texts)
    many = {word: build_set(at, number) for word, at in found.items() if len(at) > FREQUENT}
    return OpenTitles(postings, found, many)


def is_shown_in(language: str) -> Q:
    """One entry a posting, as EditionTextQuerySet.shown_in has one text."""
    is_missing = ~Q(edition__languages__contains=[language])
    return Q(language=language) | (is_missing & Q(language=F("edition__languages__0")))


OPEN_TITLES = KeptByLease(load_open_titles)
"""By the reader's language."""
