"""What a local start needs around it: a private folder, a secret key, a port, a database, an environment."""

import contextlib
import errno
import os
import re
import secrets
import socket
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

from config import env
from config.embedded_database import DatabaseAddress, current_address, running_database
from config.processes import Process

CHECKOUT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
DEFAULT_PORT = 8000
PORT_SECONDS = 6.0  # a web server whose supervisor was killed needs a moment to end
FOREIGN = ("GRANIAN_", "PROCRASTINATE_", "PG")


class CannotStartError(Exception):
    """Something outside of us is in the way; the text says what and what to do."""


def var_folder() -> Path:
    """Return the folder for all that a local start keeps; what is private in it is private by itself."""
    folder = Path(env.read_text("VAR_DIR", str(CHECKOUT / "var"))).resolve()
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o711)  # passable for the database's account, and no more
    for name in ("mail", "documents"):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    return folder


def ensure_secret_key(folder: Path) -> str:
    """Return the key of this checkout, made at the first start."""
    return ensure_secret(folder / "secret-key", lambda: secrets.token_urlsafe(60))


def ensure_secret(path: Path, make: Callable[[], str]) -> str:
    """Return what stands in the file; made at first, for its owner alone."""
    if not path.exists() or not path.read_text().strip():
        draft = path.with_suffix(".making")
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600)
        draft.write_text(make())
        draft.replace(path)
    return path.read_text().strip()


def ensure_document_key(folder: Path) -> str:
    """Return the master key of the documents of this checkout, in Base64, made at the first start."""
    return ensure_secret(
        folder / "document-key", lambda: b64encode(secrets.token_bytes(32)).decode()
    )


def find_free_port(wanted: int) -> int:
    """Return the wanted port if nobody listens there, or any free one for 0. Raises CannotStartError."""
    deadline = time.monotonic() + PORT_SECONDS
    while True:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, wanted))
            except OSError as error:
                if error.errno == errno.EACCES:
                    raise CannotStartError(
                        f"Port {wanted} is reserved. Choose: make run PORT=8001"
                    ) from None
                if time.monotonic() > deadline:
                    message = f"Port {wanted} on {HOST} is in use by another program."
                    raise CannotStartError(
                        f"{message} Choose another one: make run PORT=8001"
                    ) from None
            else:
                return int(probe.getsockname()[1])
        time.sleep(0.1)


def remember_port(folder: Path, port: int) -> None:
    (folder / "port").write_text(str(port))


def last_port(folder: Path) -> int:
    """Return the port of the site in this folder, or the one it had last; links of commands lead there."""
    path = folder / "port"
    known = path.read_text() if path.exists() else ""
    return int(known) if re.fullmatch("[0-9]{1,5}", known) else DEFAULT_PORT


@contextlib.contextmanager
def use_database(folder: Path, *, join: bool = False) -> Iterator[tuple[str, Process | None]]:
    """Give the address in DATABASE_URL, or run a database in the folder; with `join` also one that runs already."""
    given = env.read_text("DATABASE_URL", "")
    running = current_address(folder / "postgres") if join and not given else None
    if given or running:
        yield given or _url(running), None
        return
    with running_database(folder / "postgres") as address:
        yield address.url, address.process


def _url(address: DatabaseAddress | None) -> str:
    return address.url if address else ""


def build_environment(folder: Path, database_url: str, port: int) -> dict[str, str]:
    """Return the caller's environment with what makes this a local installation."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    if kept.pop("PYTHONDONTWRITEBYTECODE", ""):
        # Who wants none beside the code gets it elsewhere: without, each process compiles all of it at each start.
        kept["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    own = {"SITE_URL": f"http://{HOST}:{port}", "SECRET_KEY": ensure_secret_key(folder)}
    if not any(os.environ.get(name) for name in ("DOCUMENT_KEYS", "DOCUMENT_KEYS_FILE")):
        own["DOCUMENT_KEYS"] = ensure_document_key(folder)
    return (
        own
        | kept
        | {
            "ENVIRONMENT": "local",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": database_url,
            "VAR_DIR": str(folder),
            "PYTHONUNBUFFERED": "1",
        }
    )
