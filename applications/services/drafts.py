"""What somebody has typed and uploaded and not sent yet: kept, changed, and never doubled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from applications.documents.chunks import delete_chunks
from applications.documents.expiry import delete_drafts
from applications.documents.refusals import RefusedUpload
from applications.documents.storage import delete_files
from applications.documents.upload_check import CheckedUpload, check_total
from applications.enums import DocumentKind
from applications.models import Application, DataKey, Document, Draft
from applications.models.draft import MAILED_TO
from applications.rate_limit import key_digest
from applications.services.documents import StoredUpload, add_document_row, store_uploads
from applications.tasks import send_draft_link
from careers.models import Edition
from careers.models.single_rows import find_only
from careers.text.email_addresses import to_mail_address
from careers.web.client_address import UNKNOWN

MAX_TYPED_LENGTH = 20_000
NETWORK_DIGITS = 16

type Typed = dict[str, str]


class DraftGone(Exception):
    """The draft was sent, deleted or taken over by another browser meanwhile, or has expired."""


def start_draft(
    *, token: UUID, edition: Edition, language: str, now: datetime, holder: UUID | None = None
) -> Draft:
    """The draft of this form, made if it is the first thing worth keeping.

    A form that is sent twice at once is one draft. Raises DraftGone if the token belongs to a
    draft for another posting or to one that another browser has taken over, or if what it stands
    for was sent: nothing could be added to that.
    """
    same = Draft.objects.filter(token=token)
    draft = find_only(same)
    if draft is None:
        new = Draft(token=token, holder=holder, posting=edition.posting, edition=edition)
        new.language, new.created_at = language, now
        new.updated_at, new.expires_at = now, new.find_end(now)
        try:
            return make_draft(new)
        except IntegrityError:  # its twin was faster
            draft = find_only(same)
    if draft is None or draft.posting_id != edition.posting_id or draft.holder != holder:
        raise DraftGone
    return draft


@transaction.atomic
def make_draft(new: Draft) -> Draft:
    """Raises IntegrityError if there is one with its token, DraftGone if one with it was sent."""
    new.save(force_insert=True)
    DataKey.make(new).save(force_insert=True)  # its first file is on the way, mostly
    if Application.objects.filter(token=new.token).exists():
        raise DraftGone
    return new


@transaction.atomic
def take_over_draft(*, draft: Draft) -> Draft:
    """Give a draft to the browser that opened its mailed link; the one that held it holds it no more.

    Whoever types a foreign address into a form must not see what the reader of its mail adds.
    Raises DraftGone.
    """
    locked = find_only(Draft.objects.select_for_update().filter(pk=draft.pk))
    if locked is None:
        raise DraftGone
    locked.holder = uuid4()
    locked.save(update_fields=["holder"])
    return locked


def lock_draft(draft: Draft) -> Draft:
    """The draft as it is now, locked until the transaction ends.

    DraftGone if it is no more, or if another browser has taken it over. Whoever locks a draft and
    something of it locks the draft first.
    """
    same = Draft.objects.filter(pk=draft.pk, holder=draft.holder)
    found = find_only(same.select_for_update())
    if found is None:
        raise DraftGone
    return found


@dataclass(frozen=True)
class TypedForm:
    """What was typed, right or wrong, by the name of its field; and the form that it was typed into."""

    values: Typed
    edition: Edition
    language: str


@transaction.atomic
def save_typed_values(*, draft: Draft, typed: TypedForm, now: datetime) -> None:
    """Keep what was typed, and the draft itself for as long again (Draft.find_end)."""
    write_typed(draft, lock_draft(draft), typed, now)


def write_typed(draft: Draft, locked: Draft, typed: TypedForm, now: datetime) -> None:
    draft.data = {key: to_storable(value) for key, value in typed.values.items()}
    if "email" in draft.data:
        draft.data["email"] = to_mail_address(draft.data["email"])
    if locked.mailed_to:
        draft.data[MAILED_TO] = locked.mailed_to
    draft.edition, draft.language = typed.edition, typed.language
    draft.updated_at, draft.expires_at = now, draft.find_end(now)
    draft.save(update_fields=["data", "edition", "language", "updated_at", "expires_at"])


def to_storable(text: str) -> str:
    """Without what PostgreSQL cannot keep, and not endless; the form judges what was typed."""
    clean = text.encode("utf-8", "ignore").decode().replace("\0", "")
    return clean[:MAX_TYPED_LENGTH]


def store_documents(
    *, draft: Draft, uploads: Sequence[CheckedUpload], now: datetime, typed: TypedForm | None = None
) -> list[tuple[DocumentKind, RefusedUpload]]:
    """Add files that passed the upload check to a draft, and what came with them; files first, rows second.

    With `typed` that is kept too, in the same transaction; the draft lasts as long again then.
    A file that the draft holds already (bytes, name and kind) is passed over: it was sent twice.
    Returns the kinds and refusals of those for which there is no room beside the others.
    Raises DraftGone.
    """
    with store_uploads(uploads, draft) as stored, transaction.atomic():
        locked = lock_draft(draft)
        refused, needless = add_documents(locked, stored, now)
        if typed is not None:
            write_typed(draft, locked, typed, now)
        elif stored:
            keep_longer(locked, now)
    delete_files(needless)
    return refused


def add_documents(
    locked: Draft, stored: Sequence[StoredUpload], now: datetime
) -> tuple[list[tuple[DocumentKind, RefusedUpload]], list[str]]:
    """Those for which there is no room, and the names of stored files that nobody needs."""
    if not stored:
        return [], []
    refused, needless, files = [], list[str](), DraftFiles(locked)
    for one in stored:
        try:
            if files.add(one, now) is None:
                needless += one.names
        except RefusedUpload as refusal:
            refused.append((one.upload.kind, refusal))
            needless += one.names
    return refused, needless


def keep_longer(locked: Draft, now: datetime) -> None:
    """As long as Draft.find_end() says, from now."""
    Draft.objects.filter(pk=locked.pk).update(updated_at=now, expires_at=locked.find_end(now))


class DraftFiles:
    """The files of a locked draft, and whether one more fits within the limits."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.documents = list(draft.documents.order_by("position"))
        self.sizes = [document.size for document in self.documents]
        self.sizes += draft.uploads.values_list("size", flat=True)

    def add(self, stored: StoredUpload, now: datetime) -> Document | None:
        """A row for a stored file; None if the draft holds it already. Raises RefusedUpload."""
        upload = stored.upload
        held = {(one.sha256, one.name, one.kind) for one in self.documents}
        if (upload.sha256, upload.name, upload.kind) in held:
            return None
        check_total(self.sizes, name=upload.name, size=upload.size)
        position = max((one.position for one in self.documents), default=-1) + 1
        document = add_document_row(self.draft, stored, position, now)
        self.documents.append(document)
        self.sizes.append(upload.size)
        return document


