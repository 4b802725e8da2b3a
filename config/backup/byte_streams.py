"""Bytes on their way, block by block: counted, compressed, and read by what wants a file."""

import hashlib
import io
import os
import zlib
from collections.abc import Buffer, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO

BLOCK = 256 * 1024
AS_GZIP = 31
"""The `wbits` by which zlib writes and reads what gzip does."""


class Tally:
    """What went by: bytes, lines and the SHA-256 of all of it."""

    def __init__(self) -> None:
        self.size = self.lines = 0
        self.digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        return self.digest.hexdigest()

    def count(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        for block in blocks:
            self.size += len(block)
            self.lines += block.count(b"\n")
            self.digest.update(block)
            yield block

    def drain(self, blocks: Iterable[bytes]) -> "Tally":
        """Count what nobody else wants."""
        for _block in self.count(blocks):
            pass
        return self


class BlockReader(io.RawIOBase):
    """Blocks as a file that can be read once, from its beginning to its end."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self.blocks, self.left = iter(blocks), b""
        self.failure: Exception | None = None
        """What came instead of a block: whoever reads may have words of its own for it."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        while not self.left:
            try:
                block = next(self.blocks, None)
            except Exception as failure:
                self.failure = failure
                raise
            if block is None:
                return 0
            self.left = block
        taken = min(len(view), len(self.left))
        view[:taken] = self.left[:taken]
        self.left = self.left[taken:]
        return taken


def read_blocks(file: BinaryIO) -> Iterator[bytes]:
    """All that is left of a file, which is closed afterwards."""
    with file:
        while block := file.read(BLOCK):
            yield block


def join_small(pieces: Iterable[Buffer]) -> Iterator[bytes]:
    """The same bytes in blocks of BLOCK or a little more: rows come one by one."""
    held, size = list[bytes](), 0
    for piece in pieces:
        held.append(bytes(piece))
        size += len(held[-1])
        if size >= BLOCK:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def compress(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """As gzip writes it."""
    packer = zlib.compressobj(6, zlib.DEFLATED, AS_GZIP)
    for block in blocks:
        if packed := packer.compress(block):
            yield packed
    yield packer.flush()


def decompress(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """What compress() was given; EOFError if the end is missing, zlib.error for what is damaged."""
    opener = zlib.decompressobj(AS_GZIP)
    for packed in blocks:
        left = packed
        while left:
            if block := opener.decompress(left, BLOCK):
                yield block
            left = opener.unconsumed_tail
    if not opener.eof:
        raise EOFError("The end of a compressed file is missing.")


def pull(write: Callable[[io.BufferedWriter], object]) -> Iterator[bytes]:
    """What `write` writes into the file that it is given, block by block; it runs in a thread of its own.

    What it raises is raised here. If nobody reads on, it ends by a broken pipe.
    """
    source, target = os.pipe()

    def run() -> None:
        with os.fdopen(target, "wb") as file:
            write(file)

    with ThreadPoolExecutor(max_workers=1) as thread:
        running = thread.submit(run)
        yield from read_blocks(os.fdopen(source, "rb"))
        running.result()
