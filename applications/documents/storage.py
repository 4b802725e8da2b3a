"""Where documents lie: outside of every web root, under names that say nothing about a person."""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NoReturn
from uuid import uuid4

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, storages
from django.db import InterfaceError, OperationalError

from applications.documents.storage_mark import refuse_other_folder

BLOCK = 1024 * 1024
HALF_WRITTEN = ".part"
"""How the names of files end that are being written, or were when the process died."""


class DocumentStorage(FileSystemStorage):
    """Files below settings.DOCUMENTS_ROOT, readable for the server's own account only.

    A file appears under its name whole or not at all: it is written beside its place, forced to
    the disk, and then renamed. There is no address to reach it by; only views hand files out.
    """

    @property
    def base_location(self) -> str:  # read again each time, so that tests may move it
        return str(settings.DOCUMENTS_ROOT)

    @property
    def location(self) -> str:  # as above
        return str(Path(self.base_location).absolute())

    def url(self, name: str | None) -> NoReturn:
        raise ValueError("Documents have no address.")

    def _save(self, name: str, content: "File[Any]") -> str:
        place = Path(self.path(name))
        Path(self.location).mkdir(mode=0o700, parents=True, exist_ok=True)
        refuse_other_folder(Path(self.location))
        for folder in reversed(place.relative_to(self.location).parents[:-1]):
            Path(self.location, folder).mkdir(mode=0o700, exist_ok=True)
        refuse_when_full(self.location)
        beside = place.with_name(f"{place.name}{HALF_WRITTEN}")
        try:
            write_durably(beside, content)
            beside.rename(place)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        force_to_disk(place.parent)
        return name


def refuse_when_full(folder: str) -> None:
    """Raise OSError (ENOSPC) once the disk of this folder has less left than settings.DISK_RESERVE.

    Anybody can fill drafts, from many networks at once; the database must not suffer from it.
    """
    if shutil.disk_usage(folder).free < settings.DISK_RESERVE:
        raise OSError(errno.ENOSPC, "The disk has no room beside DISK_RESERVE_MIB")


def write_durably(path: Path, content: "File[Any]") -> None:
    """Write all of `content` into a new file of mode 0600 and wait until the disk has it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        content.seek(0)
        for chunk in content.chunks(BLOCK):
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())


def force_to_disk(folder: Path) -> None:
    """Make a rename inside `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_storage_name() -> str:
    """A random name, spread over 256 folders: "7f/7f3c…"."""
    name = uuid4().hex
    return f"{name[:2]}/{name}"


@contextmanager
def store_files(contents: Iterable[IO[bytes]]) -> Iterator[list[str]]:
    """Keep the bytes of each file; gives the names they are kept under, in the same order.

    They are taken back if the block fails. If the database went away, it may have committed the
    rows all the same: then the files stay, because a file without a row can be swept up, but a
    row without its file is a lost CV.
    """
    names: list[str] = []
    try:
        for content in contents:
            name = storages["documents"].save(make_storage_name(), File(content))
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
