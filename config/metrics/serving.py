"""Answers GET /metrics on METRICS_ADDRESS, from a thread of each process that counts.

All processes of a machine listen on the same port (SO_REUSEPORT), the kernel chooses one, and each answers for all: what
they count lies in files that they share (METRICS_FOLDER). So a scrape is answered while every thread of the pages waits,
and no process is there for it alone. https://prometheus.github.io/client_python/multiprocess/
"""

import contextlib
import logging
import os
import re
import socket
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

FILES_OF_PROCESSES = re.compile(r"gauge_live\w*_(\d+)\.db")
READ_SECONDS = 10.0
SCRAPES = threading.Lock()
"""One at a time in each process."""

logger = logging.getLogger(__name__)


def start_metrics(address: tuple[str, int], folder: Path, *, of_installation: bool) -> None:
    """Begins to count for Prometheus and to answer it; a process whose port is taken only counts."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    from config.metrics.passing_on import PassingOn

    PassingOn().start()
    try:
        server = MetricsServer(address, folder, of_installation=of_installation)
    except OSError:
        logger.exception("Metrics cannot be served on %s:%d.", *address)
        return
    threading.Thread(target=server.serve_forever, name="metrics-server", daemon=True).start()


class MetricsServer(ThreadingHTTPServer):
    allow_reuse_port = True
    daemon_threads = True

    def __init__(self, address: tuple[str, int], folder: Path, *, of_installation: bool) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.folder = folder
        self.collectors = make_collectors(of_installation=of_installation)
        super().__init__(address, MetricsHandler)

    def render(self) -> bytes:
        from prometheus_client import CollectorRegistry, generate_latest
        from prometheus_client.multiprocess import MultiProcessCollector

        registry = CollectorRegistry()
        forget_dead_processes(self.folder)
        MultiProcessCollector(registry, str(self.folder))
        for collector in self.collectors:
            registry.register(collector)
        return generate_latest(registry)


def make_collectors(*, of_installation: bool) -> list[Any]:
    if not of_installation:
        return []
    from config.metrics.installation import InstallationCollector

    return [InstallationCollector()]


class MetricsHandler(BaseHTTPRequestHandler):
    """Knows one address; says nothing of who asks."""

    server: MetricsServer
    timeout = READ_SECONDS

    def do_GET(self) -> None:
        if self.path.partition("?")[0] != "/metrics":
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        with SCRAPES:
            body = self.server.render()
        with contextlib.suppress(ConnectionError, TimeoutError):  # who asked has not waited
            self.answer(body)

    def answer(self, body: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


def forget_dead_processes(folder: Path) -> None:
    """What a process held, such as connections, ends with it; what it counted stays."""
    for path in folder.glob("gauge_live*.db"):
        found = FILES_OF_PROCESSES.fullmatch(path.name)
        if found and not Path(f"/proc/{found[1]}").exists():
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
