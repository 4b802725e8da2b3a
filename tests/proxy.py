"""The reverse proxy as it is shipped: a real nginx with deploy/nginx.conf, of which only paths and ports are others."""

import re
import shutil
import signal
import subprocess
from pathlib import Path

from config.processes import Process, start_process, stop_process
from config.run.local import find_free_port

SHIPPED = Path(__file__).resolve().parent.parent / "deploy" / "nginx.conf"
HTTP2_DIRECTIVE = (1, 25, 1)
"""The first version of nginx that knows it."""

type Change = tuple[str, str]
"""A regular expression that must be found in the shipped text, and what stands there instead."""


class Proxy:
    """On a free port of the loopback interface, with its files in `folder`; `web_port` is that of the web server."""

    def __init__(self, folder: Path, *, web_port: int, changes: tuple[Change, ...] = ()) -> None:
        self.folder, self.web_port, self.port = folder, web_port, find_free_port(0)
        self.changes = changes
        self.process: Process | None = None

    def start(self) -> None:
        make_certificate(self.folder / "fullchain.pem", self.folder / "privkey.pem")
        (self.folder / "proxy").mkdir(mode=0o711, exist_ok=True)
        path = self.folder / "nginx.conf"
        path.write_text(self.adapt(SHIPPED.read_text(encoding="utf-8")))
        command: list[str | Path] = [find_nginx(), "-c", path, "-g", "daemon off;"]
        with (self.folder / "nginx.log").open("ab") as log:
            self.process = start_process(command, {"PATH": "/usr/bin:/bin"}, streams=(log, log))

    def reload(self) -> None:
        """As `nginx -s reload`."""
        if self.process:
            self.process.send_signal(signal.SIGHUP)

    def stop(self) -> None:
        if self.process:
            stop_process(self.process)
        self.process = None

    def adapt(self, shipped: str) -> str:
        """The shipped text with other paths and ports, and one HTTPS server on 127.0.0.1 only."""
        changes: list[Change] = [
            (r"/tmp/nginx\.pid", f"{self.folder}/nginx.pid"),
            (r"_path /tmp/", f"_path {self.folder}/proxy/"),
            (r"/etc/nginx/certificates", str(self.folder)),
            (r"(?m)^ *resolver .*\n", ""),
            (r"http://web:8000", f"http://127.0.0.1:{self.web_port}"),
            (r"listen 443 ssl default_server", f"listen 127.0.0.1:{self.port} ssl"),
            (r"(?m)^ *listen \[::\]:.*\n", ""),
            (r"listen 80 default_server", f"listen unix:{self.folder}/plain.sock"),
            *self.changes,
        ]
        if nginx_version() < HTTP2_DIRECTIVE:
            changes.append((r"(?m)^ *http2 on;\n", ""))
        for pattern, text in changes:
            shipped, count = re.subn(pattern, text, shipped)
            if not count:
                raise ValueError(f"deploy/nginx.conf has no {pattern} any more")
        return shipped


def find_nginx() -> str:
    return shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin") or "nginx"


def nginx_version() -> tuple[int, ...]:
    said = subprocess.run([find_nginx(), "-v"], capture_output=True, text=True, check=True).stderr
    return tuple(int(part) for part in re.findall(r"\d+", said)[:3])


def make_certificate(certificate: Path, key: Path) -> None:
    """One of a year for the name of the site that nobody has signed."""
    options = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "365", "-subj", "/CN=jobs.test"]
    command: list[str | Path] = ["openssl", "req", *options, "-keyout", key, "-out", certificate]
    subprocess.run(command, check=True, capture_output=True)
