"""A storage and a middleware that wait to be killed; the product itself has no such place.

faults.settings puts the storage in the place of its own and the middleware behind its own, and nothing but a run of
`make faults` uses those settings.
"""

from collections.abc import Callable, Iterator
from typing import Any, cast, override

from django.core.files.base import File
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from applications.documents.sealed_storage import KeyedContent
from applications.documents.storage import DocumentStorage
from faults.places import ANSWERED, DELETED, HALF_WRITTEN, STORED, stop_here


class HalfFile(File[Any]):
    """Stops in the middle of each chunk of another file."""

    def __init__(self, whole: File[Any]) -> None:
        super().__init__(whole.file, whole.name)
        self.whole = whole

    @override
    def chunks(self, chunk_size: int | None = None) -> Iterator[Any]:
        for chunk in self.whole.chunks(chunk_size):
            yield chunk[: len(chunk) // 2]
            stop_here(HALF_WRITTEN)
            yield chunk[len(chunk) // 2 :]


class PausingStorage(DocumentStorage):
    """The storage of documents with three places to be killed at."""

    def _save(self, name: str, content: "File[Any]") -> str:
        keyed = cast(KeyedContent, content)
        stored = super()._save(name, KeyedContent(HalfFile(keyed.content), keyed.key))
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
