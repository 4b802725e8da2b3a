"""ZIP archives that are handed on while they are written, so that none is ever whole in memory."""

import io
import json
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.timezone import localtime

if TYPE_CHECKING:
    from django.core.files.base import File

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


def to_json(facts: object) -> str:
    return json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def stream_file(
    archive: ZipFile, sink: Sink, content: "File[Any]", *, name: str, received: datetime
) -> Iterator[bytes]:
    """Add an open file and close it; the chunks of the archive that are ready on the way."""
    info = ZipInfo(name, localtime(received).timetuple()[:6])
    info.compress_type, info.file_size = ZIP_STORED, content.size
    with content, archive.open(info, "w") as target:
        for chunk in content.chunks(BLOCK):
            target.write(chunk)
            yield sink.drain()
