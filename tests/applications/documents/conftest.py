"""The process that forks those which read documents."""

from collections.abc import Iterator
from typing import IO

import pytest

from applications.documents import upload_check
from applications.documents.child_process import Outcome, frames, running
from applications.documents.child_process.running import ForkServer, Function


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ForkServer]:
    """One that is not started yet, in the place of that of the process."""
    own = ForkServer()
    monkeypatch.setattr(running, "SERVER", own)
    yield own
    own.stop()


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process, for tests of limits that they lower; a child would not know."""

    def run_here(
        function: Function, content: IO[bytes], *_limits: object, output: IO[bytes]
    ) -> Outcome:
        monkeypatch.setattr(frames, "OUTPUT", output.fileno())
        return Outcome([*function(content, {})])

    monkeypatch.setattr(upload_check, "run_in_child", run_here)
