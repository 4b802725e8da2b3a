"""Talks to clamd, the daemon of ClamAV, over its socket; the commands stand in clamd(8).

A file is sent in pieces, so that none is ever whole in memory, and every wait has an end.
"""

import re
import socket
import struct
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import NamedTuple

from django.conf import settings

LENGTH = struct.Struct("!L")
LONGEST_REPLY = 4096
END = b"\0"
QUICK_SECONDS = 5.0
"""For an answer that needs no work; a scanner that takes longer hangs."""
VERSION_REPLY = re.compile(
    r"ClamAV [^/]+/\d+/\w{3} (?P<month>\w{3}) +(?P<day>\d{1,2}) (?P<time>\d\d:\d\d:\d\d) (?P<year>\d{4})"
)
MONTHS = ("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()


class ScannerUnavailable(Exception):
    """Nothing is known of the file: the scanner is away, hangs, or tells of an error of its own."""


class TcpAddress(NamedTuple):
    host: str
    port: int


class Line:
    """An open connection on which all that is said has to be said within some seconds."""

    def __init__(self, address: str | TcpAddress, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        try:
            self._socket = open_socket(address, self._seconds_left())
        except OSError as error:
            raise ScannerUnavailable(f"no connection: {error}") from error

    def _seconds_left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def send(self, data: bytes) -> bool:
        """Whether it was taken; not, when the other side has hung up or takes too long."""
        try:
            self._socket.settimeout(self._seconds_left())
            self._socket.sendall(data)
        except OSError:
            return False
        return True

    def read_reply(self) -> str:
        """Up to the byte that ends it; ScannerUnavailable if it does not come whole."""
        reply = b""
        try:
            while not reply.endswith(END) and len(reply) < LONGEST_REPLY:
                self._socket.settimeout(self._seconds_left())
                part = self._socket.recv(LONGEST_REPLY)
                if not part:
                    break
                reply += part
        except OSError as error:
            raise ScannerUnavailable(f"no answer: {type(error).__name__}") from error
        if not reply.endswith(END):
            raise ScannerUnavailable("the connection broke")
        return reply.rstrip(END).decode("utf-8", "replace").strip()

    def close(self) -> None:
        self._socket.close()


def open_socket(address: str | TcpAddress, seconds: float) -> socket.socket:
    if isinstance(address, TcpAddress):
        return socket.create_connection(address, timeout=seconds)
    opened = socket.socket(socket.AF_UNIX)
    try:
        opened.settimeout(seconds)
        opened.connect(address)
    except OSError:
        opened.close()
        raise
    return opened


@contextmanager
def connect(seconds: float) -> Iterator[Line]:
    line = Line(parse_address(settings.CLAMD_ADDRESS), seconds)
    try:
        yield line
    finally:
        line.close()


def parse_address(address: str) -> str | TcpAddress:
    """The path of unix:/path, or host and port of tcp:host:port; config.env has checked its form."""
    kind, _colon, rest = address.partition(":")
    if kind == "unix":
        return rest
    host, _colon, port = rest.rpartition(":")
    return TcpAddress(host.strip("[]"), int(port))


def is_configured() -> bool:
    return bool(settings.CLAMD_ADDRESS)


def read_signature_date(*, seconds: float = QUICK_SECONDS) -> datetime | None:
    """When the signatures were made that the scanner has; None if it does not say.

    Raises ScannerUnavailable. The scanner names its local time; it counts as UTC, which is right
    to the day.
    """
    with connect(seconds) as line:
        line.send(b"zVERSION\0")
        return parse_signature_date(line.read_reply())


def parse_signature_date(reply: str) -> datetime | None:
    """From such as "ClamAV 1.4.6/27835/Mon Nov 30 08:24:11 2026"; months by hand, whatever the locale."""
    found = VERSION_REPLY.match(reply)
    if found is None or found["month"] not in MONTHS:
        return None
    month = MONTHS.index(found["month"]) + 1
    try:
        hour, minute, second = map(int, found["time"].split(":"))
        return datetime(
            int(found["year"]), month, int(found["day"]), hour, minute, second, tzinfo=UTC
        )
    except ValueError:
        return None


def scan_stream(chunks: Iterable[bytes]) -> str:
    """What the scanner says of these bytes, such as "stream: OK"; ScannerUnavailable if nothing.

    All together may take settings.CLAMD_SECONDS. When it hangs up before the end, what it said
    last counts: a file over its limit is refused so.
    """
    with connect(settings.CLAMD_SECONDS) as line:
        is_taken = line.send(b"zINSTREAM\0")
        for chunk in chunks:
            is_taken = is_taken and line.send(LENGTH.pack(len(chunk)) + chunk)
            if not is_taken:
                break
        if is_taken:
            line.send(LENGTH.pack(0))
        return line.read_reply()
