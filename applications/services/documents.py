"""The rows of files that passed the upload check, of a draft as of an application."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from django.db.models import Max

from applications.documents.previews.waiting import add_waiting_previews
from applications.documents.storage import store_files
from applications.documents.upload_check import CheckedUpload
from applications.documents.virus_scan.pending import first_scan_state
from applications.enums import ScanState
from applications.models import Application, Document, DocumentAccess, Draft
from applications.models.data_key import ensure_key
from applications.models.original_file import OriginalFile
from applications.tasks import defer_previews, defer_scans
from applications.word_index import index_application

if TYPE_CHECKING:
    from django.contrib.auth.models import User


ONE_SITTING = timedelta(hours=1)


@dataclass(frozen=True)
class StoredUpload:
    """A file that passed the upload check and lies in the document storage, with its original if there is one."""

    upload: CheckedUpload
    names: list[str]


@contextmanager
def store_uploads(
    uploads: Sequence[CheckedUpload], owner: Application | Draft
) -> Iterator[list[StoredUpload]]:
    """Keep the bytes of each under a key of the owner, as store_files() does."""
    if not uploads:
        yield []
        return
    files = (file for upload in uploads for file in upload.files)
    with store_files(files, ensure_key(owner)) as names:
        left = iter(names)
        yield [StoredUpload(one, list(islice(left, len(one.files)))) for one in uploads]


def add_document_row(
    owner: Application | Draft, stored: StoredUpload, position: int, now: datetime
) -> Document:
    """A row for a file that is stored already; its owner must be locked."""
    upload = stored.upload
    row = Document(
        kind=upload.kind,
        position=position,
        name=upload.name,
        media_type=upload.media_type,
        size=upload.size,
        sha256=upload.sha256,
        storage_name=stored.names[0],
        removed=[*upload.removed],
        created_at=now,
        scan_state=first_scan_state(),
    )
    owner.documents.add(row, bulk=False)
    for name in stored.names[1:]:
        OriginalFile.objects.create(document=row, storage_name=name)
    return row


def next_position(owner: Application | Draft) -> int:
    last: int | None = owner.documents.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def check_new_document(application: Application, document: Document) -> None:
    """Have a new document checked; words of one that it replaced are found no more."""
    index_application(application)
    start_checks([document])


def start_checks(documents: Sequence[Document]) -> None:
    """Have new documents of an application scanned for viruses, and previews made of those that need no scan."""
    openable = [one for one in documents if one.is_openable]
    add_waiting_previews(openable)
    defer_previews(openable)
    defer_scans(one for one in documents if one.scan_state == ScanState.PENDING)


def record_access(*, document: Document, user: "User", now: datetime) -> DocumentAccess:
    """Note that somebody on the staff was handed the bytes of a document."""
    return DocumentAccess.objects.create(document=document, user=user, at=now)


def record_viewing(*, document: Document, user: "User", now: datetime) -> None:
    """Note that somebody looked at a document's pages: once for all that are read at one sitting."""
    lately = DocumentAccess.objects.filter(document=document, user=user, at__gt=now - ONE_SITTING)
    if not lately.exists():
        record_access(document=document, user=user, now=now)
