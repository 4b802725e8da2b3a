"""Where the files of exports lie: in the document storage, in a folder of their own, for some days."""

import io
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import storages

from applications.documents.chunks import is_old
from applications.documents.sealed_storage import KeyedContent
from applications.documents.storage import HALF_WRITTEN, delete_files, document_storage
from applications.models import DataKey

FOLDER = "exports"
"""Which the sweep of documents passes over; sweep_exports() is for this one."""
LOOKED_AT = 16 * 1024 * 1024
"""After so many bytes it is asked whether the disk still has room."""


class MadeFile(File[bytes]):
    """A file that is made while it is stored, chunk by chunk."""

    def __init__(self, made: Iterable[bytes]) -> None:
        super().__init__(io.BytesIO())
        self.made = made
        self.made_bytes = 0

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:  # noqa: ARG002 – as Django calls it
        written = 0
        for chunk in self.made:
            written += len(chunk)
            self.made_bytes += len(chunk)
            if written > LOOKED_AT:
                written = 0
                document_storage().refuse_when_full()
            yield chunk


def make_export_name() -> str:
    return f"{FOLDER}/{uuid4().hex}"


def store_export(name: str, made: Iterable[bytes], key: DataKey) -> int:
    """Keep what is made under this name and key, whole or not at all; its size.

    What a try before left there, of a worker that died, is replaced.
    """
    delete_export(name)
    content = MadeFile(made)
    storages["documents"].save(name, KeyedContent(content, key))
    return content.made_bytes


def open_stored(name: str) -> "File[Any]":
    return storages["documents"].open(name, "rb")


def delete_export(name: str) -> None:
    delete_files([name, f"{name}{HALF_WRITTEN}"])


def find_old_files(now: datetime) -> list[str]:
    """Names of files of exports that are older than the grace in which rows may still come."""
    with suppress(FileNotFoundError):
        names = [f"{FOLDER}/{name}" for name in storages["documents"].listdir(FOLDER)[1]]
        return [name for name in names if is_old(name, now)]
    return []
