"""What is wrong with the document storage at this moment: told by /readyz and on the admin's start page."""

import shutil
import tempfile
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from applications.documents.storage_mark import refuse_other_folder


class StorageFault(StrEnum):
    """Pages are served all the same; files are not taken, and whoever sends one is asked to try again."""

    DOCUMENTS = "documents"
    """Nothing can be written to DOCUMENTS_ROOT, or another folder lies there than the one with the documents."""
    DISK = "disk"
    """Less room than settings.DISK_RESERVE is left there."""


def find_storage_faults() -> list[StorageFault]:
    try:
        try_to_write()
        with suppress(DatabaseError):  # the mark is looked for again when it is back
            refuse_other_folder(Path(settings.DOCUMENTS_ROOT))
    except OSError:
        return [StorageFault.DOCUMENTS]
    is_full = shutil.disk_usage(settings.DOCUMENTS_ROOT).free < settings.DISK_RESERVE
    return [StorageFault.DISK] if is_full else []


def try_to_write() -> None:
    """Writes a file without a name, so that nothing is left even after a power cut; raises OSError."""
    place = Path(settings.DOCUMENTS_ROOT)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=place) as file:
        file.write(b"ready")
