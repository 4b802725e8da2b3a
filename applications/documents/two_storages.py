"""Two storages while documents move from one to the other: new files go to the current one, both are read."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any, BinaryIO, cast

from django.core.files.storage import storages

from applications.documents.sealed_storage import SealedStorage
from applications.documents.storage_mark import refuse_other_place


class TwoStorages(SealedStorage):
    """`current` and `former` are entries of STORAGES.

    A file is copied first and deleted in its former place after that (moving.py), so who does not find it in the current
    one nor in the former one looks into the current one again. Who deletes one begins with the former: whoever copies
    it at this moment looks whether it is still there afterwards, and takes the copy back if it is not.
    """

    def __init__(self, *, current: dict[str, Any], former: dict[str, Any]) -> None:
        self.current = cast(SealedStorage, storages.create_storage(current))
        self.former = cast(SealedStorage, storages.create_storage(former))
        self.variable, self.demand = self.current.variable, self.current.demand

    def write_sealed(self, name: str, blocks: Iterable[bytes]) -> None:
        self.current.write_sealed(name, blocks)
        self.former.delete(name)

    def open_sealed(self, name: str) -> BinaryIO:
        for storage in (self.current, self.former):
            with suppress(FileNotFoundError):
                return storage.open_sealed(name)
        return self.current.open_sealed(name)

    def read_start(self, name: str, size: int) -> bytes:
        for storage in (self.current, self.former):
            with suppress(FileNotFoundError):
                return storage.read_start(name, size)
        return self.current.read_start(name, size)

    def size(self, name: str) -> int:
        for storage in (self.current, self.former):
            with suppress(FileNotFoundError):
                return storage.size(name)
        return self.current.size(name)

    def exists(self, name: str) -> bool:
        return any(one.exists(name) for one in (self.current, self.former, self.current))

    def delete(self, name: str) -> None:
        self.former.delete(name)
        self.current.delete(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """The former first, so that nothing is missed that moves meanwhile."""
        folders: set[str] = set()
        files: set[str] = set()
        for storage in (self.former, self.current):
            with suppress(FileNotFoundError):
                found = storage.listdir(path)
                folders.update(found[0])
                files.update(found[1])
        return sorted(folders), sorted(files)

    def get_modified_time(self, name: str) -> datetime:
        """The later one, of a folder that is in both."""
        times = []
        for storage in (self.current, self.former):
            with suppress(FileNotFoundError):
                times.append(storage.get_modified_time(name))
        return max(times) if times else self.current.get_modified_time(name)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return self.current.get_available_name(name, max_length)

    def count_free(self) -> int | None:
        return self.current.count_free()

    def refuse_when_full(self) -> None:
        self.current.refuse_when_full()

    def try_to_write(self) -> None:
        self.current.try_to_write()

    def delete_unfinished(self, before: datetime) -> int:
        return self.current.delete_unfinished(before) + self.former.delete_unfinished(before)

    def keeps_what_is_deleted(self) -> bool:
        return self.current.keeps_what_is_deleted() or self.former.keeps_what_is_deleted()

    def is_marked(self) -> bool:
        return self.current.is_marked() and self.former.is_marked()

    def mark(self) -> None:
        self.current.mark()
        self.former.mark()

    def is_empty(self) -> bool:
        return self.current.is_empty() and self.former.is_empty()

    def refuse_other_place(self) -> None:
        """Each of them; an empty bucket is taken for the new one that it is, since none is unmounted by accident."""
        for storage in (self.current, self.former):
            if storage.is_known_when_empty and not storage.is_marked() and storage.is_empty():
                storage.mark()
            refuse_other_place(storage)
