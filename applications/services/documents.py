"""The rows of files that passed the upload check, of a draft as of an application."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Max

from applications.documents.upload_check import CheckedUpload
from applications.models import Application, Document, DocumentAccess, Draft


def add_document_row(
    owner: Application | Draft,
    upload: CheckedUpload,
    position: int,
    storage_name: str,
    now: datetime,
) -> Document:
    """A row for a file that is stored already under this name; its owner must be locked."""
    row = Document(
        kind=upload.kind,
        position=position,
        name=upload.name,
        media_type=upload.media_type,
        size=upload.size,
        sha256=upload.sha256,
        storage_name=storage_name,
        created_at=now,
    )
    owner.documents.add(row, bulk=False)
    return row


def next_position(owner: Application | Draft) -> int:
    last: int | None = owner.documents.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


if TYPE_CHECKING:
    from django.contrib.auth.models import User


def record_access(*, document: Document, user: "User", now: datetime) -> DocumentAccess:
    """Note that somebody on the staff was handed the bytes of a document."""
    return DocumentAccess.objects.create(document=document, user=user, at=now)
