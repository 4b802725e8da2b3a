"""What the tests of careers share."""

import os
import time

import pytest

from careers.web.public_news import NEWS, Lease


@pytest.fixture
def lease(monkeypatch: pytest.MonkeyPatch) -> None:
    """What public pages need is kept in memory, as while nothing changes; a test that changes something takes another."""
    monkeypatch.setattr(NEWS, "process", os.getpid())
    monkeypatch.setattr(NEWS, "lease", Lease(time.monotonic_ns(), time.time() + 600, None))
