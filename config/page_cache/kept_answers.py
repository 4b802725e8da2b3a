"""The answers that a process keeps, within a number of bytes; what nobody asked for longest goes first."""

import threading
from collections import OrderedDict
from typing import NamedTuple

from config.page_cache.keys import Key
from config.page_cache.public_answers import PublicAnswer

SHARE_OF_QUERIES = 0.25
"""Of the memory, for lists with a query: strangers can make up any number of them, but push out no page."""
LARGEST_SHARE = 0.1
"""Of the memory for its kind: a larger answer would push out too many others."""


class Kept(NamedTuple):
    answer: PublicAnswer
    size: int


class Shelf:
    """Answers of one kind, the least lately used first."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.bytes = most_bytes, 0
        self.kept: OrderedDict[Key, Kept] = OrderedDict()

    def get(self, key: Key) -> PublicAnswer | None:
        found = self.kept.get(key)
        if found is None:
            return None
        self.kept.move_to_end(key)
        return found.answer

    def keep(self, key: Key, answer: PublicAnswer) -> bool:
        """Whether it is kept now: not if it is too large."""
        self.remove(key)
        size = answer.size + len(key.path) + len(key.query)
        if size > self.most_bytes * LARGEST_SHARE:
            return False
        while self.bytes + size > self.most_bytes:
            self.remove(next(iter(self.kept)))
        self.kept[key], self.bytes = Kept(answer, size), self.bytes + size
        return True

    def remove(self, key: Key) -> None:
        if key in self.kept:
            self.bytes -= self.kept.pop(key).size


class KeptAnswers:
    """Holds under one lease at a time (its number): a new one finds nothing of the one before."""

    def __init__(self, most_bytes: int) -> None:
        self.lock = threading.Lock()
        self.most_bytes = most_bytes
        self.number = 0
        self.kept_before: set[Key] = set()
        self.clear()

    def clear(self) -> None:
        of_queries = int(self.most_bytes * SHARE_OF_QUERIES)
        self.pages, self.queries = Shelf(self.most_bytes - of_queries), Shelf(of_queries)

    @property
    def bytes(self) -> int:
        return self.pages.bytes + self.queries.bytes

    def get(self, number: int, key: Key) -> PublicAnswer | None:
        with self.lock:
            return self.shelf(number, key).get(key)

    def keep(self, number: int, key: Key, answer: PublicAnswer) -> bool:
        """Whether it is kept now."""
        with self.lock:
            return number >= self.number and self.shelf(number, key).keep(key, answer)

    def shelf(self, number: int, key: Key) -> Shelf:
        """Where the answer stands if there is one; what an older lease has left goes now."""
        if number > self.number:
            self.number = number
            self.kept_before = {*self.pages.kept, *self.queries.kept}
            self.clear()
        return self.queries if key.query else self.pages
