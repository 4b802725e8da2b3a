"""Exports: small ones at once, long ones as jobs, each noted, and handed out only while all in it may be seen."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import override
from procrastinate.contrib.django import app

from applications.encryption.unreadable import DestroyedKey, UnreadableFile
from applications.enums import OPENABLE_STATES
from applications.models import Application, DataKey, Document, DocumentAccess
from hiring.enums import TABLES, ExportKind, ExportState
from hiring.exports.export_storage import (
    delete_export,
    find_old_files,
    make_export_name,
    open_stored,
    store_export,
)
from hiring.exports.sources import NoLongerVisible, read_applications
from hiring.exports.table_columns import keep_visible
from hiring.exports.wishes import Wish, render_export
from hiring.models import Export, ExportAccess, ExportChoice
from hiring.rights import MAY_DOWNLOAD, MAY_OPEN
from hiring.services.export_files import void_export

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

logger = logging.getLogger(__name__)
MAKE = "hiring.make_export"
AT_ONCE = 50
"""Applications; with more of them it is a job."""
BYTES_AT_ONCE = 50 * 1024 * 1024
MOST = 10_000
"""Applications in one export."""
MOST_KEPT = 10
"""Exports of one person at a time, so that nobody fills the disk."""
STEP = 10
"""After so many applications the page says how far it is."""


class TooManyExports(Exception):
    """Somebody keeps MOST_KEPT exports already."""


class Selection(NamedTuple):
    """Applications in their order, for somebody who may see them."""

    user: "User"
    keys: list[int]


def may_export(user: "User", kind: ExportKind) -> bool:
    """Whether the person may have this kind made at all; of which applications is another question."""
    if kind == ExportKind.DOCUMENTS and not user.has_perm(MAY_DOWNLOAD):
        return False
    return user.is_active and user.is_staff and user.has_perm(MAY_OPEN)


def is_long(selection: Selection, kind: ExportKind) -> bool:
    """Whether it is to be made by a job."""
    if len(selection.keys) > AT_ONCE:
        return True
    if kind != ExportKind.DOCUMENTS:
        return False
    documents = Document.objects.filter(application__in=selection.keys)
    return (documents.aggregate(size=Sum("size"))["size"] or 0) > BYTES_AT_ONCE


def remember_choice(*, user: "User", kind: ExportKind, columns: list[str]) -> None:
    """What the form shows next time; columns stay as they were where none were asked for."""
    values: dict[str, object] = {"kind": kind}
    if kind in TABLES:
        values["columns"] = columns
    ExportChoice.objects.update_or_create(user=user, defaults=values)


def export_now(*, selection: Selection, wish: Wish, now: datetime) -> Iterator[bytes]:
    """The file of a short export, chunk by chunk; noted before the first of them.

    NoLongerVisible if somebody has erased one in this moment, TypesetterFailed for a dossier that cannot be set.
    """
    user, keys = selection
    applications = list(read_applications(user, keys))
    with transaction.atomic():
        note_access(selection, wish.kind, now)
        if wish.kind == ExportKind.DOCUMENTS:
            note_documents(find_openable(keys), user, now)
    made = render_export(wish, applications, keys=keys, user=user, at=now)
    if wish.kind in (ExportKind.DOCUMENTS, ExportKind.DOSSIERS):
        return made
    with override(wish.language):
        return iter([b"".join(made)])


@transaction.atomic
def begin_export(*, selection: Selection, wish: Wish, now: datetime) -> Export:
    """Have a job make a long export; noted at once. Raises TooManyExports."""
    user, keys = selection
    if Export.objects.of_user(user).count() >= MOST_KEPT:
        raise TooManyExports
    key = DataKey.make()
    key.save()
    export = Export.objects.create(
        user=user,
        kind=wish.kind,
        columns=wish.columns,
        language=wish.language,
        total=len(keys),
        storage_name=make_export_name(),
        data_key=key,
        asked_at=now,
        expires_at=now + timedelta(days=settings.EXPORT_DAYS),
    )
    note_access(selection, wish.kind, now, export=export)
    job = app.configure_task(MAKE, lock=f"{MAKE} {export.pk}")
    job.defer(export_id=export.pk)
    return export


def note_access(
    selection: Selection, kind: ExportKind, now: datetime, export: Export | None = None
) -> None:
    rows = [
        ExportAccess(application_id=key, export=export, user=selection.user, kind=kind, at=now)
        for key in selection.keys
    ]
    ExportAccess.objects.bulk_create(rows)


def note_documents(documents: "QuerySet[Document]", user: "User", now: datetime) -> None:
    """That the person was handed these, as when each is downloaded."""
    keys = documents.values_list("pk", flat=True)
    rows = [DocumentAccess(document_id=key, user=user, at=now) for key in keys]
    DocumentAccess.objects.bulk_create(rows)


def find_openable(applications: Iterable[int]) -> "QuerySet[Document]":
    """What may be handed out of the documents of applications with these keys."""
    return Document.objects.filter(application__in=applications).openable()


def make_export(*, export_id: int, now: datetime) -> None:
    """Make the file of an export, saying how far it is; nothing is left of one that went meanwhile."""
    rows = Export.objects.filter(pk=export_id)
    unfinished = (ExportState.WAITING, ExportState.MAKING)
    if not rows.filter(state__in=unfinished).update(state=ExportState.MAKING, done=0):
        return
    export = rows.select_related("user", "data_key").get()
    key = export.data_key
    if key is None:
        raise DestroyedKey("The key of this export is gone.")
    changes: dict[str, object]
    try:
        size = store_export(export.storage_name, render_job(export, now), key)
        expires_at = timezone.now() + timedelta(days=settings.EXPORT_DAYS)
        held = list_documents(export)
        changes = {"state": ExportState.READY, "size": size, "expires_at": expires_at} | held
    except NoLongerVisible:
        changes = {"state": ExportState.VOID}
    except Exception:
        if rows.filter(state=ExportState.MAKING).update(state=ExportState.FAILED):
            raise
        changes = {}  # its half file went with it
    if not changes or not rows.filter(state=ExportState.MAKING).update(**changes):
        delete_export(export.storage_name)


def list_documents(export: Export) -> dict[str, list[int]]:
    """What to write down of the documents in a file that is made; one that may not be in it does no harm."""
    if export.kind != ExportKind.DOCUMENTS:
        return {}
    keys = export.accesses.values_list("application", flat=True)
    return {"document_keys": [*find_openable(keys).order_by("pk").values_list("pk", flat=True)]}


def render_job(export: Export, now: datetime) -> Iterator[bytes]:
    user = export.user
    if not may_export(user, ExportKind(export.kind)):
        raise NoLongerVisible
    keys = list(export.accesses.values_list("application", flat=True))
    if len(keys) < export.total:
        raise NoLongerVisible
    applications = count_done(read_applications(user, keys), export)
    wish = Wish(ExportKind(export.kind), export.language, export.columns)
    with override(export.language):
        yield from render_export(wish, applications, keys=keys, user=user, at=now)


def count_done(applications: Iterable[Application], export: Export) -> Iterator[Application]:
    rows = Export.objects.filter(pk=export.pk)
    for number, application in enumerate(applications):
        if number % STEP == 0:
            rows.update(done=number)
        yield application
    rows.update(done=export.total)


def is_permitted(export: Export, user: "User") -> bool:
    """Whether the person may still see all that is in it: each application, its kind, columns, documents."""
    if not may_export(user, ExportKind(export.kind)):
        return False
    if export.columns != keep_visible(export.columns, user):
        return False
    if find_withheld(export).exists():
        return False
    visible = Application.objects.for_user(user).filter(export_accesses__export=export)
    return visible.count() == export.total


def find_withheld(export: Export) -> "QuerySet[Document]":
    """Documents in the file that nobody may be handed now; of one from before they were written down any of its applications."""
    if export.kind != ExportKind.DOCUMENTS:
        return Document.objects.none()
    withheld = Document.objects.exclude(scan_state__in=OPENABLE_STATES)
    if export.document_keys is None:
        return withheld.filter(application__export_accesses__export=export)
    return withheld.filter(pk__in=export.document_keys)


def open_export(*, export: Export, user: "User", now: datetime) -> "File[Any] | None":
    """The file for whom it was made; None, and void from then on, if something in it is forbidden now."""
    if not export.is_ready or export.expires_at <= now:
        return None
    if not is_permitted(export, user):
        void_export(export)
        return None
    try:
        content = open_stored(export.storage_name)
    except (FileNotFoundError, UnreadableFile):
        logger.exception("The file of export %s cannot be opened.", export.pk)
        void_export(export)
        return None
    if export.kind == ExportKind.DOCUMENTS:
        note_documents(find_handed_out(export), user, now)
    return content


def find_handed_out(export: Export) -> "QuerySet[Document]":
    if export.document_keys is None:
        return find_openable(export.accesses.values_list("application", flat=True))
    return Document.objects.filter(pk__in=export.document_keys)


def discard_export(*, export: Export) -> None:
    """End an export before its time; its file goes when that is committed."""
    export.delete()


def expire_exports(now: datetime) -> int:
    """Delete exports whose time is over, and files that no export names; returns how many went."""
    ended, _ = Export.objects.past_expiry(now).delete()
    old = find_old_files(now)
    kept = Export.objects.values_list("storage_name", flat=True)
    for name in {*old} - {*kept}:
        delete_export(name)
    return ended
