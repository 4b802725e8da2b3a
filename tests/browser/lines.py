"""A line between browser and server that breaks where a test wants it to."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

CHUNK = 65536
ENDLESS, WHOLE = 2**40, -1
"""Instead of a number of bytes: nothing breaks; or all of the request goes through, and its answer is lost."""


class Line:
    """Listens at `url` and hands everything on to `server`; `breaks` says what becomes of each post."""

    def __init__(self, server: str, breaks: list[int]) -> None:
        address = urlsplit(server)
        self._server = (address.hostname or "", address.port or 0)
        self._breaks = iter(breaks)
        self.posts = 0
        self._door = socket.create_server(("localhost", 0))
        self.url = f"http://localhost:{self._door.getsockname()[1]}"

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                caller, _address = self._door.accept()
                threading.Thread(target=self._join, args=[caller], daemon=True).start()

    def close(self) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _join(self, caller: socket.socket) -> None:
        called = Called(socket.create_connection(self._server))
        threading.Thread(target=called.answer, args=[caller], daemon=True).start()
        with suppress(OSError):
            while data := caller.recv(CHUNK):
                if data.startswith(b"POST "):
                    self.posts += 1
                    called.room = next(self._breaks, ENDLESS)
                called.take(data)
        hang_up(caller, called.end)


class Called:
    """The server's end of one connection; `room` is how many bytes it gets until the line breaks."""

    def __init__(self, end: socket.socket) -> None:
        self.end, self.room = end, ENDLESS

    def take(self, data: bytes) -> None:
        if self.room == WHOLE:
            self.end.sendall(data)
            return
        self.end.sendall(data[: self.room])
        self.room -= len(data)
        if self.room <= 0:
            raise ConnectionError

    def answer(self, caller: socket.socket) -> None:
        with suppress(OSError):
            while (data := self.end.recv(CHUNK)) and self.room != WHOLE:
                caller.sendall(data)
        hang_up(caller, self.end)


def hang_up(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@contextmanager
def breaking_line(server: str, breaks: list[int]) -> Iterator[Line]:
    line = Line(server, breaks)
    threading.Thread(target=line.serve, daemon=True).start()
    try:
        yield line
    finally:
        line.close()
