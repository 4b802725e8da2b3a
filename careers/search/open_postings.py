"""All vacant positions as lists need them, in the memory of each web process: counted, sorted and cut into pages there.

At most one value a language. 100,000 postings take about 5 MB.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import overload

from django.utils.translation import override

from careers.models import EditionText
from careers.models.edition_text import FacetRow, complete_facets
from careers.search.facet_sets import FacetSets, Group
from careers.web.kept_by_lease import KeptByLease

NEVER = float("inf")
PIECE = 1_024
"""Places are counted in pieces of this length on the way to a page."""


@dataclass(frozen=True)
class OpenPostings:
    """Of each the text shown in one language; the place of a posting grows with its first publication."""

    texts: "array[int]"
    editions: "array[int]"
    numbers: "array[int]"
    deadlines: "array[float]"
    """Unix time, NEVER where there is none."""
    facets: FacetSets

    def find(self, editions: Iterable[int]) -> list[int]:
        """The places of those that are open, in the order of the editions."""
        keys, places = self.by_edition
        at = ((key, bisect_left(keys, key)) for key in editions)
        return [places[i] for key, i in at if i < len(keys) and keys[i] == key]

    @cached_property
    def by_edition(self) -> tuple["array[int]", "array[int]"]:
        pairs = sorted(zip(self.editions, range(len(self.editions)), strict=True))
        return array("q", (key for key, _ in pairs)), array("I", (place for _, place in pairs))

    @cached_property
    def by_deadline(self) -> "array[int]":
        """All places, the soonest deadline first, then the greatest number."""
        order = sorted(range(len(self.texts)), key=lambda i: (self.deadlines[i], -self.numbers[i]))
        return array("I", order)


class FoundTexts(Sequence[int]):
    """The keys of the texts that a search finds, newest first or in another order of places."""

    def __init__(
        self, postings: OpenPostings, found: int, order: Sequence[int] | None = None
    ) -> None:
        self.postings, self.order = postings, order
        self.number = found.bit_count()
        # Newest first, as text: "1" is a posting that was found.
        self.marks = format(found, "b").zfill(len(postings.texts)) if found else ""

    def __len__(self) -> int:
        return self.number

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, int):
            return self[index : index + 1][0]
        start, stop, _step = index.indices(self.number)
        places = self.newest_places(start) if self.order is None else self.places_in_order(start)
        return [self.postings.texts[place] for place in islice(places, stop - start)]

    def places_in_order(self, start: int) -> Iterator[int]:
        last, marks = len(self.postings.texts) - 1, self.marks
        found = (place for place in self.order or () if marks[last - place] == "1")
        return islice(found, start, None) if marks else iter(())

    def newest_places(self, start: int) -> Iterator[int]:
        """From that of the rank `start` on; whole pieces before it are counted and left out."""
        at, last = 0, len(self.postings.texts) - 1
        while (within := self.marks.count("1", at, at + PIECE)) <= start and at < last:
            at, start = at + PIECE, start - within
        for _rank in range(start):
            at = self.marks.index("1", at) + 1
        while (at := self.marks.find("1", at)) >= 0:
            yield last - at
            at += 1


def load_open_postings(language: str) -> OpenPostings:
    """In one query; `language` is the reader's."""
    texts, editions, numbers, deadlines = array("q"), array("q"), array("I"), array("d")
    places: dict[FacetRow, list[int]] = {}
    shown = EditionText.objects.vacant().shown_in(language).oldest_first()
    for place, (text, edition, number, closes_at, *row) in enumerate(shown.facet_rows()):
        texts.append(text)
        editions.append(edition)
        numbers.append(number)
        deadlines.append(closes_at.timestamp() if closes_at else NEVER)
        places.setdefault(FacetRow(*row), []).append(place)
    groups = (Group(*complete_facets(row), found) for row, found in places.items())
    with override(language):
        facets = FacetSets.from_groups(groups, len(texts))
    return OpenPostings(texts, editions, numbers, deadlines, facets)


OPEN_POSTINGS = KeptByLease(load_open_postings)
"""By the reader's language."""
