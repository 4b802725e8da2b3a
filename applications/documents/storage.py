"""Where documents lie: encrypted, outside of every web root, under names that say nothing about a person.

In a folder, as here, or in an object storage (object_storage.py), which no process imports that does not use it.
"""

import errno
import io
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO, cast
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.db import InterfaceError, OperationalError

from applications.documents.sealed_storage import KeyedContent, SealedStorage
from applications.documents.storage_mark import MARK
from applications.models.data_key import DataKey

HALF_WRITTEN = ".part"
"""How the names of files end that are being written, or were when the process died."""


class DocumentStorage(SealedStorage, FileSystemStorage):
    """Files below settings.DOCUMENTS_ROOT, readable for the server's own account only.

    Each is written beside its place, forced to the disk, and then renamed.
    """

    @property
    def base_location(self) -> str:  # read again each time, so that tests may move it
        return str(settings.DOCUMENTS_ROOT)

    @property
    def location(self) -> str:  # as above
        return str(Path(self.base_location).absolute())

    def write_sealed(self, name: str, blocks: Iterable[bytes]) -> None:
        place = Path(self.path(name))
        root = self.make_root()
        for folder in reversed(place.relative_to(root).parents[:-1]):
            (root / folder).mkdir(mode=0o700, exist_ok=True)
        beside = place.with_name(f"{place.name}{HALF_WRITTEN}")
        beside.unlink(missing_ok=True)
        write_whole(beside, place, blocks)

    def make_root(self) -> Path:
        root = Path(self.location)
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        return root

    def open_sealed(self, name: str) -> BinaryIO:
        return io.BufferedReader(io.FileIO(self.path(name)))

    def read_start(self, name: str, size: int) -> bytes:
        with Path(self.path(name)).open("rb") as file:
            return file.read(size)

    def count_free(self) -> int:
        return shutil.disk_usage(self.location).free

    def refuse_when_full(self) -> None:
        """As settings.DISK_RESERVE says. Anybody can fill drafts, from many networks at once; the database must not suffer from it."""
        self.make_root()
        if self.count_free() < settings.DISK_RESERVE:
            raise OSError(errno.ENOSPC, "The disk has no room beside DISK_RESERVE_MIB")

    def try_to_write(self) -> None:
        """Writes a file without a name, so that nothing is left even after a power cut."""
        with tempfile.TemporaryFile(dir=self.make_root()) as file:
            file.write(b"ready")

    def delete_unfinished(self, before: datetime) -> int:
        return 0  # it has a name, see orphans

    def is_marked(self) -> bool:
        return Path(self.location, MARK).exists()

    def mark(self) -> None:
        (self.make_root() / MARK).touch(mode=0o600)

    def is_empty(self) -> bool:
        return next(self.make_root().iterdir(), None) is None


def write_whole(beside: Path, place: Path, blocks: Iterable[bytes]) -> None:
    """Write beside the place, then rename: nothing is left beside it of what fails."""
    try:
        write_durably(beside, blocks)
        beside.rename(place)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    force_to_disk(place.parent)


def write_durably(path: Path, blocks: Iterable[bytes]) -> None:
    """Write all blocks into a new file of mode 0600 and wait until the disk has it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        target.writelines(blocks)
        target.flush()
        os.fsync(target.fileno())


def force_to_disk(folder: Path) -> None:
    """Make a rename inside `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def document_storage() -> SealedStorage:
    return cast(SealedStorage, storages["documents"])


def make_storage_name() -> str:
    """A random name, spread over 256 folders: "7f/7f3c…"."""
    name = uuid4().hex
    return f"{name[:2]}/{name}"


def store_bytes(name: str, content: bytes, key: DataKey) -> str:
    """Keep these bytes; the name that they are kept under, which is another one if this is taken."""
    return storages["documents"].save(name, KeyedContent(io.BytesIO(content), key))


@contextmanager
def store_files(contents: Iterable[IO[bytes]], key: DataKey) -> Iterator[list[str]]:
    """Keep the bytes of each file under this key; gives the names they are kept under, in the same order.

    They are taken back if the block fails. If the database went away, it may have committed the
    rows all the same: then the files stay, because a file without a row can be swept up, but a
    row without its file is a lost CV.
    """
    names: list[str] = []
    try:
        for content in contents:
            name = storages["documents"].save(make_storage_name(), KeyedContent(content, key))
            names.append(name)
        yield names
    except (OperationalError, InterfaceError):
        raise
    except BaseException:
        delete_files(names)
        raise


def delete_files(names: Iterable[str]) -> None:
    """Delete these files now; names without a file are passed over."""
    for name in names:
        storages["documents"].delete(name)
