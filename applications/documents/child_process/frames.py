"""What parent and child say to each other: results as frames of bytes, the end as an exit status."""

import struct
from collections.abc import Iterator
from enum import StrEnum
from typing import BinaryIO

OUTPUT = 3
"""The descriptor of a child's output, beside those of its content, its results and its errors."""
LENGTH = struct.Struct(">Q")
"""Stands before each result, in bytes."""
ANSWER = struct.Struct(">id")
"""How the child ended (an exit status, or a signal with a minus), and its processor seconds."""


class Failure(StrEnum):
    """Why a child did not come to its end.

    NOT_STARTED says nothing of the content: there was no child, or no room on the disk for what it makes.
    """

    TOO_BIG = "too_big"
    TOO_SLOW = "too_slow"
    MEMORY = "memory"
    UNREADABLE = "unreadable"
    CRASHED = "crashed"
    NOT_STARTED = "not_started"


class UnreadableContent(Exception):
    """For functions that run in a child: the bytes are not what they should be."""


# 1 and 2 are Python's own.
EXIT_STATUS = {
    Failure.TOO_BIG: 10,
    Failure.MEMORY: 11,
    Failure.UNREADABLE: 12,
    Failure.CRASHED: 13,
    Failure.NOT_STARTED: 14,
}


def write_result(target: BinaryIO, result: bytes) -> None:
    target.write(LENGTH.pack(len(result)))
    target.write(result)
    target.flush()


def read_results(source: BinaryIO) -> Iterator[bytes]:
    """The results that were written whole; nothing is believed of a length but how much may be read."""
    while len(head := source.read(LENGTH.size)) == LENGTH.size:
        (length,) = LENGTH.unpack(head)
        result = source.read(min(length, 2**31))
        if len(result) < length:
            return
        yield result


def open_output() -> BinaryIO:
    """For functions that run in a child: the file that its parent has given it for what it makes."""
    return open(OUTPUT, "wb", closefd=False)
