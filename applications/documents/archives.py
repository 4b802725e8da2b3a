"""ZIP archives that are handed on while they are written, so that none is ever whole in memory."""

import io
from collections.abc import Iterator
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils.timezone import localtime

from applications.models import Document

BLOCK = 256 * 1024


class Sink(io.RawIOBase):
    """Takes what an archive writes and hands it on; it cannot be gone back in."""

    def __init__(self) -> None:
        super().__init__()
        self._held = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._held += bytes(data)
        return len(data)

    def drain(self) -> bytes:
        held, self._held = self._held, b""
        return held


def add_text(archive: ZipFile, name: str, text: str) -> None:
    archive.writestr(ZipInfo(name, localtime().timetuple()[:6]), text, ZIP_DEFLATED)


def stream_document(archive: ZipFile, sink: Sink, document: Document, name: str) -> Iterator[bytes]:
    """Add one document; the chunks of the archive that are ready on the way.

    FileNotFoundError, with nothing added, if its file is missing.
    """
    info = ZipInfo(name, localtime(document.created_at).timetuple()[:6])
    info.compress_type, info.file_size = ZIP_STORED, document.size
    with document.open() as content, archive.open(info, "w") as target:
        for chunk in content.chunks(BLOCK):
            target.write(chunk)
            yield sink.drain()
