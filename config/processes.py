"""Child processes that end with this one, however it ends (Linux: prctl(2), PR_SET_PDEATHSIG)."""

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, NamedTuple

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)

type Process = subprocess.Popen[bytes]


class Account(NamedTuple):
    """The numbers of a system account under which a child runs."""

    user: int
    group: int


def end_with_parent(number: signal.Signals, parent: int) -> None:
    """Have the kernel send this process a signal once its parent ends; called in the child."""
    LIBC.prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), number)


def start_process(
    command: Sequence[str | Path],
    environment: Mapping[str, str],
    *,
    end_signal: signal.Signals = signal.SIGTERM,
    account: Account | None = None,
    streams: tuple[IO[bytes] | None, IO[bytes] | None] = (None, None),
) -> Process:
    """Start a child in a session of its own, so that Ctrl-C reaches only us and we decide the order of ending.

    `streams` are its output and its errors; None is the terminal.
    """
    parent = os.getpid()
    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=streams[0],
        stderr=streams[1],
        start_new_session=True,
        # After the change of user, because that clears the wish.
        preexec_fn=lambda: end_with_parent(end_signal, parent),  # noqa: PLW1509 - no threads yet
        user=account and account.user,
        group=account and account.group,
        extra_groups=[] if account else None,
    )


def stop_process(
    process: Process, number: signal.Signals = signal.SIGTERM, patience: float = 5
) -> None:
    """End a child: ask, wait for `patience` seconds, then kill it and what it started."""
    signal_group(process, number)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(patience)
    signal_group(process, signal.SIGKILL)
    process.wait()


def signal_group(process: Process, number: signal.Signals) -> None:
    """Send a signal to a child; SIGKILL also to those of its own children that outlived it."""
    with contextlib.suppress(ProcessLookupError):
        if number == signal.SIGKILL:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)


def describe_exit(code: int) -> str:
    """How a child ended; a negative code is that of a signal."""
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name


def print_status(sentence: str) -> None:
    """To the person at the terminal, or into the log of a container."""
    line = f"offene-stelle: {sentence}"
    if os.environ.get("LOG_FORMAT", "").strip().lower() == "json":  # as config/logs.py has lines
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        facts = {"time": now, "level": "WARNING", "logger": "offene-stelle", "message": sentence}
        line = json.dumps(facts, ensure_ascii=False)
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
