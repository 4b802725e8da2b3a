"""A phone on a train: a slow connection that stands still for a while."""

import time
from collections.abc import Iterator

from faults.browser import Browser, Site
from faults.visitor import Visitor

PIECE = 3_000
"""Bytes each tenth of a second: 30 kB/s."""
STALL = 20.0
"""Seconds in the middle of each body that is longer than a second."""


class SlowBrowser(Browser):
    """Sends bodies bit by bit."""

    def pace(self, body: bytes) -> Iterator[bytes]:
        stall_at = len(body) // 2 // PIECE * PIECE if len(body) > 10 * PIECE else -1
        for start in range(0, len(body), PIECE):
            time.sleep(STALL if start == stall_at else PIECE / 30_000)
            yield body[start : start + PIECE]


class Passenger(Visitor):
    """Applies with a CV of 300 kB, in one body or in chunks."""

    def __init__(self, site: Site, mark: str, number: int, form: str) -> None:
        super().__init__(site, mark, 4 * number, form)
        self.in_chunks = number % 2 == 1
        self.browser = SlowBrowser(site, f"127.3.0.{number + 1}")
