"""Where documents lie: encrypted, outside of every web root, under names that say nothing about a person."""

import errno
import io
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, NoReturn, cast
from uuid import uuid4

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, storages
from django.db import InterfaceError, OperationalError

from applications.documents.storage_mark import refuse_other_folder
from applications.encryption.unreadable import PlainFileRefused
from applications.models.data_key import DataKey, KeyRing
from applications.models.plain_file import PlainFile

BLOCK = 1024 * 1024
HALF_WRITTEN = ".part"
"""How the names of files end that are being written, or were when the process died."""
CHECKED_WHOLE = 32 * BLOCK
"""Bytes: of no smaller file a part is handed out before all of it was looked at."""


class KeyedContent(File[Any]):
    """What is to be stored, and the key under which: nothing else can be."""

    def __init__(self, content: Any, key: DataKey) -> None:
        super().__init__(content)
        self.content = content if isinstance(content, File) else File(content)
        self.key = key

    def encrypt(self, name: str) -> Iterable[bytes]:
        """What is to be stored under this name."""
        return self.key.encrypt(self.content.chunks(BLOCK), name)


class DocumentStorage(FileSystemStorage):
    """Files below settings.DOCUMENTS_ROOT, readable for the server's own account only.

    A file appears under its name whole or not at all: it is written beside its place, forced to
    the disk, and then renamed. There is no address to reach it by; only views hand files out. What is
    stored is a KeyedContent, and lies there encrypted; open() gives the content, as does open_with() by
    keys that are there already. Both raise FileNotFoundError or applications.encryption.unreadable's
    UnreadableFile, the second also while the content of a file above CHECKED_WHOLE is read.
    """

    @property
    def base_location(self) -> str:  # read again each time, so that tests may move it
        return str(settings.DOCUMENTS_ROOT)

    @property
    def location(self) -> str:  # as above
        return str(Path(self.base_location).absolute())

    def url(self, name: str | None) -> NoReturn:
        raise ValueError("Documents have no address.")

    def open_with(self, name: str, ring: KeyRing) -> "File[Any]":
        source = io.BufferedReader(io.FileIO(self.path(name)))
        try:
            reader = ring.open(source, name)
        except PlainFileRefused:
            return self.open_plain(name)
        try:
            if reader.size <= CHECKED_WHOLE:
                reader.check_all()
        except BaseException:
            reader.close()
            raise
        return File(io.BufferedReader(reader))

    def open_plain(self, name: str) -> "File[Any]":
        """A file from before files were encrypted; PlainFileRefused if it is none."""
        if not PlainFile.objects.filter(pk=name).exists():
            raise PlainFileRefused(f"{name} is not encrypted.")
        return File(Path(self.path(name)).open("rb"))

    def _open(self, name: str, mode: str = "rb") -> "File[Any]":
        return self.open_with(name, KeyRing())

    def replace(self, name: str, content: KeyedContent) -> None:
        """Put other bytes in the place of a file; whoever reads it at this moment reads it to its end."""
        beside = Path(self.path(f"{name}{HALF_WRITTEN}"))
        beside.unlink(missing_ok=True)
        write_whole(beside, Path(self.path(name)), content.encrypt(name))

    def open_sealed(self, name: str) -> BinaryIO:
        """A file as it lies here, encrypted; FileNotFoundError if it is gone."""
        return Path(self.path(name)).open("rb")

    def write_sealed(self, name: str, blocks: Iterable[bytes]) -> None:
        """Put a file here as it lay in a storage before, instead of what has its name."""
        beside = self._make_room(name)
        beside.unlink(missing_ok=True)
        write_whole(beside, Path(self.path(name)), blocks)

    def _save(self, name: str, content: "File[Any]") -> str:
        if not isinstance(content, KeyedContent):
            raise TypeError("What is stored has a key: KeyedContent.")
        Path(self.location).mkdir(mode=0o700, parents=True, exist_ok=True)
        refuse_other_folder(Path(self.location))
        write_whole(self._make_room(name), Path(self.path(name)), content.encrypt(name))
        return name

    def _make_room(self, name: str) -> Path:
        """The folders of a file, and where it is written before it has its name."""
        place = Path(self.path(name))
        Path(self.location).mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in reversed(place.relative_to(self.location).parents[:-1]):
            Path(self.location, folder).mkdir(mode=0o700, exist_ok=True)
        refuse_when_full(self.location)
        return place.with_name(f"{place.name}{HALF_WRITTEN}")


def refuse_when_full(folder: str) -> None:
    """Raise OSError (ENOSPC) once the disk of this folder has less left than settings.DISK_RESERVE.

    Anybody can fill drafts, from many networks at once; the database must not suffer from it.
    """
    if shutil.disk_usage(folder).free < settings.DISK_RESERVE:
        raise OSError(errno.ENOSPC, "The disk has no room beside DISK_RESERVE_MIB")


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


def document_storage() -> DocumentStorage:
    return cast(DocumentStorage, storages["documents"])


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
