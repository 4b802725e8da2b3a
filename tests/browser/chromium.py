"""One Chromium for all browser tests of a worker: to start it took most of the set-up of each of them.

A test connects to it and has contexts of its own, which go with its connection: cookies, storage, caches and downloads.
"""

import contextlib
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PORT_FILE = "DevToolsActivePort"
STARTING_SECONDS = 60.0
OPTIONS = [
    "--headless",
    "--remote-debugging-port=0",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-quic",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-startup-window",
    "--mute-audio",
    "--password-store=basic",
    # What is tested depends on none of these: neither on a screen nor on what has the focus, nor on the time it takes.
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4",
    "--disable-back-forward-cache",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,PaintHolding,MediaRouter,OptimizationHints",
    "--disable-hang-monitor",
    "--disable-ipc-flooding-protection",
    "--disable-popup-blocking",
    "--disable-prompt-on-repost",
    "--disable-renderer-backgrounding",
]


@contextlib.contextmanager
def running_chromium(profile: Path) -> Iterator[str]:
    """Start Debian's Chromium with an empty profile in this folder, and end it; yields where to connect to.

    The kernel ends it if the worker is killed.
    """
    path = shutil.which("chromium")
    if not path:
        pytest.fail("Chromium is missing. On Debian: apt-get install chromium", pytrace=False)
    command = ["setpriv", "--pdeathsig", "KILL", path, *OPTIONS, f"--user-data-dir={profile}"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            yield wait_for_address(process, profile / PORT_FILE)
        finally:
            process.kill()


def wait_for_address(process: subprocess.Popen[bytes], file: Path) -> str:
    """Of its debugger, which it writes when it is ready: the port, and a path nobody can guess."""
    deadline = time.monotonic() + STARTING_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        port, _, path = file.read_text().partition("\n") if file.exists() else ("", "", "")
        if path:
            return f"ws://127.0.0.1:{port}{path.strip()}"
        time.sleep(0.05)
    pytest.fail("Chromium did not start.", pytrace=False)
