"""The words in the titles of all open postings, in the memory of each web process: at most one value a language.

100,000 postings take about 5 MB.
"""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import F, Q

from careers.models import SearchEntry
from careers.models.page_reads import CardRow, find_card_rows
from careers.search.facet_sets import join_sets
from careers.search.open_postings import OPEN_POSTINGS, OpenPostings
from careers.web.kept_by_lease import KeptByLease

FREQUENT = 1_000
"""Postings with a word in their title from which on they are kept as a set: that is quick, and takes a bit of each."""

MOST_CARDS = 1_000


@dataclass(frozen=True)
class OpenTitles:
    """Open postings, and the places of those that have a word in the title they are shown with."""

    postings: OpenPostings
    places: Mapping[str, "array[int]"]
    frequent: Mapping[str, int]
    cards: dict[int, CardRow] = field(default_factory=dict)
    """Of what was last shown as similar, by the key of its text."""

    def find(self, part: str) -> int:
        """The set of those whose title has this part; a space stands where a word begins or ends."""
        return self.find_any(word for word in self.places if part in f" {word} ")

    def find_any(self, words: Iterable[str]) -> int:
        """Of those with one of some whole words; rare ones become one set, as each costs a pass over all."""
        known = [word for word in words if word in self.places]
        rare = (self.places[word] for word in known if word not in self.frequent)
        few = build_set(chain.from_iterable(rare), len(self.postings.texts))
        return few | join_sets(self.frequent[word] for word in known if word in self.frequent)

    def find_cards(self, places: Iterable[int]) -> list[CardRow]:
        """Of the postings at these places, in their order; at most one query."""
        keys = [self.postings.texts[place] for place in places]
        found = {key: card for key in keys if (card := self.cards.get(key))}
        found |= find_card_rows([key for key in keys if key not in found])
        if len(self.cards) > MOST_CARDS:
            self.cards.clear()
        self.cards.update(found)
        return [found[key] for key in keys if key in found]


def build_set(places: Iterable[int], number: int) -> int:
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
    for edition, title in entries.values_list("edition", "title"):
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
