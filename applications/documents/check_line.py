"""The line before the upload check: nobody's files keep all threads of a web process from serving pages."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Condition

from django.conf import settings

LONGEST_LINE = 3
"""Files that are read or wait to be, of one process."""
PLACES_OF_NETWORKS = (1, 2, 2)
"""Of one network, and of those around it (careers.web.client_address)."""
LONGEST_WAIT = 2.0
"""Seconds for a place behind a file of one's own network, as after a double click; most files need hundredths."""


class NoPlace(Exception):
    """So many files are read already that one more would take what others need."""


class CheckLine:
    """Who is in it: no more than leave a thread for pages, of each network no more than leave a place for others."""

    def __init__(self) -> None:
        self._turn = Condition()
        self._inside = 0
        self._held: Counter[str] = Counter()

    @contextmanager
    def place(self, networks: Sequence[str]) -> Iterator[None]:
        """Raises NoPlace, at once unless the files before are of the same network and others find a place meanwhile.

        In: the sender's network and those around it, from the narrowest; none for files of nobody's.
        """
        with self._turn:
            self._enter(networks)
            self._held.update(networks)
        try:
            yield
        finally:
            with self._turn:
                self._inside -= 1
                self._held.subtract(networks)
                self._held += Counter()  # without those that have none
                self._turn.notify_all()

    def _enter(self, networks: Sequence[str]) -> None:
        places = max(1, min(LONGEST_LINE, settings.WEB_THREADS - 1))
        is_first = self._has_room(networks)
        if self._inside + (not is_first) >= places:
            raise NoPlace
        self._inside += 1
        if is_first or self._turn.wait_for(lambda: self._has_room(networks), LONGEST_WAIT):
            return
        self._inside -= 1
        raise NoPlace

    def _has_room(self, networks: Sequence[str]) -> bool:
        places = zip(networks, PLACES_OF_NETWORKS, strict=False)
        return all(self._held[network] < most for network, most in places)
