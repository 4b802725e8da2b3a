"""What an applicant gave and received, as a ZIP archive (GDPR Art. 15(3) and 20).

The full copy is the same archive with what HR reviewed and released beside it (hiring.exports.reviewed_copy).
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

from django.core.files.base import File

from applications.documents import heic_format
from applications.documents.archives import Sink, add_text, stream_file, to_json
from applications.encryption.unreadable import UnreadableFile
from applications.enums import MediaType
from applications.models import AddressChange, Application, Document, DocumentAccess
from applications.models.data_key import KeyRing
from applications.privacy.data_export_page import render_export_page
from applications.privacy.exported_ads import add_ads

logger = logging.getLogger(__name__)
FACTS = "application.json"
FOLDER = "documents/"
LONGEST_NAME = 200  # bytes; file systems take 255, of which kind and number need some
UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


class SentFile(NamedTuple):
    """The bytes of a document that are handed out, and what they are, by IANA media type."""

    content: "File[Any]"
    media_type: str


type SentFiles = Mapping[int, SentFile]
"""By the keys of their documents, without those that cannot be handed out; they may be closed by now."""


def export_data(application: Application) -> Iterator[bytes]:
    """The archive, chunk by chunk, so that no copy is ever whole in memory.

    application.json tells what the person gave and received and what was done with it, and
    application.html the same for people; documents/ holds the files byte for byte, except those
    that the virus scan withholds or that are missing, which are named with the reason; edition/ the
    ad that was answered, in its languages, and earlier-edition-1/ … those before it was moved.
    """
    documents = list(application.documents.all())
    sink = Sink()
    with ExitStack() as held, ZipFile(sink, "w") as archive:
        files = open_files(documents, held)
        add_facts(archive, application, documents, files)
        yield sink.drain()
        for number, document in enumerate(documents, start=1):
            if document.pk in files:
                content, media_type = files[document.pk]
                name, received = archive_name(number, document, media_type), document.created_at
                yield from stream_file(archive, sink, content, name=name, received=received)
    yield sink.drain()


def export_facts(application: Application, *, assessment: Mapping[str, str]) -> Iterator[bytes]:
    """The same archive without documents/, though it names the files: they are put in when it is fetched.

    `assessment` are more texts by their names in the archive, the page for people first: what the
    staff wrote down, as HR released it.
    """
    documents = list(application.documents.all())
    sink = Sink()
    with ZipFile(sink, "w") as archive:
        with ExitStack() as held:
            files = open_files(documents, held)
        add_facts(archive, application, documents, files, assessment)
    yield sink.drain()


def add_facts(
    archive: ZipFile,
    application: Application,
    documents: list[Document],
    files: SentFiles,
    assessment: Mapping[str, str] | None = None,
) -> None:
    """Everything but the documents; `files` are those that are handed out."""
    beside = assessment or {}
    written = application_facts(application, documents, files)
    texts = list(application.edition.texts.all())
    html = render_export_page(written, texts, application.ad.language, next(iter(beside), ""))
    add_text(archive, "application.html", html)
    add_text(archive, FACTS, to_json(written))
    add_ads(archive, application)
    for name, content in beside.items():
        add_text(archive, name, content)


def open_files(documents: Iterable[Document], held: ExitStack) -> dict[int, SentFile]:
    """The bytes that were sent, by the keys of the documents, without those that cannot be handed out.

    Where only the original is gone it is what the staff gets. Opened before anything is told of them, so
    that what is told is so.
    """
    ring, files = KeyRing(), dict[int, SentFile]()
    for document in documents:
        if not document.is_openable:
            continue
        for open_file in (document.open_original, document.open):
            try:
                content = held.enter_context(open_file(ring))
                files[document.pk] = SentFile(content, tell_type(document, content))
                break
            except (FileNotFoundError, UnreadableFile):
                logger.exception("The file of document %s cannot be opened.", document.pk)
    return files


def tell_type(document: Document, content: "File[Any]") -> str:
    """The media type of these bytes: a JPG for the staff may have been sent as HEIC."""
    if document.media_type != MediaType.JPG:
        return document.media_type
    head = content.read(heic_format.HEAD_BYTES)
    content.seek(0)
    return heic_format.MEDIA_TYPE if heic_format.is_heic(head) else document.media_type


def archive_name(number: int, document: Document, media_type: str) -> str:
    """Its own name, with the ending of what it is, made unique by a number and safe for every system."""
    name = Path(UNSAFE.sub("_", document.name))
    suffix = heic_format.EXTENSION if media_type == heic_format.MEDIA_TYPE else name.suffix
    room = LONGEST_NAME - len(suffix.encode())
    stem = name.stem.encode()[:room].decode(errors="ignore")
    return f"{FOLDER}{number:02d}-{document.kind}-{stem}{suffix}"


def application_facts(
    application: Application, documents: list[Document], files: SentFiles | None = None
) -> dict[str, object]:
    """What is known about the person, what was done with it and when; times in ISO 8601.

    `files` are those that lie beside them.
    """
    sent = files or {}
    return {
        "reference": application.reference,
        "posting": application.ad.full_title,
        "submitted_at": application.submitted_at,
        "moved_at": application.moved_at,
        "source": application.source,
        "language": application.language,
        "name": application.name,
        "email": application.email,
        "new_email": new_address(application),
        "phone": application.phone,
        "message": application.message,
        "answers": application.answers,
        "stage": application.stage,
        "decided_at": application.decided_at,
        "receipt_sent_at": application.receipt_sent_at,
        "privacy_notice": application.notice_version,
        "talent_pool": pool_facts(application),
        "erasure": erasure_facts(application),
        "documents": [
            document_facts(number, document, sent.get(document.pk))
            for number, document in enumerate(documents, start=1)
        ],
        "messages": message_facts(application),
        "document_requests": request_facts(application),
        "full_copy_requests": full_copy_facts(application),
        "history": history_facts(application),
        "transfers": transfer_facts(application),
        "merged": merged_facts(application),
        "document_accesses": access_facts(application),
    }


def new_address(application: Application) -> str | None:
    """Another address that was given and is not confirmed yet, or one that is to be told of its end."""
    change = AddressChange.objects.filter(application=application).first()
    return change.email if change else None


def pool_facts(application: Application) -> dict[str, object]:
    return {
        "consent_at": application.pool_consent_at,
        "until": application.pool_until,
        "words": application.pool_notice_version,
    }


def erasure_facts(application: Application) -> dict[str, object]:
    return {
        "planned_on": None if application.hold_reason else application.retained_until,
        "requested_at": application.erasure_requested_at,
        "legal_hold": application.hold_reason,
    }


def document_facts(number: int, document: Document, sent: SentFile | None) -> dict[str, object]:
    media_type = sent.media_type if sent else document.media_type
    return {
        "file": archive_name(number, document, media_type) if sent else None,
        "is_missing": document.is_openable and sent is None,
        "virus_scan": document.scan_state,
        "name": document.name,
        "kind": document.kind,
        "media_type": media_type,
        "size": document.size,
        "sha256": document.sha256,
        "taken_out": document.removed,
        "received_at": document.created_at,
    }


def message_facts(application: Application) -> list[dict[str, object]]:
    told = ("at", "subject", "text")
    return [{name: getattr(one, name) for name in told} for one in application.letters.all()]


def request_facts(application: Application) -> list[dict[str, object]]:
    found = application.document_requests.all()
    return [
        {
            "at": one.at,
            "kind": one.kind,
            "note": one.note,
            "answered_at": one.answered_at,
            "reminded_at": one.reminded_at,
        }
        for one in found
    ]


def full_copy_facts(application: Application) -> list[dict[str, object]]:
    """Requests for the full copy, the oldest first, with what was answered."""
    told = ("received_on", "due_on", "extension_reason", "state", "answered_at", "refusal_reason")
    found = application.copy_requests.order_by("pk")
    return [{name: getattr(one, name) for name in told} for one in found]


def transfer_facts(application: Application) -> list[dict[str, object]]:
    """Other postings that the applicant was told of, and what became of it."""
    found = application.transfers.known_to_applicant().with_ads()
    return [
        {
            "at": one.at,
            "kind": one.kind,
            "state": one.state,
            "posting": one.ad_in(application.language).full_title,
            "open_until": one.expires_at,
            "ended_at": one.ended_at,
            "copy": one.copy.reference if one.copy else None,
        }
        for one in found
    ]


def merged_facts(application: Application) -> list[dict[str, object]]:
    """What was said only in applications that were merged into this one."""
    said = ("reference", "submitted_at", "name", "email", "phone", "message", "answers")
    return [
        {"merged_at": one.at} | {name: getattr(one, name) for name in said}
        for one in application.merged.all()
    ]


def history_facts(application: Application) -> list[dict[str, object]]:
    """Moves and other events, the oldest first; staff are not named, they are not the data's subject.

    Nor are they quoted: what they noted of a move may be about others, and stands in the full copy,
    which is reviewed.
    """
    moves: list[dict[str, Any]] = [
        {
            "at": one.at,
            "from": one.from_stage,
            "to": one.to_stage,
            "reason": one.reason if one.is_by_applicant else "",
        }
        for one in application.stage_changes.order_by("at", "pk")
    ]
    events: list[dict[str, Any]] = [
        {"at": one.at, "event": one.kind, "detail": one.detail} for one in application.events.all()
    ]
    return sorted([*moves, *events], key=lambda one: one["at"])


def access_facts(application: Application) -> list[dict[str, datetime]]:
    """When somebody on the staff read a document."""
    found = DocumentAccess.objects.filter(document__application=application)
    return [{"at": at} for at in found.order_by("at").values_list("at", flat=True)]
