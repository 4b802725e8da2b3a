"""The mark by which the folder of the documents is known: another folder in its place is refused.

Below a mount point whose disk is away lies an empty folder that can be written. What is kept there is hidden as
soon as the disk is back: a lost CV.
"""

import errno
from pathlib import Path

from django.conf import settings

from applications.models import Document

MARK = ".documents-of-this-portal"
SAMPLE = 100
"""So many of the newest documents are looked for in a folder without a mark."""


def refuse_other_folder(folder: Path) -> None:
    """Raise OSError (ESTALE) unless this is the folder in which the documents lie.

    One that has no mark yet gets it if nothing was ever stored, or if it holds documents that the
    database names, as after an upgrade or from a backup.
    """
    mark = folder / MARK
    if mark.exists() or not settings.DOCUMENTS_ARE_MARKED:
        return
    if not holds_documents(folder):
        raise OSError(errno.ESTALE, "DOCUMENTS_ROOT is another folder than before")
    mark.touch(mode=0o600)


def holds_documents(folder: Path) -> bool:
    newest = Document.objects.order_by("-pk").values_list("storage_name", flat=True)[:SAMPLE]
    return not newest or any((folder / name).exists() for name in newest)
