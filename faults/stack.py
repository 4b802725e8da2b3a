"""The product as it is shipped, in a folder of a run: database, mail server, web, worker and proxy.

Storage, temporary files and the database lie on small disks in memory, so that they can be full, read-only or gone.
"""

import contextlib
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from config.processes import Process, start_process, stop_process
from config.run.local import find_free_port
from faults.browser import Browser, Site, TryAgain
from faults.database import Database
from faults.disks import Disk
from faults.mailbox import Mailbox
from faults.places import WEB, WORKER
from faults.waiting import wait_until
from tests.clamd import Clamd
from tests.proxy import Proxy

CHECKOUT = Path(__file__).resolve().parent.parent
HOST = "jobs.test"
ENTRYPOINT = ["sh", "deploy/entrypoint.sh"]
MIB = 1024 * 1024
DISKS = {"documents": 384 * MIB, "tmp": 64 * MIB, "proxy": 128 * MIB, "postgres": 700 * MIB}
READY_SECONDS = 120.0
POSTING = re.compile(r'href="(/de/stellen/(\d+)-[^"]+/)"')


class Stack:
    """All parts, and how to start and end each; `environment` is what an operator sets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.disks = {name: Disk(folder / name, size) for name, size in DISKS.items()}
        self.database = Database(folder / "postgres")
        self.mailbox = Mailbox()
        self.web_port, self.processes = find_free_port(0), dict[str, Process]()
        self.proxy = Proxy(folder, web_port=self.web_port)
        self.more: dict[str, str] = {}
        self.secret_key = secrets.token_hex(50)
        self.document_key = b64encode(secrets.token_bytes(32)).decode()
        self.form, self.public_id = "", 0
        self.extras = contextlib.ExitStack()
        self.scanner: Clamd | None = None

    @property
    def site(self) -> Site:
        return Site(self.proxy.port, HOST)

    @property
    def pauses(self) -> Path:
        return self.folder / "pauses"

    @property
    def environment(self) -> dict[str, str]:
        """Production, but for what is measured elsewhere: the second factor of the staff."""
        return {
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "DJANGO_SETTINGS_MODULE": "faults.settings",
            "SECRET_KEY": self.secret_key,
            "DOCUMENT_KEYS": self.document_key,
            "ALLOWED_HOSTS": HOST,
            "DATABASE_URL": self.database.url,
            "DOCUMENTS_ROOT": str(self.folder / "documents"),
            "STATIC_ROOT": str(self.folder / "static"),
            "TMPDIR": str(self.folder / "tmp"),
            "DISK_RESERVE_MIB": "8",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.mailbox.port),
            "PORT": str(self.web_port),
            "SECOND_FACTOR_REQUIRED": "no",
            "FAULTS_PAUSES": str(self.pauses),
            **self.more,
        }

    def prepare(self) -> None:
        """An installation with invented postings, as docs/operations.md has it."""
        self.pauses.mkdir()
        self.database.start()
        self.mailbox.start()
        self.manage("migrate", "--noinput")
        self.manage("createcachetable")
        self.manage("collectstatic", "--noinput", "--verbosity", "0")
        self.manage("load_demo", "--force")
        self.proxy.start()

    def rotate_secret(self) -> str:
        """Another SECRET_KEY from the next start on; returns the earlier one."""
        earlier, self.secret_key = self.secret_key, secrets.token_hex(50)
        return earlier

    def find_posting(self) -> None:
        """The first one of the list, to which all apply."""
        with contextlib.closing(Browser(self.site, "127.0.0.3")) as browser:
            listed = browser.ask("GET", "/de/stellen/").text
        found = POSTING.findall(listed)[0]
        self.form, self.public_id = f"{found[0]}bewerben/", int(found[1])

    def manage(self, *command: str) -> str:
        """A command of manage.py in the environment of the product; what it prints."""
        whole = [sys.executable, "manage.py", *command]
        done = subprocess.run(
            whole, cwd=CHECKOUT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout

    def start(self, *roles: str) -> None:
        """Start web, worker or both as the image does; each with a log in the folder of the run."""
        for role in roles or (WEB, WORKER):
            environment = self.environment | {"FAULTS_ROLE": role}
            with (self.folder / f"{role}.log").open("ab") as log:
                self.processes[role] = start_process(
                    [*ENTRYPOINT, role], environment, streams=(log, log)
                )
        if not roles or WEB in roles:
            wait_until(self.is_ready, READY_SECONDS, "web is ready")

    def is_ready(self) -> bool:
        """By the web server itself, as a load balancer asks it, then through the proxy, which keeps that to itself."""
        asked = HTTPConnection("127.0.0.1", self.web_port, timeout=READY_SECONDS)
        with (
            contextlib.closing(asked),
            contextlib.closing(Browser(self.site, "127.0.0.1")) as browser,
        ):
            try:
                asked.request("GET", "/readyz")
                is_ready = asked.getresponse().status == HTTPStatus.OK
                return is_ready and browser.ask("GET", "/healthz").status == HTTPStatus.OK
            except (OSError, HTTPException, TryAgain):
                return False

    def stop(self, *roles: str, number: signal.Signals = signal.SIGTERM) -> None:
        """End these parts as a container engine does: SIGTERM, and SIGKILL after 40 s."""
        for role in roles or (WEB, WORKER):
            if role in self.processes:
                stop_process(self.processes.pop(role), number, patience=40)

    def close(self) -> None:
        self.extras.close()
        self.stop()
        self.proxy.stop()
        self.mailbox.stop()
        self.database.stop(signal.SIGQUIT)
        for disk in self.disks.values():
            disk.unmount()


@contextlib.contextmanager
def running_stack(folder: Path) -> Iterator[Stack]:
    """A stack whose disks are mounted and which is gone afterwards; needs the rights of root."""
    folder.mkdir(mode=0o711)
    stack = Stack(folder)
    try:
        for disk in stack.disks.values():
            disk.mount()
        os.chdir(CHECKOUT)
        stack.prepare()
        yield stack
    finally:
        stack.close()
        shutil.rmtree(folder, ignore_errors=True)
