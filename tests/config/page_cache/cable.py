"""The way to PostgreSQL's socket as a cable that a test can cut."""

import contextlib
import shutil
import socket
import tempfile
import threading
from pathlib import Path

SOCKET = ".s.PGSQL.5432"


class Cable:
    """Listens in a folder of its own, and passes on to the server that listens in the other one."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.folder = Path(tempfile.mkdtemp(prefix="cable-"))
        self.ends: list[socket.socket] = []
        self.mend()

    def mend(self) -> None:
        self.entry = socket.socket(socket.AF_UNIX)
        self.entry.bind(str(self.folder / SOCKET))
        self.entry.listen()
        threading.Thread(target=self.accept, args=[self.entry], daemon=True).start()

    def accept(self, entry: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, far = entry.accept()[0], socket.socket(socket.AF_UNIX)
                far.connect(f"{self.server}/{SOCKET}")
                self.ends += [near, far]
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=pass_on, args=pair, daemon=True).start()

    def cut(self) -> None:
        """All connections end, and nobody gets a new one."""
        for end in [self.entry, *self.ends]:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.ends.clear()
        (self.folder / SOCKET).unlink(missing_ok=True)

    def remove(self) -> None:
        self.cut()
        shutil.rmtree(self.folder)


def pass_on(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
