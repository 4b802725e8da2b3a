"""When drafts and uploads go, their files go: rows first, files when that is committed."""

from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from applications.documents.chunks import GRACE, chunk_folder, delete_chunks, sweep_chunks
from applications.documents.left_overs import sweep_left_overs
from applications.documents.storage import delete_files, document_storage
from applications.models import Document, Draft, Upload
from applications.models.draft import DraftQuerySet

ROOM = 2
"""Times the reserve of the disk: with less, what was not sent begins to go."""
SPARED = timedelta(hours=1)
DRAFT_SPARED = timedelta(minutes=15)


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


def make_room(now: datetime) -> int:
    """While the disk is near its reserve, delete what nobody has sent and least is lost with; returns how many.

    Unfinished uploads first, then drafts whose link nobody has asked for, of which all together may never take more
    than DRAFTS_MAX_MIB either.
    """
    free = document_storage().count_free()
    missing = 0 if free is None else ROOM * settings.DISK_RESERVE - free
    uploads = delete_waiting_uploads(missing, now)
    missing -= sum(upload.received for upload in uploads)
    return len(uploads) + delete_large_drafts(missing, now)


@transaction.atomic
def delete_waiting_uploads(missing: int, now: datetime) -> list[Upload]:
    """Those that have waited longest, until so many bytes are free.

    One of which something arrived within SPARED stays: somebody is sending it.
    """
    waiting = Upload.objects.select_for_update().filter(updated_at__lt=now - SPARED)
    chosen: list[Upload] = []
    for upload in waiting.order_by("updated_at", "pk"):
        if missing <= 0:
            break
        missing -= upload.received
        chosen.append(upload)
    Upload.objects.filter(pk__in=[one.pk for one in chosen]).delete()
    transaction.on_commit(partial(delete_chunks, [one.folder for one in chosen]))
    return chosen


def delete_large_drafts(missing: int, now: datetime) -> int:
    """The largest, and of these the oldest, until so many bytes are free and the others are within DRAFTS_MAX_MIB.

    Never one whose link was mailed, nor one that somebody has changed within DRAFT_SPARED.
    """
    drafts = Draft.objects.without_link()
    together = Document.objects.filter(draft__in=drafts).aggregate(bytes=Sum("size"))["bytes"] or 0
    missing = max(missing, together - settings.DRAFTS_MAX_BYTES)
    chosen: list[int] = []
    quiet = drafts.quiet_since(now - DRAFT_SPARED)
    for key, size in quiet.list_largest() if missing > 0 else ():
        if missing <= 0:
            break
        missing -= size
        chosen.append(key)
    return delete_drafts(quiet.filter(pk__in=chosen)) if chosen else 0


def make_room_if_possible(now: datetime) -> None:
    with suppress(FileNotFoundError):  # nothing was ever stored, or the disk is away
        make_room(now)


def delete_expired(now: datetime) -> None:
    """Delete expired drafts, stale uploads, and chunks and temporary files that a crash left behind."""
    delete_drafts(Draft.objects.past_expiry())
    delete_stale_uploads(now)
    sweep_chunks(now)
    sweep_left_overs()
