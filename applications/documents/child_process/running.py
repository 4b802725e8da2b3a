"""The parent's half: orders a child, waits for it no longer than allowed, and reads what it left."""

import atexit
import importlib
import io
import json
import logging
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Any, BinaryIO

from applications.documents.child_process.frames import (
    ANSWER,
    EXIT_STATUS,
    Failure,
    read_results,
)
from applications.documents.child_process.sandbox import is_supported

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[3]
START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from {module} import main; main()"
FORK_SERVER = "applications.documents.child_process.fork_server"
ENVIRONMENT = {"LANG": "C.UTF-8"}
MEBIBYTE = 1024 * 1024
ERROR_NAME = re.compile(rb"[A-Za-z_]{1,60}")
WITH_AN_ERROR = {Failure.CRASHED, Failure.NOT_STARTED}
TO_BE_KILLED = 10.0
"""Seconds within which a child that is killed has ended."""

type Function = Callable[[BinaryIO, Mapping[str, Any]], Iterable[bytes]]


@dataclass(frozen=True)
class FunctionByName:
    """A function for a child by its name, so that this process imports none of the readers that it needs."""

    module: str
    name: str

    def __call__(self, content: BinaryIO, options: Mapping[str, Any]) -> Iterable[bytes]:
        """Calls it in this process, as tests do."""
        function: Function = getattr(importlib.import_module(self.module), self.name)
        return function(content, options)


@dataclass(frozen=True)
class Limits:
    """What a child may use: bytes beside those of the interpreter and the imports, seconds, bytes written.

    `niceness` is how far it gives way to other processes, as nice(2) counts it.
    """

    memory: int = 256 * MEBIBYTE
    cpu_seconds: float = 30
    wall_seconds: float = 60
    result_bytes: int = 32 * MEBIBYTE
    niceness: int = 10


@dataclass(frozen=True)
class Outcome:
    """What came out of a child: the results that are whole, also after a failure, and its cause.

    `detail` is the class of an unexpected exception, for the log; never a text of its own.
    `seconds` is what it used of the processor.
    """

    results: list[bytes] = field(default_factory=list)
    failure: Failure | None = None
    detail: str = ""
    seconds: float = field(default=0, compare=False)


