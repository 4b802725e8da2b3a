"""The documents of applications as one ZIP archive, with a page that lists them and says what is missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

from django.core.files.base import File
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.documents.archives import Sink, add_text, stream_file
from applications.encryption.unreadable import UnreadableFile
from applications.models import Application, Document
from applications.models.data_key import KeyRing
from applications.models.document import DocumentWithheld
from hiring.exports.archive_names import NameGiver, split_extension

INDEX = "index.html"
"""Shown first by what serves folders; no document is called so."""


@dataclass(frozen=True)
class ListedFile:
    """A line of the page: a file beside it, or one that is missing."""

    kind: str
    name: str
    size: int
    is_missing: bool
    withheld: str = ""
    """Why the virus scan keeps it back, in words; empty if it does not."""

    @property
    def address(self) -> str:
        return quote(self.name)


@dataclass(frozen=True)
class ListedApplication:
    """A person on the page, with their files in the archive."""

    name: str
    reference: str
    posting: str
    files: list[ListedFile] = field(default_factory=list)


def archive_documents(applications: Iterable[Application], *, language: str) -> Iterator[bytes]:
    """The archive, chunk by chunk; names and page are in this language, whichever is active."""
    sink, names = Sink(), NameGiver(INDEX)
    listed: list[ListedApplication] = []
    with ZipFile(sink, "w") as archive:
        for application in applications:
            posting = str(application.posting)
            entry = ListedApplication(application.name, application.reference, posting)
            listed.append(entry)
            ring = KeyRing(application.data_keys.all())
            for document in application.documents.all():
                name = name_document(names, application, document, language)
                content, received = open_document(document, ring), document.created_at
                if content is not None:
                    yield from stream_file(archive, sink, content, name=name, received=received)
                is_missing = content is None
                entry.files.append(list_file(document, name, language, is_missing=is_missing))
        add_text(archive, INDEX, render_index(listed, language))
    yield sink.drain()


def open_document(document: Document, ring: KeyRing) -> File[Any] | None:
    """None if the virus scan withholds it, as it says at this moment, or if it is missing or damaged."""
    try:
        return document.open(ring) if document.is_openable_now() else None
    except (FileNotFoundError, UnreadableFile, DocumentWithheld):
        return None


def list_file(document: Document, name: str, language: str, *, is_missing: bool) -> ListedFile:
    with override(language):
        withheld = "" if document.is_openable else str(document.get_scan_state_display())
    kind = kind_in_words(document, language)
    return ListedFile(kind, name, document.size, is_missing, withheld)


def kind_in_words(document: Document, language: str) -> str:
    with override(language):
        return str(document.get_kind_display())


def name_document(
    names: NameGiver, application: Application, document: Document, language: str
) -> str:
    stem, extension = split_extension(document.name)
    return names.name(
        application.name, kind_in_words(document, language), stem, extension=extension
    )


def render_index(listed: list[ListedApplication], language: str) -> str:
    with override(language):
        files = [one for application in listed for one in application.files]
        context = {
            "language": language,
            "title": _("Documents of applications"),
            "applications": listed,
            "count": len(files),
            "missing": sum(one.is_missing for one in files),
            "made_at": localtime(),
        }
        return render_to_string("hiring/exports/index.html", context)
