"""What every storage of documents does, wherever it keeps them: only what is encrypted goes in, nothing has an address."""

import io
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any, BinaryIO, NoReturn

from django.core.files.base import File
from django.core.files.storage import Storage

from applications.documents.storage_mark import refuse_other_place
from applications.encryption.unreadable import PlainFileRefused
from applications.models.data_key import DataKey, KeyRing
from applications.models.plain_file import PlainFile

BLOCK = 1024 * 1024
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


class SealedStorage(Storage, ABC):
    """Encrypts and opens; where the encrypted bytes lie is the matter of those that are made of it.

    A file appears under its name whole or not at all. There is no address to reach it by; only views hand
    files out. What is stored is a KeyedContent. open() gives the content, as does open_with() by
    keys that are there already. Both raise FileNotFoundError or applications.encryption.unreadable's
    UnreadableFile, the second also while the content of a file above CHECKED_WHOLE is read. Where the files cannot
    be reached or written at this moment, that is an OSError with one of config.errors.DISK_TROUBLE.
    """

    variable = "DOCUMENTS_ROOT"
    """Which variable names the place, and what it has to be like."""
    demand = "Name a folder that belongs to the user of this process (10001 in the image)."
    is_known_when_empty = False
    """Whether an empty place can be no other one by mistake, as a folder below a mount point can."""

    @abstractmethod
    def write_sealed(self, name: str, blocks: Iterable[bytes]) -> None:
        """Keep these bytes, in the place of what has this name; whoever reads that at this moment reads it to its end."""

    @abstractmethod
    def open_sealed(self, name: str) -> BinaryIO:
        """What is stored, which can be sought in; FileNotFoundError if there is nothing."""

    @abstractmethod
    def read_start(self, name: str, size: int) -> bytes:
        """The first bytes of what is stored; FileNotFoundError if there is nothing."""

    @abstractmethod
    def count_free(self) -> int | None:
        """Bytes for which there is room; None where the place does not say it."""

    @abstractmethod
    def refuse_when_full(self) -> None:
        """Raise OSError (ENOSPC) where no more is taken."""

    @abstractmethod
    def try_to_write(self) -> None:
        """Raise OSError unless something can be written, of which nothing is left that grows."""

    @abstractmethod
    def delete_unfinished(self, before: datetime) -> int:
        """Delete what was begun before that moment and lies under no name, as a process leaves it that dies; how many."""

    def keeps_what_is_deleted(self) -> bool:
        """Whether the place has a memory of its own, against which no erasure helps."""
        return False

    @abstractmethod
    def is_marked(self) -> bool:
        """Whether it is known as the place of the documents, see storage_mark."""

    @abstractmethod
    def mark(self) -> None:
        """Make it known as that."""

    @abstractmethod
    def is_empty(self) -> bool:
        """Whether nothing at all lies there."""

    def refuse_other_place(self) -> None:
        """Raise OSError (ESTALE) where another place lies than the one with the documents."""
        refuse_other_place(self)

    def list_stored(self, folder: str = "") -> Iterator[str]:
        """The names of all files that lie here; beside the folders lies only what belongs to the place, as its mark."""
        with suppress(FileNotFoundError):
            folders, files = self.listdir(folder)
            yield from (f"{folder}{name}" for name in files if folder)
            for each in sorted(folders):
                yield from self.list_stored(f"{folder}{each}/")

    def url(self, name: str | None) -> NoReturn:
        raise ValueError("Documents have no address.")

    def open_with(self, name: str, ring: KeyRing) -> "File[Any]":
        try:
            reader = ring.open(self.open_sealed(name), name)
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
        return File(self.open_sealed(name))

    def _open(self, name: str, mode: str = "rb") -> "File[Any]":
        return self.open_with(name, KeyRing())

    def _save(self, name: str, content: "File[Any]") -> str:
        self.save_over(name, content)
        return name

    def save_over(self, name: str, content: "File[Any]") -> None:
        """As save(), in the place of what has this name."""
        if not isinstance(content, KeyedContent):
            raise TypeError("What is stored has a key: KeyedContent.")
        self.refuse_other_place()
        self.refuse_when_full()
        self.write_sealed(name, content.encrypt(name))

    def replace(self, name: str, content: KeyedContent) -> None:
        """As save_over(), where there is room for no other file any more."""
        self.write_sealed(name, content.encrypt(name))
