"""When drafts and uploads go, their files go: rows first, files when that is committed."""

from datetime import datetime
from functools import partial

from django.db import transaction

from applications.documents.chunks import GRACE, chunk_folder, delete_chunks, sweep_chunks
from applications.documents.left_overs import sweep_left_overs
from applications.documents.storage import delete_files
from applications.models import Document, Draft, Upload
from applications.models.draft import DraftQuerySet


@transaction.atomic
def delete_drafts(drafts: DraftQuerySet) -> int:
    """Delete these drafts with all that was typed and uploaded; returns how many there were."""
    keys = list(drafts.select_for_update().order_by("pk").values_list("pk", flat=True))
    documents = Document.objects.filter(draft__in=keys)
    names = documents.file_names()
    uploads = Upload.objects.filter(draft__in=keys).values_list("key", flat=True)
    folders = [chunk_folder(key) for key in uploads]
    Draft.objects.filter(pk__in=keys).delete()
    transaction.on_commit(partial(delete_files, names))
    transaction.on_commit(partial(delete_chunks, folders))
    return len(keys)


@transaction.atomic
def delete_stale_uploads(now: datetime) -> int:
    """Delete uploads of which nothing has arrived for GRACE; returns how many there were."""
    stale = Upload.objects.select_for_update().filter(updated_at__lt=now - GRACE).order_by("pk")
    folders = [upload.folder for upload in stale]
    Upload.objects.filter(key__in=[upload.key for upload in stale]).delete()
    transaction.on_commit(partial(delete_chunks, folders))
    return len(folders)


def delete_expired(now: datetime) -> None:
    """Delete expired drafts, stale uploads, and chunks and temporary files that a crash left behind."""
    delete_drafts(Draft.objects.past_expiry())
    delete_stale_uploads(now)
    sweep_chunks(now)
    sweep_left_overs()
