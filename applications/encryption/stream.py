"""Streams of AES-256-GCM segments, which cannot be changed, cut, extended, reordered or exchanged unnoticed.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption and its
Nonce-Reuse Misuse-Resistance, CRYPTO 2015): the nonce of a segment is a random prefix, the number of the
segment, and whether it is the last one. Each stream has a key of its own, derived from the data key by HKDF
with a random salt, so that no number of files of one application brings a nonce back.
"""

import errno
import io
import os
from collections.abc import Buffer, Iterable, Iterator
from dataclasses import dataclass
from struct import Struct
from typing import BinaryIO, Self
from uuid import UUID

from applications.encryption.unreadable import DamagedFile

MAGIC = b"\x89OSE\x01"
"""How encrypted bytes begin: no format that the upload check takes does. The last byte is the version."""
HEADER = Struct(">5s16s32s7s")
NONCE = Struct(">7sI?")
SEGMENT = 64 * 1024
"""Bytes of the content in each segment but the last, which may have fewer, or none."""
TAG = 16
SEALED = SEGMENT + TAG
KEY_BYTES = 32
PURPOSE = b"offene-stelle stored file 1"


@dataclass(frozen=True)
class Header:
    """What stands in clear before the segments."""

    key_id: UUID
    salt: bytes
    prefix: bytes

    @classmethod
    def make(cls, key_id: UUID) -> Self:
        return cls(key_id, os.urandom(32), os.urandom(7))

    @classmethod
    def read(cls, start: bytes) -> "Self | None":
        """None for bytes that are not encrypted; DamagedFile for a header that is cut off."""
        if not start.startswith(MAGIC):
            return None
        if len(start) < HEADER.size:
            raise DamagedFile("The header is cut off.")
        _magic, key_id, salt, prefix = HEADER.unpack(start[: HEADER.size])
        return cls(UUID(bytes=key_id), salt, prefix)

    def write(self) -> bytes:
        return HEADER.pack(MAGIC, self.key_id.bytes, self.salt, self.prefix)


class Segments:
    """Seals and opens the segments of one stream, which is bound to its header and its name."""

    def __init__(self, header: Header, key: bytes, name: str) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        derived = HKDF(SHA256(), KEY_BYTES, header.salt, PURPOSE).derive(key)
        self.cipher = AESGCM(derived)
        self.prefix = header.prefix
        self.bound_to = header.write() + name.encode()

    def seal(self, number: int, content: bytes, *, is_last: bool) -> bytes:
        return self.cipher.encrypt(NONCE.pack(self.prefix, number, is_last), content, self.bound_to)

    def open(self, number: int, sealed: bytes, *, is_last: bool) -> bytes:
        """Raises DamagedFile for everything but what seal() gave for the same number."""
        from cryptography.exceptions import InvalidTag

        try:
            return self.cipher.decrypt(
                NONCE.pack(self.prefix, number, is_last), sealed, self.bound_to
            )
        except InvalidTag:
            raise DamagedFile(f"Segment {number} is not what was written.") from None


def encrypt_blocks(
    blocks: Iterable[bytes], *, key_id: UUID, key: bytes, name: str
) -> Iterator[bytes]:
    """The stream of these bytes under `name`, by which it is opened again; `key` has KEY_BYTES."""
    header = Header.make(key_id)
    segments = Segments(header, key, name)
    yield header.write()
    held, number = bytearray(), 0
    for block in blocks:
        held += block
        while len(held) > SEGMENT:
            yield segments.seal(number, bytes(held[:SEGMENT]), is_last=False)
            del held[:SEGMENT]
            number += 1
    yield segments.seal(number, bytes(held), is_last=True)


class DecryptingReader(io.RawIOBase):
    """The content of a stream, which can be sought in; whatever is wrong with a segment is a DamagedFile.

    `source` is open at its beginning, belongs to the reader from then on, and does not grow. The end is
    looked at before anything else, so that one that was cut off is known at once.
    """

    def __init__(self, source: BinaryIO, header: Header, *, key: bytes, name: str) -> None:
        super().__init__()
        self.source = source
        self.segments = Segments(header, key, name)
        body = source.seek(0, io.SEEK_END) - HEADER.size
        self.count = max(-(-body // SEALED), 1)
        if body - (self.count - 1) * SEALED < TAG:
            raise DamagedFile("The end is cut off.")
        self.size = body - self.count * TAG
        """Bytes of the content."""
        self.position = 0
        self.held: tuple[int, bytes] = (-1, b"")
        self.read_segment(self.count - 1)

    def check_all(self) -> None:
        """Raises DamagedFile unless every segment is what was written."""
        for number in range(self.count):
            self.read_segment(number)

    def read_segment(self, number: int) -> bytes:
        if self.held[0] != number:
            self.source.seek(HEADER.size + number * SEALED)
            sealed, is_last = self.source.read(SEALED), number == self.count - 1
            self.held = (number, self.segments.open(number, sealed, is_last=is_last))
        return self.held[1]

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        if self.position >= self.size:
            return 0
        number, offset = divmod(self.position, SEGMENT)
        wanted = memoryview(buffer).cast("B")
        part = self.read_segment(number)[offset : offset + len(wanted)]
        wanted[: len(part)] = part
        self.position += len(part)
        return len(part)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self.position, io.SEEK_END: self.size}[whence]
        if start + offset < 0:
            raise OSError(errno.EINVAL, "Before the beginning")  # as files do; zipfile counts on it
        self.position = start + offset
        return self.position

    def tell(self) -> int:
        return self.position

    def close(self) -> None:
        self.source.close()
        super().close()
