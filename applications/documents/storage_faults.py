"""What is wrong with the document storage at this moment: told by /readyz and on the admin's start page."""

from contextlib import suppress
from enum import StrEnum
from errno import ENOSPC

from django.conf import settings
from django.db import DatabaseError

from applications.documents.storage import document_storage


class StorageFault(StrEnum):
    """Pages are served all the same; files are not taken, and whoever sends one is asked to try again."""

    DOCUMENTS = "documents"
    """Nothing can be written, or another folder or bucket lies there than the one with the documents."""
    DISK = "disk"
    """Less room than settings.DISK_RESERVE is left there."""


def find_storage_faults() -> list[StorageFault]:
    storage = document_storage()
    try:
        storage.try_to_write()
        with suppress(DatabaseError):  # the mark is looked for again when it is back
            storage.refuse_other_place()
        free = storage.count_free()
    except OSError as error:
        return [StorageFault.DISK if error.errno == ENOSPC else StorageFault.DOCUMENTS]
    is_full = free is not None and free < settings.DISK_RESERVE
    return [StorageFault.DISK] if is_full else []
