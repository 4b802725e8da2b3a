"""What applicants do with an application after sending it.

Every function raises applications.services.locking.ApplicationGone if it was erased meanwhile.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.dates import add_months
from applications.documents.limits import file_size
from applications.documents.storage import delete_files
from applications.documents.upload_check import CheckedUpload
from applications.enums import EventKind, Stage
from applications.models import Application, Document, DocumentRequest
from applications.services.documents import (
    add_document_row,
    check_new_document,
    next_position,
    store_uploads,
)
from applications.services.locking import end_links, lock_application
from applications.services.stages import MoveRefused, move_application
from applications.tasks import notify_documents_arrived, notify_withdrawn

if TYPE_CHECKING:
    from django.contrib.auth.models import User


GROUPED_WITHIN = timedelta(minutes=3)
"""Several documents added within it are confirmed by one mail."""


class ApplicationDecided(Exception):
    """The application has been decided on or locked meanwhile: nothing can be added to it."""


class TooManyDocuments(Exception):
    """A limit on all documents together; the text is a sentence for the applicant."""


def add_document(
    *,
    application: Application,
    upload: CheckedUpload,
    now: datetime,
    replaced: Document | None = None,
    request: DocumentRequest | None = None,
) -> Document:
    """Add a document that passed the upload check, in the place of another one or as an answer.

    The file is durable before its row names it; the replaced one is deleted on commit. Raises
    ApplicationDecided or TooManyDocuments (DOCUMENTS_MAX_COUNT files, DOCUMENTS_MAX_BYTES
    together), with nothing changed. What a second click sends again is there already and returned
    as it is.
    """
    with store_uploads([upload], application) as [stored], transaction.atomic():
        locked = lock_open_application(application)
        if twin := find_duplicate(locked, upload, replaced, request):
            transaction.on_commit(partial(delete_files, stored.names))
            return twin
        earlier = [one for one in locked.documents.all() if one.pk != getattr(replaced, "pk", 0)]
        refuse_too_many(earlier, upload)
        answered = answered_request_ids(replaced) if replaced else []
        position = remove_replaced(locked, replaced) if replaced else next_position(locked)
        document = add_document_row(locked, stored, position, now)
        kind = EventKind.DOCUMENT_REPLACED if replaced else EventKind.DOCUMENT_ADDED
        locked.events.create(kind=kind, detail=upload.kind, at=now)
        locked.document_requests.filter(pk__in=answered).update(document=document)
        if request is not None:
            waiting = locked.document_requests.filter(pk=request.pk, answered_at=None)
            waiting.update(document=document, answered_at=now)
        notify_documents_arrived.configure(schedule_at=now + GROUPED_WITHIN).defer(
            application_id=locked.pk
        )
        check_new_document(locked, document)
    return document


def find_duplicate(
    application: Application,
    upload: CheckedUpload,
    replaced: Document | None,
    request: DocumentRequest | None,
) -> Document | None:
    """The same file, if nothing waits for it: no document to be replaced, no open request."""
    if replaced and application.documents.filter(pk=replaced.pk).exists():
        return None
    if request and application.document_requests.filter(pk=request.pk, answered_at=None).exists():
        return None
    same = application.documents.filter(sha256=upload.sha256, name=upload.name, kind=upload.kind)
    return same.first()


def has_same_file(application: Application, upload: CheckedUpload) -> bool:
    """Whether the same file is among the documents, as any kind."""
    return application.documents.filter(sha256=upload.sha256, name=upload.name).exists()


def answered_request_ids(document: Document) -> list[int]:
    """They stay answered when a better document takes the place of this one."""
    return list(DocumentRequest.objects.filter(document=document).values_list("pk", flat=True))


def lock_open_application(application: Application) -> Application:
    """The application as it is in the database, locked; raises ApplicationDecided."""
    locked = lock_application(application)
    if not locked.is_open or locked.is_restricted:
        raise ApplicationDecided
    return locked


def refuse_too_many(earlier: Iterable[Document], upload: CheckedUpload) -> None:
    sizes = [*(document.size for document in earlier), upload.size]
    if len(sizes) > settings.DOCUMENTS_MAX_COUNT:
        sentence = _(
            "At most %(limit)d documents can be sent. Replace one of those that are there."
        )
        raise TooManyDocuments(sentence % {"limit": settings.DOCUMENTS_MAX_COUNT})
    if sum(sizes) > settings.DOCUMENTS_MAX_BYTES:
        sentence = _(
            "With it your documents have %(size)s together, but at most %(limit)s can be sent. "
            "Make it smaller."
        )
        limit = file_size(settings.DOCUMENTS_MAX_BYTES)
        raise TooManyDocuments(sentence % {"size": file_size(sum(sizes)), "limit": limit})


def remove_replaced(application: Application, replaced: Document) -> int:
    """Delete the row now and its file on commit; returns the place that is free then.

    Raises ApplicationDecided if somebody has replaced it meanwhile.
    """
    found = application.documents.filter(pk=replaced.pk).first()
    if found is None:
        raise ApplicationDecided
    names = Document.objects.filter(pk=found.pk).file_names()
    found.delete()
    transaction.on_commit(partial(delete_files, names))
    return found.position


@transaction.atomic
def withdraw_application(*, application: Application, reason: str, now: datetime) -> None:
    """The applicant's own word, which cannot be taken back; a mail confirms it.

    Raises MoveRefused if it is too late.
    """
    if not lock_application(application).may_be_withdrawn:
        raise MoveRefused(_("Its author can no longer withdraw this application."))
    move_application(
        application=application, to=Stage.WITHDRAWN, actor=None, reason=reason, now=now
    )
    notify_withdrawn.defer(application_id=application.pk)


@transaction.atomic
def join_pool(*, application: Application, now: datetime) -> None:
    """Note the consent to the talent pool, to which words, and until when it holds.

    Raises ApplicationDecided for an application that is locked, and for whoever is hired.
    """
    until = add_months(timezone.localdate(now), settings.TALENT_POOL_MONTHS)
    locked = lock_application(application)
    if not locked.may_join_pool:
        raise ApplicationDecided
    locked.pool_consent_at = now
    locked.pool_until = timezone.localtime(now).replace(
        year=until.year, month=until.month, day=until.day
    )
    locked.pool_notice_version = settings.POOL_NOTICE_VERSION
    locked.save(update_fields=["pool_consent_at", "pool_until", "pool_notice_version"])
    locked.events.create(kind=EventKind.POOL_JOINED, detail=settings.POOL_NOTICE_VERSION, at=now)


@transaction.atomic
def leave_pool(*, application: Application, now: datetime) -> None:
    """Take the consent back; without consent nothing happens."""
    locked = lock_application(application)
    if locked.pool_consent_at is None:
        return
    end_consent(locked)
    locked.events.create(kind=EventKind.POOL_LEFT, at=now)


def end_consent(locked: Application) -> None:
    locked.pool_consent_at = locked.pool_until = None
    locked.pool_notice_version = ""
    locked.save(update_fields=["pool_consent_at", "pool_until", "pool_notice_version"])


@transaction.atomic
def revoke_links(*, application: Application, now: datetime, actor: "User | None" = None) -> None:
    """Make every link to the application that was ever given out worthless."""
    locked = lock_application(application)
    end_links(locked)
    locked.events.create(kind=EventKind.LINKS_REVOKED, at=now, by=actor)


@transaction.atomic
def record_event(
    *, application: Application, kind: EventKind, now: datetime, actor: "User | None" = None
) -> None:
    """Add to the history what somebody did: the applicant, if nobody on the staff is named."""
    lock_application(application).events.create(kind=kind, at=now, by=actor)
