"""Rows whose file is gone, or encrypted under a key that is: remembered on the row until it is back."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched

from django.db import transaction
from django.db.models import QuerySet

from applications.documents.chunks import GRACE
from applications.documents.storage import document_storage
from applications.encryption.stream import HEADER, Header
from applications.encryption.unreadable import DamagedFile
from applications.enums import PreviewState
from applications.models import (
    CopyRequest,
    DataKey,
    Document,
    DocumentPreview,
    PlainFile,
    PreviewPage,
)
from applications.models.original_file import OriginalFile

logger = logging.getLogger(__name__)
BATCH = 500
LOST, PLAIN = "lost", "plain"
USUAL, SHARE = 100, 0.1
"""More of both are no accident: the files of this database lie elsewhere."""


class TooManyLost(Exception):
    """So many rows without a file that the folder cannot be the one that belongs to the database."""


@dataclass
class LostFiles:
    """What was found: keys of rows whose file is gone, by kind, and previews that have to be made again."""

    documents: list[int] = field(default_factory=list)
    originals: list[int] = field(default_factory=list)
    copies: list[int] = field(default_factory=list)
    previews: list[int] = field(default_factory=list)


def find_lost_files(now: datetime) -> LostFiles:
    """Rows of GRACE and older; raises OSError if another folder or bucket lies in the place of the documents' one."""
    document_storage().refuse_other_place()
    before = now - GRACE
    pages = PreviewPage.objects.filter(preview__made_at__lt=before)
    lost_pages = find_without_file(pages)
    previews = DocumentPreview.objects.filter(pages__in=lost_pages).order_by("pk").distinct()
    return LostFiles(
        documents=find_without_file(Document.objects.filter(created_at__lt=before)),
        originals=find_without_file(OriginalFile.objects.filter(document__created_at__lt=before)),
        copies=find_without_file(CopyRequest.objects.exclude(storage_name="")),
        previews=list(previews.values_list("pk", flat=True)),
    )


def note_lost_files(now: datetime, *, force: bool = False) -> LostFiles:
    """Write down which files are gone since when, forget it of those that are back, have pages made again.

    Raises TooManyLost, with nothing written down, for more than USUAL documents and SHARE of all, unless
    forced. The caller defers the jobs of the previews that wait again.
    """
    lost = find_lost_files(now)
    if len(lost.documents) > max(USUAL, SHARE * Document.objects.count()) and not force:
        raise TooManyLost(f"{len(lost.documents)} documents without a file")
    with transaction.atomic():
        note(Document.objects.all(), lost.documents, now)
        note(OriginalFile.objects.all(), lost.originals, now)
        note(CopyRequest.objects.all(), lost.copies, now)
        again = DocumentPreview.objects.filter(pk__in=lost.previews, document__missing_since=None)
        again.update(state=PreviewState.WAITING, cause="", tries=0, made_at=None)
    if lost.documents:
        logger.error("The files of these documents are gone: %s", lost.documents)
    return lost


def note(
    rows: "QuerySet[Document] | QuerySet[OriginalFile] | QuerySet[CopyRequest]",
    lost: list[int],
    now: datetime,
) -> None:
    rows.filter(pk__in=lost, missing_since=None).update(missing_since=now)
    rows.exclude(missing_since=None).exclude(pk__in=lost).update(missing_since=None)


def find_without_file(
    rows: "QuerySet[Document] | QuerySet[OriginalFile] | QuerySet[CopyRequest] | QuerySet[PreviewPage]",
) -> list[int]:
    """Keys of those whose file is gone; one that is being erased at this moment is none."""
    names = rows.order_by("pk").values_list("pk", "storage_name").iterator()
    found = [pk for batch in batched(names, BATCH) for pk in lost_in_batch(dict(batch))]
    return list(rows.order_by("pk").filter(pk__in=found).values_list("pk", flat=True))


def lost_in_batch(names: dict[int, str]) -> Iterator[int]:
    """Keys of the rows whose file is gone, encrypted under a key that is, or plain and not allowed to be.

    Which may be plain is asked before the files are: one that is encrypted meanwhile leaves that list.
    """
    plain = PlainFile.objects.filter(pk__in=names.values()).values_list("pk", flat=True)
    may_be_plain = set(plain)
    keys = {pk: read_key_id(name) for pk, name in names.items()}
    wanted = [key for key in keys.values() if key not in {LOST, PLAIN}]
    known = {str(pk) for pk in DataKey.objects.filter(pk__in=wanted).values_list("pk", flat=True)}
    return (
        pk
        for pk, key in keys.items()
        if (names[pk] not in may_be_plain if key == PLAIN else key not in known)
    )


def read_key_id(name: str) -> str:
    """Which key opens a stored file: its UUID, PLAIN if it is not encrypted, LOST if there is no such file."""
    try:
        header = Header.read(document_storage().read_start(name, HEADER.size))
    except (FileNotFoundError, DamagedFile):
        return LOST
    return str(header.key_id) if header else PLAIN
