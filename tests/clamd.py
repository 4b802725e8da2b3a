"""A real clamd (ClamAV) for tests, on a Unix socket and a free port of the loopback interface, with one signature of our own.

    def test_scan(clamd): … DocumentFactory(application=…, scan_state="pending", stored=b"…" + MARKER)

The fixture points the settings at it. MARKER is a sentence that harms nobody and that only these tests know.
"""

import contextlib
import hashlib
import io
import shutil
import signal
import socket
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

MARKER = b"Der gruene Kranich zaehlt heute elf Regentonnen."
SIGNATURE = "OffeneStelle.Test.Marker"
FOUND = f"{SIGNATURE}.UNOFFICIAL"
"""As clamd names what it has from nobody's signed database."""
STREAM_MAX = 1024 * 1024
PATIENCE = 60.0
SHIPPED = Path(__file__).resolve().parent.parent / "deploy" / "clamd.conf"
"""What operators get holds here, too, but for places, ports and sizes."""
PROGRAM = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/sbin")


def build_database(made_at: datetime) -> bytes:
    """An unsigned container as sigtool makes it: a header of 512 bytes, then an archive."""
    signature = f"{SIGNATURE}:0:*:{MARKER.hex()}\n".encode()
    day, at = made_at.strftime("%d %b %Y %H-%M +0000"), int(made_at.timestamp())
    header = f"ClamAV-VDB:{day}:7:1:90:X:X:offene-stelle:{at}"
    line = f"daily.ndb:{len(signature)}:{hashlib.sha256(signature).hexdigest()}"
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz", format=tarfile.USTAR_FORMAT) as files:
        for name, content in (
            ("daily.info", f"{header}\n{line}\n".encode()),
            ("daily.ndb", signature),
        ):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            files.addfile(entry, io.BytesIO(content))
    return header.encode().ljust(512) + archive.getvalue()


class Clamd:
    """The daemon in a folder of its own; started and stopped as often as a test wants."""

    def __init__(self, folder: Path, *, made_at: datetime | None = None) -> None:
        self._folder = folder
        self.socket_path = folder / "clamd.sock"
        with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None
        database = folder / "database"
        database.mkdir()
        (database / "daily.cud").write_bytes(build_database(made_at or datetime.now(UTC)))
        own = {
            "LocalSocket": self.socket_path,
            "TCPSocket": self.port,
            "TCPAddr": "127.0.0.1",
            "StreamMaxLength": STREAM_MAX,
            "DatabaseDirectory": database,
            "Foreground": "yes",
            "SelfCheck": 0,
        }
        shipped = [
            line for line in SHIPPED.read_text().splitlines() if line.partition(" ")[0] not in own
        ]
        lines = [*shipped, *(f"{name} {value}" for name, value in own.items()), ""]
        (folder / "clamd.conf").write_text("\n".join(lines))

    @property
    def unix_address(self) -> str:
        return f"unix:{self.socket_path}"

    @property
    def tcp_address(self) -> str:
        return f"tcp:127.0.0.1:{self.port}"

    def start(self) -> None:
        """Until it answers on both sockets."""
        assert PROGRAM
        self.socket_path.unlink(missing_ok=True)
        with (self._folder / "log").open("wb") as log:
            command = [PROGRAM, "--config-file", str(self._folder / "clamd.conf")]
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        end = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None, (self._folder / "log").read_text()
            assert time.monotonic() < end
            time.sleep(0.05)

    def answers(self) -> bool:
        with contextlib.suppress(OSError), contextlib.ExitStack() as opened:
            by_path = opened.enter_context(socket.socket(socket.AF_UNIX))
            by_path.connect(str(self.socket_path))
            by_port = opened.enter_context(socket.create_connection(("127.0.0.1", self.port)))
            by_port.sendall(b"zPING\0")
            return by_port.recv(5) == b"PONG\0"
        return False

    def freeze(self) -> None:
        """It takes connections and never answers."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


@contextlib.contextmanager
def running_clamd(*, made_at: datetime | None = None) -> Iterator[Clamd]:
    """A daemon in a new folder; the path of a socket must be short."""
    if PROGRAM is None:
        pytest.skip("clamd is not installed: apt-get install clamav-daemon")
    folder = Path(tempfile.mkdtemp(prefix="clamd-"))
    server = Clamd(folder, made_at=made_at)
    try:
        server.start()
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def shared_clamd() -> Iterator[Clamd]:
    with running_clamd() as server:
        yield server


@pytest.fixture
def clamd(shared_clamd: Clamd, settings: Settings) -> Clamd:
    """The one of the whole session, running; nobody stops it."""
    settings.CLAMD_ADDRESS = shared_clamd.unix_address
    settings.CLAMD_STREAM_MAX_BYTES = STREAM_MAX
    return shared_clamd


@pytest.fixture
def own_clamd(settings: Settings) -> Iterator[Clamd]:
    """One that this test may kill and freeze; what hangs is given up after a second."""
    with running_clamd() as server:
        settings.CLAMD_ADDRESS = server.unix_address
        settings.CLAMD_STREAM_MAX_BYTES = STREAM_MAX
        settings.CLAMD_SECONDS = 1
        yield server


@pytest.fixture
def stale_clamd(settings: Settings) -> Iterator[Clamd]:
    """One whose signatures are ten days old."""
    with running_clamd(made_at=datetime.now(UTC) - timedelta(days=10)) as server:
        settings.CLAMD_ADDRESS = server.unix_address
        yield server
