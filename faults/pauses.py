"""Places at which a process of the product waits to be killed, so that a case hits them on purpose.

The product has no such place: faults.settings puts this storage in place of its own and this middleware
behind its own, and nothing but a run of `make faults` uses those settings. A case asks for one stop by a
file in the folder FAULTS_PAUSES; the process that takes it away says so by another one, and waits.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, override

from django.core.files.base import File
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from applications.documents.storage import DocumentStorage

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


class HalfFile(File[Any]):
    """Stops after the first half of its content."""

    @override
    def chunks(self, chunk_size: int | None = None) -> Iterator[Any]:
        content = self.read()
        yield content[: len(content) // 2]
        stop_here(HALF_WRITTEN)
        yield content[len(content) // 2 :]


class PausingStorage(DocumentStorage):
    """The storage of documents with three places to be killed at."""

    def _save(self, name: str, content: "File[Any]") -> str:
        stored = super()._save(name, HalfFile(content))
        stop_here(STORED)
        return stored

    def delete(self, name: str) -> None:
        super().delete(name)
        stop_here(DELETED)


def pause_before_answer(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Stop after the view of a review has answered "sent", which is after its commit."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method == "POST" and "?sent" in response.headers.get("Location", ""):
            stop_here(ANSWERED)
        return response

    return middleware
