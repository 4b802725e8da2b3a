"""Passes on, once a second, what this process has counted and how its pool is."""

import logging
import threading
import time
from typing import Any

from django.db import DatabaseError, connections
from django.db.backends.postgresql.base import DatabaseWrapper

from careers.tallies import TALLIES
from config.metrics import series

PAUSE = 1.0
"""Seconds: what a process loses at most that is killed."""
POOL_NAMES = {
    "pool_size": "size",
    "pool_available": "available",
    "pool_max": "max",
    "requests_waiting": "waiting",
}

logger = logging.getLogger(__name__)


class PassingOn:
    """Of one process; what psycopg_pool counts from the start is passed on as what has been added."""

    def __init__(self) -> None:
        self.errors = 0

    def start(self) -> None:
        series.begin_with_zero()
        threading.Thread(target=self.go_on, name="metrics", daemon=True).start()

    def go_on(self) -> None:
        while True:
            time.sleep(PAUSE)
            try:
                self.pass_on()
            except (
                OSError,
                ValueError,
                DatabaseError,
            ):  # a full disk; the next second is another try
                logger.exception("Metrics of this process were not passed on.")

    def pass_on(self) -> None:
        for (name, *labels), number in TALLIES.take().items():
            counter = series.COUNTERS[name]
            (counter.labels(*labels) if labels else counter).inc(number)
        for view, seconds in TALLIES.take_times():
            series.REQUEST_SECONDS.labels(view).observe(seconds)
        self.pass_on_pool(read_pool())

    def pass_on_pool(self, found: dict[str, Any]) -> None:
        for theirs, ours in POOL_NAMES.items():
            series.POOL[ours].set(found.get(theirs, 0))
        errors = found.get("requests_errors", 0)
        series.POOL_ERRORS.inc(max(errors - self.errors, 0))
        self.errors = errors


def read_pool() -> dict[str, Any]:
    """What psycopg_pool says of itself; nothing where there is none.

    https://www.psycopg.org/psycopg3/docs/advanced/pool.html#pool-stats
    """
    own = connections["default"]
    pool = own.pool if isinstance(own, DatabaseWrapper) else None
    return {**pool.get_stats()} if pool else {}
