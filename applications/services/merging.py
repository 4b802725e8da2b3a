"""Two applications of one person for one posting become one: what the applicant's side has of the other is handed over."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from applications.documents.storage import delete_files
from applications.enums import EventKind, PreviewState, ScanState
from applications.models import (
    AddressChange,
    Application,
    Document,
    DocumentAccess,
    DocumentRequest,
    MergedApplication,
    Transfer,
)
from applications.privacy.erasure import delete_jobs
from applications.services.documents import next_position
from applications.tasks import (
    defer_previews,
    defer_scans,
    notify_documents_arrived,
    notify_harmful,
    notify_news,
    send_entry_notice,
)
from applications.word_index import index_application

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HANDED_OVER = (
    *("letters", "document_requests", "events", "stage_changes"),
    *("transfers", "merged", "copy_requests", "data_keys"),
)
SAID = ("reference", "link_version", "name", "email", "phone", "message", "answers", "submitted_at")
POOL = ("pool_consent_at", "pool_until", "pool_notice_version")


class MergeRefused(Exception):
    """The two cannot become one; the text is a sentence for staff."""


def refuse_impossible_merge(kept: Application, other: Application) -> None:
    """Raises MergeRefused with the cause; the caller has locked both."""
    if kept.pk == other.pk or kept.posting_id != other.posting_id:
        raise MergeRefused(_("Only two applications for the same posting can be merged."))
    for one in (kept, other):
        if one.is_restricted:
            words = _("The author of %(reference)s has asked for erasure.")
        elif one.hold_reason:
            words = _("A legal hold keeps %(reference)s as it is.")
        elif not one.is_open:
            words = _("%(reference)s has been decided on or withdrawn.")
        elif one.transfers.live().exists():
            words = _(
                "A proposal for another posting is on its way for %(reference)s. Take it back first."
            )
        elif one.copy_requests.waiting().exists():
            words = _(
                "The author of %(reference)s has asked for the full copy of the data. Answer that first."
            )
        else:
            continue
        raise MergeRefused(words % {"reference": one.reference})


def absorb_application(
    *, kept: Application, other: Application, actor: "User", now: datetime
) -> MergedApplication:
    """Hand over to the one that stays what the other has, and delete the other.

    The caller has locked both, is in a transaction, and has handed over what the staff keeps: what
    still hangs on the other goes with it. Files that both have, by their SHA-256, are kept once. A
    new address that waits to be confirmed ends: whoever gave it did so before the two were one.
    """
    merged = MergedApplication(
        application=kept, at=now, by=actor, **{name: getattr(other, name) for name in SAID}
    )
    merged.save()
    documents = hand_over_files(kept, other)
    for name in HANDED_OVER:
        getattr(other, name).update(application=kept)
    Transfer.objects.filter(copy=other).update(copy=kept)
    already = kept.exclusions.values("user")
    other.exclusions.exclude(user__in=already).update(application=kept)
    hand_over_consent(kept, other)
    AddressChange.objects.filter(application=kept, confirmed_at=None).delete()
    delete_jobs(other.pk)
    other.delete()
    index_application(kept)
    defer_previews(one for one in documents if is_waiting(one))
    defer_scans(one for one in documents if one.scan_state == ScanState.PENDING)
    for tell in (notify_news, notify_documents_arrived, notify_harmful, send_entry_notice):
        tell.defer(application_id=kept.pk)
    return merged


def hand_over_consent(kept: Application, other: Application) -> None:
    """Consent to the talent pool is the person's; one that they have withdrawn here stays withdrawn."""
    if kept.pool_consent_at or kept.events.filter(kind=EventKind.POOL_LEFT).exists():
        return
    for name in POOL:
        setattr(kept, name, getattr(other, name))
    kept.save(update_fields=POOL)


def hand_over_files(kept: Application, other: Application) -> list[Document]:
    """The documents that came over; of those that were there already only who read them is kept."""
    position = next_position(kept)
    there = {one.sha256: one for one in kept.documents.all()}
    moved: list[Document] = []
    double: list[int] = []
    for document in other.documents.order_by("position"):
        twin = there.get(document.sha256)
        if twin is not None and replace_by_twin(document, twin):
            double.append(document.pk)
            continue
        document.application, document.position = kept, position + len(moved)
        moved.append(there.setdefault(document.sha256, document))
        document.save(update_fields=["application", "position"])
    delete_doubles(double)
    return moved


def replace_by_twin(document: Document, twin: Document) -> bool:
    """Whether the twin can stand for a document: not if both answer a request, each its own.

    Nor if the virus scan withholds the document and not the twin, which older signatures have judged.
    """
    if twin.is_openable and not document.is_openable:
        return False
    requests = DocumentRequest.objects.filter(document=document)
    if requests.exists() and DocumentRequest.objects.filter(document=twin).exists():
        return False
    requests.update(document=twin)
    DocumentAccess.objects.filter(document=document).update(document=twin)
    return True


def delete_doubles(keys: Iterable[int]) -> None:
    """Rows now, files on commit."""
    doubles = Document.objects.filter(pk__in=keys)
    names = doubles.file_names()
    doubles.delete()
    transaction.on_commit(partial(delete_files, names))


def is_waiting(document: Document) -> bool:
    preview = getattr(document, "preview", None)
    return preview is not None and preview.state == PreviewState.WAITING
