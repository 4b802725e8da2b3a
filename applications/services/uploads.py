"""A file that arrives in chunks: nothing of it is lost when the connection drops."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from applications.documents.chunks import (
    MissingChunk,
    delete_chunks,
    digest_chunks,
    join_chunks,
    save_chunk,
)
from applications.documents.names import clean_file_name
from applications.documents.refusals import Cause, RefusedUpload
from applications.documents.storage import delete_files
from applications.documents.upload_check import check_announced_file, check_total, check_upload
from applications.enums import DocumentKind
from applications.models import Draft, Upload
from applications.services.documents import store_uploads
from applications.services.drafts import (
    DraftFiles,
    DraftGone,
    cancel_upload,
    keep_longer,
    lock_draft,
)

MAX_CHUNK_BYTES = 1024 * 1024
SHORTEST_CHUNK = 16 * 1024
"""Bytes of all but the last one: static/js/upload/chunked_upload.js sends none shorter on the slowest connection."""


class WrongOffset(Exception):
    """The chunk does not follow upon what has arrived; sending goes on at `offset`."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


@dataclass(frozen=True)
class AnnouncedFile:
    """What a browser says of a file before it sends it; size in bytes."""

    kind: DocumentKind
    name: str
    size: int


@transaction.atomic
def start_upload(*, draft: Draft, announced: AnnouncedFile, now: datetime) -> Upload:
    """Where to send a file to, or to go on: the unfinished one of the same name and size.

    Raises RefusedUpload for what the upload check would refuse by extension and size, beyond the limits
    on number and total of the draft, and DraftGone.
    """
    locked = lock_draft(draft)
    name = clean_file_name(announced.name)
    check_announced_file(name, announced.size)
    begun = locked.uploads.select_for_update().filter(name=name, size=announced.size).first()
    if begun is not None:
        begun.kind, begun.updated_at = announced.kind, now
        begun.save(update_fields=["kind", "updated_at"])
        return begun
    check_total(DraftFiles(locked).sizes, name=name, size=announced.size)
    return locked.uploads.create(
        kind=announced.kind, name=name, size=announced.size, updated_at=now
    )


@transaction.atomic
def append_chunk(*, upload: Upload, offset: int, content: bytes, now: datetime) -> int:
    """Keep the next bytes of a file and return how many are there now.

    They are on the disk before the row says so. Raises WrongOffset if they do not follow upon
    what is there or are too many, and DraftGone if the upload was called off or another browser
    has taken the draft over.
    """
    locked = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if locked is None or locked.draft.holder != upload.draft.holder:
        raise DraftGone
    if offset != locked.received or offset + len(content) > locked.size:
        raise WrongOffset(locked.received)
    if content:
        save_chunk(locked, content)
        locked.received += len(content)
        locked.updated_at = now
        locked.save(update_fields=["received", "updated_at"])
    return locked.received


def finish_upload(*, upload: Upload, now: datetime) -> None:
    """Let a file that has arrived whole through the upload check and make it a document of its draft.

    Raises RefusedUpload, with nothing left of the file unless it could only not be checked at this
    moment; WrongOffset if stored chunks are gone, to
    send them again; DraftGone if it was called off, or finished by a request at the same time.
    """
    try:
        with join_chunks(upload) as whole:
            checked = check_upload(whole).with_kind(DocumentKind(upload.kind))
            with store_uploads([checked], upload.draft) as [stored], transaction.atomic():
                files = DraftFiles(lock_draft_of(upload))
                files.sizes.remove(upload.size)
                if files.add(stored, now) is None:
                    transaction.on_commit(partial(delete_files, stored.names))
                keep_longer(files.draft, now)
                delete_upload(upload)
    except MissingChunk as gap:
        if not Upload.objects.filter(pk=upload.pk).update(received=gap.offset):
            raise DraftGone from None
        raise WrongOffset(gap.offset) from None
    except RefusedUpload as refusal:
        if refusal.cause is not Cause.NOT_CHECKED:
            cancel_upload(draft=upload.draft, key=upload.key)
        raise


def lock_draft_of(upload: Upload) -> Draft:
    """The upload's draft, locked; DraftGone if the upload is no more."""
    draft = lock_draft(upload.draft)
    if not draft.uploads.filter(pk=upload.pk).exists():
        raise DraftGone
    return draft


def current_digest(upload: Upload) -> str:
    """SHA-256 of what has arrived, so that a browser can tell whether it holds the same file.

    What is gone from the storage counts as not arrived.
    """
    try:
        return digest_chunks(upload)
    except MissingChunk as gap:
        upload.received = gap.offset
        Upload.objects.filter(pk=upload.pk).update(received=gap.offset)
        return digest_chunks(upload)


def delete_upload(upload: Upload) -> None:
    folder = upload.folder
    Upload.objects.filter(pk=upload.pk).delete()
    transaction.on_commit(partial(delete_chunks, [folder]))


def find_upload(draft: Draft, key: UUID) -> Upload | None:
    """The draft's upload with this key; None for every other draft's."""
    return draft.uploads.filter(key=key).first()
