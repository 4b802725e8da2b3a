"""Points of many postings at once, as sets (careers.search.facet_sets): adding costs the same for one and for all."""

from collections.abc import Iterator
from itertools import islice

from careers.search.facet_sets import join_sets


class Likeness:
    """Plane n is the set of those whose points have bit n set."""

    def __init__(self) -> None:
        self.planes: list[int] = []

    def add(self, postings: int, points: int) -> None:
        """To each of a set of postings."""
        for plane in range(points.bit_length()):
            if points >> plane & 1:
                self.add_bit(postings, plane)

    def add_bit(self, postings: int, plane: int) -> None:
        carry = postings
        while carry:
            self.planes += [0] * (plane + 1 - len(self.planes))
            self.planes[plane], carry = self.planes[plane] ^ carry, self.planes[plane] & carry
            plane += 1

    def find_most(self, among: int) -> int:
        """Those of a set with the most points, at least one."""
        found = among & join_sets(self.planes)
        for plane in reversed(self.planes):
            found = found & plane or found
        return found

    def find_best(self, among: int, number: int) -> list[int]:
        """The places of so many of a set that have any points, the most points first, then the newest."""
        places: list[int] = []
        while len(places) < number and (found := self.find_most(among)):
            among &= ~found
            places += islice(list_newest(found), number - len(places))
        return places


def list_newest(postings: int) -> Iterator[int]:
    """The places of a set, the last first."""
    marks = format(postings, "b")
    last, at = len(marks) - 1, marks.find("1")
    while at >= 0:
        yield last - at
        at = marks.find("1", at + 1)
