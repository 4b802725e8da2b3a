"""Two checkouts as sites on loopback, with the same rows, documents, keys and clock."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import APIRequestContext, Error

HERE = Path(__file__).resolve().parents[2]
CLOCK = Path(__file__).parent / "clock"
READY_SECONDS = 400.0
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "USER")
"""What a site gets of this process's environment: nothing of the tests."""
RUN = [sys.executable, "-m", "config.run"]


@contextlib.contextmanager
def checkout_of(revision: str, folder: Path) -> Iterator[Path]:
    """A work tree of the revision with its translations compiled; removed afterwards."""
    git = ["git", "-C", str(HERE), "worktree"]
    subprocess.run([*git, "add", "--quiet", "--force", "--detach", folder, revision], check=True)
    try:
        for catalogue in folder.glob("locale*/*/LC_MESSAGES/*.po"):
            names = ("--input-file", catalogue, "--output-file", catalogue.with_suffix(".mo"))
            subprocess.run(
                [Path(sys.executable).with_name("pybabel"), "--quiet", "compile", *names],
                check=True,
            )
        yield folder
    finally:
        subprocess.run([*git, "remove", "--force", folder], check=True)


def environment(var: Path, moment: str, port: int) -> dict[str, str]:
    own = {"VAR_DIR": str(var), "PORT": str(port), "PICTURES_CLOCK": moment}
    own |= {"PYTHONPATH": str(CLOCK)}
    return {name: os.environ[name] for name in KEPT if name in os.environ} | own


def manage(checkout: Path, settings: dict[str, str], *words: str) -> str:
    """What a command of Django says, on the site's own database, which may be running."""
    command = [*RUN, "manage", *words]
    done = subprocess.run(
        command, cwd=checkout, env=settings, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def copy_site(source: Path, target: Path) -> None:
    """Rows, documents and keys; owners and modes too, which PostgreSQL looks at. Nothing runs in `source`."""
    shutil.rmtree(target, ignore_errors=True)
    subprocess.run(["cp", "--archive", source, target], check=True)


@contextlib.contextmanager
def running_site(
    checkout: Path, settings: dict[str, str], request: APIRequestContext
) -> Iterator[str]:
    """Database, worker and web server as `make run` starts them; yields the site's address."""
    address = f"http://127.0.0.1:{settings['PORT']}"
    with subprocess.Popen(
        [*RUN, "--end-with-parent"], cwd=checkout, env=settings, stdout=subprocess.DEVNULL
    ) as site:
        try:
            wait_until_ready(site, address, request)
            yield address
        finally:
            site.terminate()
            site.wait()


def wait_until_ready(
    site: subprocess.Popen[bytes], address: str, request: APIRequestContext
) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while site.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(Error):
            if request.get(f"{address}/readyz").ok:
                return
        time.sleep(0.5)
    raise TimeoutError(address)