@transaction.atomic
def remove_document(*, draft: Draft, key: int) -> bool:
    """Delete a document of the draft, its file on commit; False if the draft has no such one."""
    document = lock_draft(draft).documents.filter(pk=key).first()
    if document is None:
        return False
    names = Document.objects.filter(pk=document.pk).file_names()
    document.delete()
    transaction.on_commit(partial(delete_files, names))
    return True


@transaction.atomic
def change_document_kind(*, draft: Draft, key: int, kind: DocumentKind) -> bool:
    """Say that a document is of another kind; False if the draft has no such one."""
    return bool(lock_draft(draft).documents.filter(pk=key).update(kind=kind))


@transaction.atomic
def cancel_upload(*, draft: Draft, key: UUID) -> bool:
    """Call off a file on its way; False if the draft has no such one."""
    upload = lock_draft(draft).uploads.filter(key=key).first()
    if upload is None:
        return False
    upload.delete()
    transaction.on_commit(partial(delete_chunks, [upload.folder]))
    return True


@transaction.atomic
def mail_draft_link(*, draft: Draft, email: str, network: str = UNKNOWN) -> None:
    """Have the link to go on mailed to this address; links to other addresses end with that.

    `network` is the one that asks (client_network()); the job gets a digest of it.
    """
    locked = lock_draft(draft)
    if locked.mailed_to != email:
        locked.link_sent_at = locked.reminded_at = None
    locked.data[MAILED_TO] = email
    locked.expires_at = max(locked.expires_at, locked.find_end(timezone.now()))
    locked.save(update_fields=["data", "link_sent_at", "reminded_at", "expires_at"])
    draft.data = locked.data
    send_draft_link.defer(draft_id=draft.pk, network=key_digest(network)[:NETWORK_DIGITS])


def discard_draft(*, draft: Draft) -> None:
    """Delete a draft with all that was typed and uploaded, because its author wants it."""
    delete_drafts(Draft.objects.filter(pk=draft.pk, holder=draft.holder))
