"""What this process has counted since it was last asked: numbers in memory, which cost a page next to nothing.

config/metrics passes them on to Prometheus where an operator wants that. The names are in config/metrics/series.py;
values of labels come from the code alone, never from what somebody sent.
"""

import threading
from collections import Counter

type Tally = tuple[str, ...]
"""The name of a series, and the values of its labels."""


class Tallies:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.counts: Counter[Tally] = Counter()
        self.times: list[tuple[str, float]] = []

    def add(self, *tally: str, by: int = 1) -> None:
        with self.lock:
            self.counts[tally] += by

    def time(self, view: str, seconds: float) -> None:
        """Only where somebody takes them: they are kept one by one."""
        self.times.append((view, seconds))

    def take_times(self) -> list[tuple[str, float]]:
        taken, self.times = self.times, []
        return taken

    def take(self) -> Counter[Tally]:
        """What was added since the last time."""
        with self.lock:
            taken, self.counts = self.counts, Counter()
        return taken


TALLIES = Tallies()
count = TALLIES.add
