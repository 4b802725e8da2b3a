"""Places at which a process of the product can be made to wait, so that a case kills it there on purpose.

A case asks for one stop by a file in the folder FAULTS_PAUSES; the process that takes it away says so by
another one, and waits.
"""

import os
import time
from contextlib import suppress
from pathlib import Path

HALF_WRITTEN, STORED, ANSWERED, DELETED = "half-written", "stored", "answered", "deleted"
"""In the middle of a file; after it and before its row; after the commit and before the answer; after a file went."""
WEB, WORKER = "web", "worker"
SECONDS = 60.0
"""After which a process that nobody killed goes on."""


def stop_here(place: str) -> None:
    """Wait to be killed, if a case asked for it: the first process that comes by, and only that."""
    folder = Path(os.environ["FAULTS_PAUSES"])
    name = f"{os.environ.get('FAULTS_ROLE', '')}-{place}"
    with suppress(FileNotFoundError):
        (folder / name).unlink()
        (folder / f"{name}.reached").write_text(str(os.getpid()))
        time.sleep(SECONDS)
