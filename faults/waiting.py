"""Waiting for something that another process does."""

import time
from collections.abc import Callable


class WaitedTooLong(Exception):
    """What was waited for did not come."""


def wait_until(condition: Callable[[], object], seconds: float, what: str) -> None:
    """Look ten times a second; raises WaitedTooLong, with `what` as its text."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise WaitedTooLong(f"after {seconds:g} s not so: {what}")
        time.sleep(0.1)
