"""Reads a large object bit by bit, so that it is never in memory or on the disk."""

import io
from collections.abc import Buffer, Callable
from contextlib import suppress
from typing import Any

from applications.documents.object_faults import to_os_error


class ObjectReader(io.RawIOBase):
    """An object of so many bytes, which can be sought in: it goes on where it is, or is opened from another byte on.

    A body that breaks off is asked for once more from there: who reads may be slow, and a server tired of waiting.
    """

    def __init__(self, open_from: Callable[[int], Any], size: int, body: Any) -> None:
        super().__init__()
        self.open_from, self.size = open_from, size
        self.body, self.body_position, self.position = body, 0, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        wanted = memoryview(buffer).cast("B")
        length = min(len(wanted), self.size - self.position)
        if length <= 0:
            return 0
        try:
            part = self.read_on(length)
        except OSError:
            self.drop_body()
            part = self.read_on(length)
        wanted[: len(part)] = part
        return len(part)

    def read_on(self, length: int) -> bytes:
        """Raises OSError where it breaks off."""
        if self.body is None or self.body_position != self.position:
            self.drop_body()
            self.body = self.open_from(self.position)
            self.body_position = self.position
        try:
            part = bytes(self.body.read(length))
        except Exception as error:
            raise to_os_error(error) or error from error
        if not part:
            raise OSError("The object ends too soon")
        self.position += len(part)
        self.body_position = self.position
        return part

    def drop_body(self) -> None:
        if self.body is not None:
            with suppress(Exception):
                self.body.close()
            self.body = None

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self.position, io.SEEK_END: self.size}[whence]
        self.position = max(start + offset, 0)
        return self.position

    def tell(self) -> int:
        return self.position

    def close(self) -> None:
        self.drop_body()
        super().close()
