"""The mark by which the place of the documents is known: another folder or bucket in its place is refused.

Below a mount point whose disk is away lies an empty folder that can be written. What is kept there is hidden as
soon as the disk is back: a lost CV.
"""

import errno
from typing import Any

from django.conf import settings

from applications.models import Document

MARK = ".documents-of-this-portal"
SAMPLE = 100
"""So many of the newest documents are looked for in a place without a mark."""


def refuse_other_place(storage: Any) -> None:
    """Raise OSError (ESTALE) unless this is the storage (a SealedStorage) in which the documents lie.

    One that has no mark yet gets it if nothing was ever stored, or if it holds documents that the
    database names, as after an upgrade or from a backup.
    """
    if not settings.DOCUMENTS_ARE_MARKED or storage.is_marked():
        return
    if not holds_documents(storage):
        raise OSError(errno.ESTALE, "The documents lie in another place than before")
    storage.mark()


def holds_documents(storage: Any) -> bool:
    newest = Document.objects.order_by("-pk").values_list("storage_name", flat=True)[:SAMPLE]
    return not newest or any(storage.exists(name) for name in newest)
