"""Several "hosts" of one installation: processes that share PostgreSQL and Ceph and no folder, behind a real nginx."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from tests.object_store import find_free_port
from tests.proxy import find_nginx
from tests.web_server import CHECKOUT, GRANIAN, wait_for_port

NGINX = """
user root; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{}}
http {{
  log_format hosts "$upstream_addr"; access_log {folder}/access.log hosts;
  client_body_temp_path {folder}/bodies; proxy_temp_path {folder}/answers;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  client_max_body_size 34m;
  upstream web {{ {servers} }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://web; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_set_header Host $http_host; proxy_set_header X-Forwarded-For $remote_addr;
    }}
  }}
}}
"""


def environment_of_a_host(folder: Path, storage: dict[str, Any]) -> dict[str, str]:
    """With folders of its own for documents and for what is temporary."""
    for name in ("documents", "tmp"):
        (folder / name).mkdir(parents=True)
    smtp = settings.MAILERS["default"].get("OPTIONS", {}).get("port", 1)
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
        "TESTS_WORKER_DATABASE": str(connection.settings_dict["NAME"]),
        "TESTS_WORKER_DOCUMENTS": str(folder / "documents"),
        "TESTS_WORKER_SMTP_PORT": str(smtp),
        "TESTS_WORKER_CLAMD": "",
        "TESTS_WORKER_STORAGE": json.dumps(storage),
        "TMPDIR": str(folder / "tmp"),
    }


class Hosts:
    """Web and worker processes by number, and the proxy before them."""

    def __init__(self, folder: Path, storage: dict[str, Any]) -> None:
        self.folder, self.storage = folder, storage
        self.processes: list[subprocess.Popen[bytes]] = []
        self.ports: list[int] = []
        self.address = ""

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        folder = self.folder / f"host{len(self.processes)}"
        environment = environment_of_a_host(folder, self.storage)
        process = subprocess.Popen(
            [sys.executable, *command], cwd=CHECKOUT, env=environment, start_new_session=True
        )
        self.processes.append(process)
        return process

    def start_web(self, number: int) -> None:
        for _each in range(number):
            self.ports.append(find_free_port())
            port = str(self.ports[-1])
            self.start(*GRANIAN, "--port", port, "config.wsgi:application")
        for port in self.ports:
            wait_for_port(port)

    def start_workers(self, number: int) -> None:
        for _each in range(number):
            self.start("manage.py", "procrastinate", "worker", "--concurrency=2")

    def start_proxy(self) -> None:
        port = find_free_port()
        servers = " ".join(
            f"server 127.0.0.1:{each} max_fails=1 fail_timeout=2s;" for each in self.ports
        )
        text = NGINX.format(folder=self.folder, servers=servers, port=port)
        (self.folder / "nginx.conf").write_text(text)
        command = [str(find_nginx()), "-c", str(self.folder / "nginx.conf"), "-g", "daemon off;"]
        self.processes.append(subprocess.Popen(command, start_new_session=True))
        wait_for_port(port)
        self.address = f"http://127.0.0.1:{port}"

    def kill(self, number: int, how: int = signal.SIGKILL) -> None:
        """With its children, which serve."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.processes[number].pid, how)

    def count_answers(self) -> Counter[str]:
        """By host, as the proxy noted them."""
        return Counter((self.folder / "access.log").read_text().split())

    def list_files(self) -> list[Path]:
        """What lies in the folders of the hosts."""
        return [path for path in self.folder.glob("host*/*/**/*") if path.is_file()]


@contextlib.contextmanager
def running_hosts(
    folder: Path, storage: dict[str, Any], *, web: int, workers: int = 0
) -> Iterator[Hosts]:
    hosts = Hosts(folder, storage)
    try:
        hosts.start_web(web)
        hosts.start_workers(workers)
        hosts.start_proxy()
        yield hosts
    finally:
        for number, _process in enumerate(hosts.processes):
            hosts.kill(number, signal.SIGTERM)
        for number, process in enumerate(hosts.processes):
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            hosts.kill(number)
            process.wait()
