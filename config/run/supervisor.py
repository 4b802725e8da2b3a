"""Starts the parts in their order, watches them, and ends them all together."""

import contextlib
import http.client
import signal
import sys
import tempfile
import time
from pathlib import Path

from config import env, processes
from config.processes import Process
from config.run import local

READY_SECONDS = 60.0
ENDING_SECONDS = 8.0
PYTHON = sys.executable
WEB_SERVER = [
    "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws",
    "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers",
    "--workers-kill-timeout", "3", "--log-level", "warning", "config.wsgi:application",
]  # fmt: skip
WORKER = [
    "manage.py",
    "procrastinate",
    "--verbosity",
    "0",
    "worker",
    "--shutdown-graceful-timeout",
    "3",
]

type Children = dict[str, Process]


def run() -> int:
    """Start everything and stay until asked to end or until a part ends by itself; returns the exit code."""
    folder = local.var_folder()
    wanted = env.integer("PORT", 8000, maximum=65535)
    with local.database(folder) as (database_url, server), contextlib.ExitStack() as stack:
        port = local.free_port(wanted)
        environment = local.environment(folder, database_url, port)
        print("Preparing the database …", flush=True)
        logins = prepare(environment)
        children: Children = {"database": server} if server else {}
        for name, command in {
            "worker": WORKER,
            "web server": [*WEB_SERVER, "--host", local.HOST, "--port", str(port)],
        }.items():
            children[name] = processes.start([PYTHON, *command], environment)
            stack.callback(processes.stop, children[name], patience=ENDING_SECONDS)
        stack.callback(ask_to_end, [children["web server"], children["worker"]])
        if wait_until_ready(children, port):
            print(welcome(environment["SITE_URL"], folder, logins), flush=True)
        return watch(children)


def prepare(environment: dict[str, str]) -> str:
    """Migrate and load the demo in a process of its own; returns what it has to say."""
    with tempfile.TemporaryFile() as output:
        child = processes.start(
            [PYTHON, "-m", "config.run.prepare"], environment, streams=(output, None)
        )
        try:
            code = child.wait()
        finally:
            processes.stop(child)
        output.seek(0)
        said = output.read().decode(errors="replace")
    if code:
        raise local.CannotStartError("The database could not be prepared; the cause stands above.")
    return said


def wait_until_ready(children: Children, port: int) -> bool:
    """Tell whether the site answered within READY_SECONDS and before any part ended."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and not ended(children):
        connection = http.client.HTTPConnection(local.HOST, port, timeout=5)
        with (
            contextlib.suppress(OSError, http.client.HTTPException),
            contextlib.closing(connection),
        ):
            connection.request("GET", "/readyz")
            if connection.getresponse().status != http.HTTPStatus.SERVICE_UNAVAILABLE:
                return True
        time.sleep(0.1)
    return False


def welcome(site: str, folder: Path, logins: str) -> str:
    lines = [
        "",
        f"Offene Stelle runs at {site}/",
        f"  Deutsch  {site}/de/",
        f"  English  {site}/en/",
        f"  Staff    {site}/admin/",
        f"  Mail     {folder / 'mail'}",
        logins.rstrip("\n"),
        "Ctrl-C ends it.",
        "",
    ]
    return "\n".join(line for line in lines if line or not logins)


def watch(children: Children) -> int:
    """Return 1 once a part has ended by itself; a request to end comes as an exception."""
    while not (gone := ended(children)):
        time.sleep(0.2)
    for name in gone:
        code = children[name].returncode
        how = f"exit code {code}" if code >= 0 else signal.Signals(-code).name
        print(
            f"offene-stelle: the {name} ended ({how}); ending everything.",
            file=sys.stderr,
            flush=True,
        )
    return 1


def ended(children: Children) -> list[str]:
    return [name for name, child in children.items() if child.poll() is not None]


def ask_to_end(children: list[Process]) -> None:
    for child in children:
        processes.signal_group(child, signal.SIGTERM)
