"""Stands before a real server and does what networks and servers under load do: refuses, keeps silent, answers late, says 503."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

BUSY = b"<Error><Code>SlowDown</Code></Error>"
REFUSAL = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/xml\r\nConnection: close\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(BUSY), BUSY)
)
LATE_SECONDS = 6.0


class FaultyGateway:
    """Passes everything on while `fault` is empty; else it is "away", "silent", "late", "busy" or "busy once"."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.server = (parts.hostname or "", parts.port or 0)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.fault = ""
        self.asked = 0

    def serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                visitor = self.listener.accept()[0]
                self.asked += 1
                threading.Thread(target=self.handle, args=[visitor], daemon=True).start()

    def handle(self, visitor: socket.socket) -> None:
        with visitor, contextlib.suppress(OSError):
            if self.fault == "away":
                return
            if self.fault == "silent":
                time.sleep(LATE_SECONDS)
                return
            if self.fault.startswith("busy"):
                self.fault = "" if self.fault == "busy once" else self.fault
                visitor.recv(65536)
                visitor.sendall(REFUSAL)
                return
            with socket.create_connection(self.server, 10) as server:
                back = threading.Thread(target=self.copy, args=[server, visitor], daemon=True)
                back.start()
                self.copy(visitor, server)
                back.join()

    def copy(self, source: socket.socket, target: socket.socket) -> None:
        """What is on its way when a fault begins is cut off or comes late."""
        with contextlib.suppress(OSError):
            while block := source.recv(65536):
                if self.fault in {"late", "silent"}:
                    time.sleep(LATE_SECONDS)
                elif self.fault:
                    break
                target.sendall(block)
        for each in (source, target):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def running_gateway(address: str) -> Iterator[FaultyGateway]:
    gateway = FaultyGateway(address)
    threading.Thread(target=gateway.serve, daemon=True).start()
    try:
        yield gateway
    finally:
        gateway.fault = "away"
        gateway.listener.close()
