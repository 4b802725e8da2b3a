"""A real web server in a process of its own, as production starts it, on a free port."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0
GRANIAN = [
    *("-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws", "--workers", "1"),
    *("--blocking-threads", "4", "--log-level", "warning", "--host", "127.0.0.1"),
]


@contextlib.contextmanager
def running_web_server(application: str, **environment: str) -> Iterator[int]:
    """Serves this WSGI application; gives the port once it is open."""
    port = find_free_port()
    command = [sys.executable, *GRANIAN, "--port", str(port), application]
    server = subprocess.Popen(command, cwd=CHECKOUT, env=os.environ | environment)
    try:
        wait_for_port(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for_port(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 5):
            return
        time.sleep(0.1)
    raise TimeoutError


def get(port: int, path: str) -> tuple[int, bytes]:
    """Status and body; raises http.client.IncompleteRead if the body breaks off."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as browser:
        browser.request("GET", path)
        answer = browser.getresponse()
        return answer.status, answer.read()
