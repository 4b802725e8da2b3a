"""The parent's half: starts a child, waits for it no longer than allowed, and reads what it left."""

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Any, BinaryIO

from applications.documents.child_process.frames import EXIT_STATUS, Failure, read_results

ROOT = Path(__file__).resolve().parents[3]
START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from {module} import main; main()"
INSIDE = "applications.documents.child_process.inside"
ENVIRONMENT = {"LANG": "C.UTF-8"}
MEBIBYTE = 1024 * 1024
ERROR_NAME = re.compile(rb"[A-Za-z_]{1,60}")

type Function = Callable[[BinaryIO, Mapping[str, Any]], Iterable[bytes]]


@dataclass(frozen=True)
class Limits:
    """What a child may use: bytes beside those of the interpreter and the imports, seconds, bytes written."""

    memory: int = 256 * MEBIBYTE
    cpu_seconds: int = 30
    wall_seconds: float = 60
    result_bytes: int = 32 * MEBIBYTE


@dataclass(frozen=True)
class Outcome:
    """What came out of a child: the results that are whole, also after a failure, and its cause.

    `detail` is the class of an unexpected exception, for the log; never a text of its own.
    """

    results: list[bytes] = field(default_factory=list)
    failure: Failure | None = None
    detail: str = ""


def run_in_child(
    function: Function, content: IO[bytes], options: Mapping[str, Any], limits: Limits
) -> Outcome:
    """Have `function(content, options)` run in a fresh process; raises nothing.

    `function` stands at the top of a module that needs no settings; `content` is a seekable file
    and `options` is what JSON can say. Each result is bytes. The child gets no environment, no
    open file but the content and the one for results, and an empty folder that vanishes with it;
    applications.documents.child_process.sandbox tells what the kernel keeps from it. Its results are
    the word of somebody who read untrusted bytes: whoever uses them checks what they are.
    """
    try:
        with (
            TemporaryDirectory(prefix="child-") as folder,
            TemporaryFile() as results,
            TemporaryFile() as errors,
            open_real_file(content) as source,
        ):
            command = build_command(function, options, limits)
            child = subprocess.Popen(
                command,
                stdin=source,
                stdout=results,
                stderr=errors,
                cwd=folder,
                env=ENVIRONMENT,
                start_new_session=True,
            )
            failure = wait_for(child, limits.wall_seconds)
            results.seek(0)
            errors.seek(0)
            detail = ERROR_NAME.match(errors.read(60)) if failure is Failure.CRASHED else None
            return Outcome([*read_results(results)], failure, detail[0].decode() if detail else "")
    except OSError as error:
        return Outcome(failure=Failure.NOT_STARTED, detail=type(error).__name__)


@contextmanager
def open_real_file(content: IO[bytes]) -> Iterator[IO[bytes]]:
    """The same file at its beginning, with a place of its own; a nameless copy of one in memory."""
    content.seek(0)
    try:
        number = content.fileno()
    except (io.UnsupportedOperation, AttributeError):
        with TemporaryFile() as copy:
            shutil.copyfileobj(content, copy)
            copy.seek(0)
            yield copy
        return
    with Path(f"/proc/self/fd/{number}").open("rb") as again:
        yield again


def build_command(function: Function, options: Mapping[str, Any], limits: Limits) -> list[str]:
    """The interpreter without the caller's environment and paths, and what the child is to do."""
    order = {
        "function": [function.__module__, function.__qualname__],
        "options": dict(options),
        "limits": asdict(limits),
        "parent": os.getpid(),
    }
    start = START.format(module=INSIDE)
    return [sys.executable, "-I", "-B", "-X", "utf8", "-c", start, str(ROOT), json.dumps(order)]


def wait_for(child: "subprocess.Popen[bytes]", seconds: float) -> Failure | None:
    """Wait, then kill the child with all that it may have started; why it failed, if it did."""
    try:
        status = child.wait(seconds)
    except subprocess.TimeoutExpired:
        status = -signal.SIGXCPU
    finally:
        if child.returncode is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
    return read_status(status)


def read_status(status: int) -> Failure | None:
    """What an exit status says; a signal that the child did not foresee is a crash."""
    if not status:
        return None
    if status == -signal.SIGXCPU:
        return Failure.TOO_SLOW
    if status == -signal.SIGXFSZ:
        return Failure.TOO_BIG
    known = {number: failure for failure, number in EXIT_STATUS.items()}
    return known.get(status, Failure.CRASHED)
