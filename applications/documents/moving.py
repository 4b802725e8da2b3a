"""Moves stored files from the former storage to the current one while the site runs and both are read."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from applications.documents.chunks import INCOMING
from applications.documents.sealed_storage import BLOCK, SealedStorage
from applications.documents.storage import HALF_WRITTEN, document_storage
from applications.documents.two_storages import TwoStorages
from applications.models import PlainFile, Upload

LOCK = zlib.crc32(b"move_documents")
TOLD_AFTER = 100
SETTLED = timedelta(hours=1)
"""After which no job writes a file once more; documents are written once, and pieces of files under a lock."""


class NotMoving(Exception):
    """There is one storage only, or somebody else moves files at this moment."""


class CopyDiffers(Exception):
    """What was read back from the current storage is not what was written there; the original is untouched."""


@dataclass
class Moved:
    """How far it is."""

    files: int = 0
    left: int = 0
    """Of files that are not encrypted yet, or that may be written anew at this moment."""


def move_files(now: datetime) -> Iterator[Moved]:
    """Move everything, telling after each TOLD_AFTER files and at the end.

    It may be killed at any moment and begins again with what is left. Raises NotMoving, CopyDiffers, and OSError if
    one of the two storages is away.
    """
    two = document_storage()
    if not isinstance(two, TwoStorages):
        raise NotMoving("DOCUMENTS_MOVE_FROM is not set.")
    two.refuse_other_place()
    done = Moved()
    with only_mover():
        for name in list_movable(two.former):
            if move_settled(two, name, now):
                done.files += 1
                if done.files % TOLD_AFTER == 0:
                    yield done
            else:
                done.left += two.former.exists(name)
        yield done


@contextmanager
def only_mover() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if cursor.fetchone() != (True,):
            raise NotMoving("Files are being moved by another process.")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def list_movable(storage: SealedStorage) -> Iterator[str]:
    return (name for name in storage.list_stored() if not is_half(name))


def is_half(name: str) -> bool:
    return name.endswith(HALF_WRITTEN)


def move_settled(two: TwoStorages, name: str, now: datetime) -> bool:
    """Whether the file was moved; a piece of a file under the lock by which others are written."""
    if name.startswith(f"{INCOMING}/"):
        return move_chunk(two, name)
    if PlainFile.objects.filter(pk=name).exists():
        return False
    if not is_document(name):
        with suppress(FileNotFoundError):
            if two.former.get_modified_time(name) > now - SETTLED:
                return False
    return move_file(two, name)


def is_document(name: str) -> bool:
    """Or anything else that is written once, under a random name; else an export."""
    return name.index("/") == len("7f")


@transaction.atomic
def move_chunk(two: TwoStorages, name: str) -> bool:
    with suppress(ValueError):
        key = UUID(name.split("/")[1])
        if Upload.objects.select_for_update().filter(key=key).exists():
            return move_file(two, name)
    return False  # sweep_chunks() is for it


def move_file(two: TwoStorages, name: str) -> bool:
    """Copy, read back, compare, delete; False if it was erased meanwhile.

    What is in the current storage already, of a time before when this was killed or because it was written anew,
    stays as it is: it is never older.
    """
    try:
        if not two.current.exists(name):
            copy_file(two, name)
    except FileNotFoundError:
        return False
    if not two.former.exists(name):
        two.current.delete(name)  # who erased it may have been before the copy
        return False
    two.former.delete(name)
    return True


def copy_file(two: TwoStorages, name: str) -> None:
    written = hashlib.sha256()
    with two.former.open_sealed(name) as source:
        blocks = iter(lambda: source.read(BLOCK), b"")
        two.current.write_sealed(name, hash_blocks(blocks, written))
    there = hashlib.sha256()
    with two.current.open_sealed(name) as copy:
        for block in iter(lambda: copy.read(BLOCK), b""):
            there.update(block)
    if there.digest() != written.digest():
        two.current.delete(name)
        raise CopyDiffers(name)


def hash_blocks(blocks: Iterable[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    for block in blocks:
        digest.update(block)
        yield block
