"""Starts the parts in their order, watches them, and ends them all together."""

import contextlib
import http.client
import signal
import sys
import tempfile
import time
from pathlib import Path

from config import env, processes
from config.processes import Process, print_status
from config.run import local

READY_SECONDS = 60.0
ENDING_SECONDS = 8.0
PYTHON = sys.executable
KEEP_RUNNING = [PYTHON, "-m", "config.keep_running", PYTHON]
WEB_SERVER = [
    *KEEP_RUNNING, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws",
    "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers",
    "--workers-kill-timeout", "3", "--log-level", "warning", "config.wsgi:application",
]  # fmt: skip
WORKER = [
    *KEEP_RUNNING, "manage.py", "procrastinate", "--verbosity", "0",
    "worker", "--shutdown-graceful-timeout", "3",
]  # fmt: skip

type Children = dict[str, Process]


def run_all() -> int:
    """Start everything and stay until asked to end; returns the exit code.

    Web server and worker start again by themselves (config.keep_running). That the database ends, or
    what watches a part, ends everything.
    """
    folder = local.var_folder()
    wanted = env.read_integer("PORT", local.DEFAULT_PORT, maximum=65535)
    with local.use_database(folder) as (database_url, server), contextlib.ExitStack() as stack:
        port = local.find_free_port(wanted)
        local.remember_port(folder, port)
        environment = local.build_environment(folder, database_url, port)
        children: Children = {"database": server} if server else {}
        stack.callback(end_all_but_the_database, children)
        logins = start_parts(children, environment, folder / "prepared", port)
        if wait_until_ready(children, port):
            print(welcome_text(environment["SITE_URL"], folder, logins), flush=True)
        elif not find_ended(children):
            print_status(
                f"not ready after {READY_SECONDS:.0f} s; {environment['SITE_URL']}/readyz says why."
            )
        return watch_children(children)


def start_parts(children: Children, environment: dict[str, str], mark: Path, port: int) -> str:
    """Prepare the database, then start what works on it; returns what the preparation has to say.

    From the second start on, when the pages are there already, the web server starts meanwhile.
    """
    web_server = [*WEB_SERVER, "--host", local.HOST, "--port", str(port)]
    print("Preparing the database …", flush=True)
    if mark.exists():
        children["web server"] = processes.start_process(web_server, environment)
    said = run_preparation(environment)
    mark.touch()
    if "web server" not in children:
        children["web server"] = processes.start_process(web_server, environment)
    children["worker"] = processes.start_process(WORKER, environment)
    return said


def run_preparation(environment: dict[str, str]) -> str:
    """Migrate and load the demo in a process of its own; returns what it has to say."""
    with tempfile.TemporaryFile() as output:
        child = processes.start_process(
            [PYTHON, "-m", "config.run.prepare"], environment, streams=(output, None)
        )
        try:
            code = child.wait()
        finally:
            processes.stop_process(child)
        output.seek(0)
        said = output.read().decode(errors="replace")
    if code:
        raise local.CannotStartError("The database could not be prepared; the cause stands above.")
    return said


def wait_until_ready(children: Children, port: int) -> bool:
    """Tell whether the site answered within READY_SECONDS and before any part ended."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and not find_ended(children):
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


def welcome_text(site: str, folder: Path, logins: str) -> str:
    lines = [
        "",
        f"Offene Stelle runs at {site}/",
        f"  Deutsch  {site}/de/",
        f"  English  {site}/en/",
        f"  Staff    {site}/admin/",
        f"  Tour     {site}/en/tour/",
        f"  Mail     {folder / 'mail'}",
        *logins.splitlines(),
        "Ctrl-C ends it.",
        "",
    ]
    return "\n".join(lines)


def watch_children(children: Children) -> int:
    """Return 1 once the database, or what watches a part, has ended; a request to end comes as an exception."""
    while not (gone := find_ended(children)):
        time.sleep(0.2)
    for name in gone:
        how = processes.describe_exit(children[name].returncode)
        print_status(f"the {name} ended ({how}); ending everything.")
    return 1


def find_ended(children: Children) -> list[str]:
    return [name for name, child in children.items() if child.poll() is not None]


def end_all_but_the_database(children: Children) -> None:
    parts = [child for name, child in children.items() if name != "database"]
    for child in parts:
        processes.signal_group(child, signal.SIGTERM)
    for child in parts:
        processes.stop_process(child, patience=ENDING_SECONDS)
