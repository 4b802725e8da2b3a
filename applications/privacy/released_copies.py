"""Handing out a full copy that HR released: what was fixed then, with the documents as they may be given now.

The stored archive holds none of them, so that it gives nobody what the virus scan withholds since;
those of the releases before, which hold them, are read in the same way.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any
from zipfile import ZipFile

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.documents import heic_format
from applications.documents.archives import Sink, add_text, stream_file
from applications.encryption.unreadable import UnreadableFile
from applications.enums import ScanState
from applications.models import Application, CopyRequest, Document
from applications.models.data_key import KeyRing
from applications.privacy.data_export import FACTS, FOLDER
from applications.wording import WITHHELD

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ReleasedCopy:
    """A stored copy that is open, and what is put into it: files by their names in the archive."""

    content: "File[Any]"
    held: ExitStack
    """Closes all of them."""
    documents: dict[str, Document] = field(default_factory=dict)
    """Those that are handed out."""
    files: "dict[str, File[Any]]" = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    """Sentences for those that are not."""

    def stream(self) -> Iterator[bytes]:
        """The archive, chunk by chunk; then everything is closed."""
        sink = Sink()
        with self.held, ZipFile(self.content) as stored, ZipFile(sink, "w") as archive:
            for name in stored.namelist():
                if not name.startswith(FOLDER):
                    archive.writestr(stored.getinfo(name), stored.read(name))
                    yield sink.drain()
            for name, sentence in self.absent.items():
                add_text(archive, f"{name}.txt", f"{sentence}\n")
            for name, file in self.files.items():
                received = self.documents[name].created_at
                yield from stream_file(archive, sink, file, name=name, received=received)
        yield sink.drain()


def open_released(request: CopyRequest, *, is_for_staff: bool) -> ReleasedCopy:
    """The copy with the documents that its facts name and that may be handed out now.

    Their author gets the bytes as they were sent, the staff what it gets everywhere: without what is
    active, and a JPG of a HEIC. Raises FileNotFoundError and UnreadableFile for the stored copy alone.
    """
    application = request.application
    with ExitStack() as held:
        content = held.enter_context(request.open())
        copy = ReleasedCopy(content, held.pop_all())
    ring, known = KeyRing(), find_documents(application)
    for name, told in read_names(copy):
        document = known.get(told)
        file = open_document(document, ring, is_for_staff=is_for_staff) if document else None
        if document is None or file is None:
            with override(application.language):
                copy.absent[name] = why_absent(document)
            continue
        handed = name_for_staff(name) if is_for_staff else name
        copy.documents[handed] = document
        copy.files[handed] = copy.held.enter_context(file)
    return copy


def name_for_staff(name: str) -> str:
    """The staff gets a JPG where a HEIC was sent."""
    if name.endswith(heic_format.EXTENSION):
        return f"{name.removesuffix(heic_format.EXTENSION)}.jpg"
    return name


type Told = tuple[str, str]
"""By what a document is found again: its own name and its SHA-256."""


def read_names(copy: ReleasedCopy) -> list[tuple[str, Told]]:
    """The documents that belong to it, by their names in the archive."""
    with ZipFile(copy.content) as stored:
        if FACTS not in stored.namelist():
            return []
        told = json.loads(stored.read(FACTS))["documents"]
    return [(one["file"], (one["name"], one["sha256"])) for one in told if one["file"]]


def find_documents(application: Application) -> dict[Told, Document]:
    """Of two that are the same one that is withheld, if there is one."""
    found = sorted(application.documents.all(), key=lambda one: one.is_openable, reverse=True)
    return {(one.name, one.sha256): one for one in found}


def open_document(document: Document, ring: KeyRing, *, is_for_staff: bool) -> "File[Any] | None":
    """None if it is withheld, missing or cannot be opened."""
    if not document.is_openable_now():
        return None
    ways = (document.open,) if is_for_staff else (document.open_original, document.open)
    for open_file in ways:
        try:
            return open_file(ring)
        except (FileNotFoundError, UnreadableFile):
            logger.exception("The file of document %s cannot be opened.", document.pk)
    return None


def why_absent(document: Document | None) -> str:
    """In the active language."""
    if document is not None and not document.is_openable:
        return str(WITHHELD[ScanState(document.scan_state)])
    return _("It is not in this copy: the file was removed or replaced since, or is missing.")