class ForkServer:
    """The process that forks the children of this one; started with the first, and again if it died."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.owner = 0
        self.process: subprocess.Popen[bytes] | None = None
        self.control: socket.socket | None = None
        atexit.register(self.stop)

    def send(self, order: bytes, descriptors: Sequence[int]) -> None:
        """Raises OSError if it cannot be started."""
        with self.lock:
            try:
                socket.send_fds(self.connect(), [order], descriptors)
            except (BrokenPipeError, ConnectionResetError):  # it died this very moment
                self.stop()
                socket.send_fds(self.connect(), [order], descriptors)

    def connect(self) -> socket.socket:
        is_ours = self.owner == os.getpid()
        if is_ours and self.control and self.process and self.process.poll() is None:
            return self.control
        self.stop()
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-I", "-B", "-X", "utf8", "-c"]
        with theirs:
            self.process = subprocess.Popen(
                [*command, START.format(module=FORK_SERVER), str(ROOT)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                cwd="/",
                env=ENVIRONMENT,
                start_new_session=True,
            )
        self.owner = os.getpid()
        warn_without_landlock()
        return self.control

    def stop(self) -> None:
        """Nobody can order anything any more, so that it ends; that of a process before a fork goes on."""
        if self.control is not None:
            self.control.close()
        if self.process is not None and self.owner == os.getpid():
            self.process.kill()
            self.process.wait()
        self.process = self.control = None


@cache
def warn_without_landlock() -> None:
    """Say once a process that the kernel does not keep files and network from the children."""
    if not is_supported():
        logger.warning(
            "The kernel refuses Landlock: documents are read without it. See docs/operations.md."
        )


SERVER = ForkServer()


def run_in_child(
    function: Function,
    content: IO[bytes],
    options: Mapping[str, Any],
    limits: Limits,
    *,
    output: IO[bytes] | None = None,
) -> Outcome:
    """Have `function(content, options)` run in a fresh process; raises nothing.

    `function`, or what a FunctionByName names, stands at the top of a module that needs no settings; `content` is a seekable file
    and `options` is what JSON can say. Each result is bytes; what is large goes into `output`, an
    empty file, by open_output(). The child gets no environment, no open file but the content and
    those for what it makes, and an empty folder that vanishes with it;
    applications.documents.child_process.sandbox tells what the kernel keeps from it. Its results are
    the word of somebody who read untrusted bytes: whoever uses them checks what they are.
    """
    order = {
        "function": name_function(function),
        "options": dict(options),
        "limits": asdict(limits),
    }
    more = [output] if output else []
    outcome = run_once(order, content, more, limits.wall_seconds)
    if outcome.failure is Failure.NOT_STARTED and not outcome.results:  # the server may have died
        for one in more:
            one.seek(0)
            one.truncate()
        outcome = run_once(order, content, more, limits.wall_seconds)
    return outcome


def name_function(function: Function) -> tuple[str, str]:
    """Its module and its name in there."""
    if isinstance(function, FunctionByName):
        return function.module, function.name
    return function.__module__, function.__qualname__


def run_once(
    order: Mapping[str, Any], content: IO[bytes], more: list[IO[bytes]], seconds: float
) -> Outcome:
    try:
        with (
            TemporaryDirectory(prefix="child-") as folder,
            TemporaryFile() as results,
            TemporaryFile() as errors,
            open_real_file(content) as source,
        ):
            message = json.dumps({**order, "folder": folder}).encode()
            with send_order(message, [source, results, errors, *more]) as reply:
                failure, used = wait_for(reply, seconds)
            results.seek(0)
            errors.seek(0)
            named = ERROR_NAME.match(errors.read(60)) if failure in WITH_AN_ERROR else None
            detail = named[0].decode() if named else ""
            return Outcome([*read_results(results)], failure, detail, used)
    except OSError as error:
        return Outcome(failure=Failure.NOT_STARTED, detail=type(error).__name__)


def send_order(order: bytes, streams: Sequence[IO[bytes]]) -> socket.socket:
    """Have a child started; returns where its end is told."""
    reply, theirs = socket.socketpair()
    with theirs:
        try:
            SERVER.send(order, [*(stream.fileno() for stream in streams), theirs.fileno()])
        except OSError:
            reply.close()
            raise
    return reply


@contextmanager
def open_real_file(content: IO[bytes]) -> Iterator[IO[bytes]]:
    """The same file at its beginning, with a place of its own; of one that is none, a copy in memory.

    What is decrypted while it is read is such a one: the child gets it as a memfd, which lies on no disk.
    """
    content.seek(0)
    try:
        number = content.fileno()
    except (io.UnsupportedOperation, AttributeError):
        with os.fdopen(os.memfd_create("content"), "w+b") as copy:
            shutil.copyfileobj(content, copy)
            copy.seek(0)
            yield copy
        return
    with Path(f"/proc/self/fd/{number}").open("rb") as again:
        yield again


def wait_for(reply: socket.socket, seconds: float) -> tuple[Failure | None, float]:
    """Wait, then have the child killed; why it failed, if it did, and its processor seconds."""
    try:
        reply.settimeout(seconds)
        answer = reply.recv(ANSWER.size)
        is_late = False
    except TimeoutError:
        reply.shutdown(socket.SHUT_WR)
        reply.settimeout(TO_BE_KILLED)
        answer = reply.recv(ANSWER.size)
        is_late = True
    if len(answer) < ANSWER.size:
        return (Failure.TOO_SLOW if is_late else Failure.NOT_STARTED), seconds
    status, used = ANSWER.unpack(answer)
    return (Failure.TOO_SLOW if is_late else read_status(status)), used


def read_status(status: int) -> Failure | None:
    """What an exit status says; a signal that the child did not foresee is a crash."""
    if not status:
        return None
    if status in {-signal.SIGXCPU, -signal.SIGPROF, -signal.SIGALRM}:
        return Failure.TOO_SLOW
    if status == -signal.SIGXFSZ:
        return Failure.TOO_BIG
    known = {number: failure for failure, number in EXIT_STATUS.items()}
    return known.get(status, Failure.CRASHED)
