"""The servers that benchmarks of public pages ask, each in a process of its own, and their databases."""

import contextlib
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psycopg

from config import processes
from config.run import local, supervisor

READY_SECONDS = 60
CHECKOUT = Path(__file__).resolve().parent.parent


class Server(NamedTuple):
    name: str
    port: int
    cookie: str = ""
    scheme: str = "http"
    encoding: str = ""

    @property
    def url(self) -> str:
        return f"{self.scheme}://{local.HOST}:{self.port}"

    @property
    def headers(self) -> dict[str, str]:
        said = {"Cookie": self.cookie, "Accept-Encoding": self.encoding}
        return {name: value for name, value in said.items() if value}

    def connect(self) -> http.client.HTTPConnection:
        """Without TLS: only wrk asks a server that has it."""
        return http.client.HTTPConnection(local.HOST, self.port, timeout=60)

    def ask(self, connection: http.client.HTTPConnection, path: str) -> bytes | None:
        """The body of a good answer, else None."""
        connection.request("GET", path, headers=self.headers)
        answer = connection.getresponse()
        body = answer.read()
        return body if answer.status == http.HTTPStatus.OK else None


@contextlib.contextmanager
def use_database_server() -> Iterator[str]:
    """The address of the server that keeps the filled databases in var/benchmark."""
    folder = local.var_folder() / "benchmark"
    folder.mkdir(mode=0o711, exist_ok=True)
    with local.use_database(folder, join=True) as (address, _process):
        yield address


def fill(server: str, number: int) -> str:
    """The address of the filled database of this size."""
    name = f"postings_{number}"
    with psycopg.connect(server, autocommit=True) as connection:
        if not connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [name]
        ).fetchone():
            connection.execute(f"CREATE DATABASE {name}")
    url = server.replace("/postgres?", f"/{name}?")
    command = [sys.executable, "-m", "benchmarks.pages_rows", str(number)]
    subprocess.run(command, env=build_environment(CHECKOUT, url, 0), cwd=CHECKOUT, check=True)
    return url


def build_environment(checkout: Path, url: str, port: int) -> dict[str, str]:
    made = local.build_environment(local.var_folder(), url, port)
    return made | {"PYTHONPATH": str(checkout), "LOG_LEVEL": "ERROR", "SEARCHES_A_MINUTE": "0"}


@contextlib.contextmanager
def run_build(checkout: Path, url: str) -> Iterator[tuple[int, int]]:
    """Gives its port and its process."""
    port = local.find_free_port(0)
    server = [str(checkout / ".venv/bin/python"), *supervisor.WEB_SERVER[4:]]
    command = [*server, "--host", local.HOST, "--port", str(port)]
    with run_process(command, build_environment(checkout, url, port), checkout) as process:
        wait_until_ready(Server("", port), "/readyz")
        yield port, process


@contextlib.contextmanager
def run_empty_view() -> Iterator[Server]:
    port = local.find_free_port(0)
    command = [
        *(sys.executable, "-m", "gunicorn", "--workers", "2", "--worker-class", "sync"),
        *("--no-control-socket", "--log-level", "error", "--bind", f"{local.HOST}:{port}"),
        "benchmarks.empty_view:application",
    ]
    with run_process(command, dict(os.environ), CHECKOUT):
        server = Server("A", port)
        wait_until_ready(server, "/")
        yield server


@contextlib.contextmanager
def run_process(command: list[str], environment: dict[str, str], folder: Path) -> Iterator[int]:
    process = processes.start_process(["env", f"--chdir={folder}", *command], environment)
    try:
        yield process.pid
    finally:
        processes.stop_process(process)


def wait_until_ready(server: Server, path: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if server.ask(server.connect(), path) is not None:
                return
        time.sleep(0.2)
    raise SystemExit(f"nothing answers at port {server.port}")
