"""A steady load: so many visitors at a time, each of whom begins when another one is done."""

import itertools
import threading
import time
from collections.abc import Callable

from faults.visitor import Told, Unexpected, Visitor
from faults.waiting import wait_until

AT_A_TIME = 6
LONGEST = 240.0
"""Seconds within which a load comes to the number of acknowledgements that is asked for."""

type Invite = Callable[[int], Visitor]


class Load:
    """Visitors of one case, and what they were told."""

    def __init__(self, invite: Invite, *, at_a_time: int = AT_A_TIME) -> None:
        self.invite, self.numbers = invite, itertools.count()
        self.told: list[Told] = []
        self.surprises: list[str] = []
        self.is_over = threading.Event()
        self.threads = [threading.Thread(target=self.work, daemon=True) for _ in range(at_a_time)]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def work(self) -> None:
        while not self.is_over.is_set():
            visitor = self.invite(next(self.numbers))
            try:
                self.told.append(visitor.apply())
            except Unexpected as surprise:
                self.surprises.append(str(surprise))
                self.told.append(visitor.told)
                time.sleep(1)

    @property
    def acknowledged(self) -> list[Told]:
        return [one for one in [*self.told] if one.acknowledged]

    def wait_for(self, count: int) -> None:
        """Until so many more applications are acknowledged."""
        wanted = len(self.acknowledged) + count
        wait_until(lambda: len(self.acknowledged) >= wanted, LONGEST, f"{wanted} acknowledged")

    def first_after(self, moment: float) -> float | None:
        """When the first application after a moment was acknowledged; both as time.monotonic() counts."""
        return min(
            (one.acknowledged for one in self.acknowledged if one.acknowledged > moment),
            default=None,
        )

    def stop(self) -> None:
        """Whoever has begun goes on to the end."""
        self.is_over.set()
        for thread in self.threads:
            thread.join()
