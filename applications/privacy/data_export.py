"""A copy of everything that is kept about an application (GDPR Art. 15(3) and 20), as a ZIP archive."""

import json
import logging
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import escape

from applications.documents.archives import Sink, add_text, stream_document
from applications.models import AddressChange, Application, Document, DocumentAccess
from applications.privacy.data_export_page import render_export_page
from careers.editions.contents import whole_ad_html
from careers.models import EditionText

logger = logging.getLogger(__name__)
LONGEST_NAME = 200  # bytes; file systems take 255, of which kind and number need some
UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def export_data(application: Application) -> Iterator[bytes]:
    """The archive, chunk by chunk, so that no copy is ever whole in memory.

    application.json tells all that is known about the person and what was done with it, and
    application.html the same for people; documents/ holds the files byte for byte, edition/ the
    ad that was answered, in its languages.
    """
    documents = list(application.documents.all())
    texts = list(application.edition.texts.all())
    written = application_facts(application, documents)
    sink = Sink()
    with ZipFile(sink, "w") as archive:
        add_text(
            archive, "application.html", render_export_page(written, texts, application.ad.language)
        )
        add_text(archive, "application.json", to_json(written))
        add_text(archive, "edition/edition.json", to_json(edition_facts(application, texts)))
        for text in texts:
            add_text(archive, f"edition/{text.language}.html", render_ad_page(text))
        yield sink.drain()
        for number, document in enumerate(documents, start=1):
            name = archive_name(number, document)
            try:
                yield from stream_document(archive, sink, document, name)
            except FileNotFoundError:
                logger.exception("The file of document %s is missing.", document.pk)
    yield sink.drain()


def archive_name(number: int, document: Document) -> str:
    """Its own name, made unique by a number and safe for every system that unpacks it."""
    name = Path(UNSAFE.sub("_", document.name))
    room = LONGEST_NAME - len(name.suffix.encode())
    stem = name.stem.encode()[:room].decode(errors="ignore")
    return f"documents/{number:02d}-{document.kind}-{stem}{name.suffix}"


def to_json(facts: object) -> str:
    return json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def application_facts(application: Application, documents: list[Document]) -> dict[str, object]:
    """What is known about the person, what was done with it and when; times in ISO 8601."""
    return {
        "reference": application.reference,
        "posting": application.ad.full_title,
        "submitted_at": application.submitted_at,
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
            document_facts(number, document) for number, document in enumerate(documents, start=1)
        ],
        "messages": message_facts(application),
        "document_requests": request_facts(application),
        "history": history_facts(application),
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


def document_facts(number: int, document: Document) -> dict[str, object]:
    return {
        "file": archive_name(number, document),
        "name": document.name,
        "kind": document.kind,
        "media_type": document.media_type,
        "size": document.size,
        "sha256": document.sha256,
        "received_at": document.created_at,
    }


def message_facts(application: Application) -> list[dict[str, object]]:
    return [{"at": letter.at, "text": letter.text} for letter in application.letters.all()]


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


def history_facts(application: Application) -> list[dict[str, object]]:
    """Moves and other events, the oldest first; staff are not named, they are not the data's subject."""
    moves: list[dict[str, Any]] = [
        {"at": one.at, "from": one.from_stage, "to": one.to_stage, "reason": one.reason}
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


def edition_facts(application: Application, texts: Iterable[EditionText]) -> dict[str, object]:
    edition = application.edition
    shown = ("language", "title", "gender_marker", "summary", "sections", "facts")
    return {
        "number": edition.number,
        "published_at": edition.published_at,
        "facts": edition.facts,
        "texts": [{name: getattr(text, name) for name in shown} for text in texts],
    }


def render_ad_page(text: EditionText) -> str:
    """The ad in one language as a page of its own, without style or address."""
    title = escape(text.full_title)
    return (
        f'<!doctype html>\n<html lang="{text.language}">\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<h1>{title}</h1>\n{whole_ad_html(text)}\n</html>\n"
    )
