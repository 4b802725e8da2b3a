"""Files on their way in: chunks below Upload.folder in the document storage, named by offset."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from io import BytesIO
from tempfile import TemporaryFile
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.core.files.storage import storages

from applications.documents.sealed_storage import KeyedContent
from applications.documents.storage import document_storage
from applications.encryption.unreadable import UnreadableFile
from applications.models import Upload
from applications.models.data_key import KeyRing, ensure_key

INCOMING = "incoming"
GRACE = timedelta(days=1)


class MissingChunk(Exception):
    """Bytes that had arrived are gone; sending goes on at `offset`."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def chunk_name(upload: Upload, offset: int) -> str:
    return f"{upload.folder}/{offset:012d}"


def save_chunk(upload: Upload, content: bytes) -> None:
    """Make the next chunk durable; a try before, of which a crash left all or a part, is replaced."""
    name, key = chunk_name(upload, upload.received), ensure_key(upload.draft)
    document_storage().save_over(name, KeyedContent(BytesIO(content), key))


def read_chunks(upload: Upload, end: int) -> Iterator[bytes]:
    """What has arrived up to this offset, in order; MissingChunk where one is not in its place.

    One that cannot be opened is none, also because it came before chunks were encrypted: it is sent again.
    """
    offset, ring = 0, KeyRing()
    while offset < end:
        try:
            with document_storage().open_with(chunk_name(upload, offset), ring) as chunk:
                content = chunk.read()
        except (FileNotFoundError, UnreadableFile):
            content = b""
        if not content:
            raise MissingChunk(offset)
        yield content
        offset += len(content)


@contextmanager
def join_chunks(upload: Upload) -> Iterator["File[Any]"]:
    """All chunks as one seekable file with the upload's name, which has no name on the disk and vanishes afterwards.

    Raises MissingChunk where one is not in its place.
    """
    with TemporaryFile() as whole:
        for chunk in read_chunks(upload, upload.size):
            whole.write(chunk)
        whole.flush()
        yield File(whole, name=upload.name)


def digest_chunks(upload: Upload) -> str:
    """SHA-256 of the bytes that have arrived, in hexadecimal; MissingChunk if some are gone."""
    digest = hashlib.sha256()
    for chunk in read_chunks(upload, upload.received):
        digest.update(chunk)
    return digest.hexdigest()


def delete_chunks(folders: Iterable[str]) -> None:
    """Delete these folders of chunks now; those that are gone already are passed over."""
    storage = storages["documents"]
    for folder in folders:
        with suppress(FileNotFoundError):
            for name in storage.listdir(folder)[1]:
                storage.delete(f"{folder}/{name}")
            storage.delete(folder)


def sweep_chunks(now: datetime) -> int:
    """Delete folders of chunks that no upload names and nobody touched for GRACE; how many."""
    storage = storages["documents"]
    try:
        names = storage.listdir(INCOMING)[0]
    except FileNotFoundError:
        return 0
    known = {key.hex for key in Upload.objects.values_list("key", flat=True)}
    left = [f"{INCOMING}/{name}" for name in names if name not in known]
    old = [folder for folder in left if is_old(folder, now)]
    delete_chunks(old)
    return len(old)


def is_old(name: str, now: datetime) -> bool:
    """Whether nobody has touched a file or folder for GRACE; one that was just deleted is not old."""
    with suppress(FileNotFoundError):
        return storages["documents"].get_modified_time(name) < now - GRACE
    return False


def chunk_folder(key: UUID) -> str:
    return Upload(key=key).folder
