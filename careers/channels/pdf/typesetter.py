"""Typst in a process of its own, which can be ended: some words keep it busy for half a minute.

One a process of ours; it starts with the first PDF, ends after a minute without one, and with us.
"""

import atexit
import contextlib
import json
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Literal

FONTS = Path(__file__).parent / "fonts"
COMPILING = Path(__file__).with_name("compiling.py")
SECONDS = 1
"""Of the processor for one try, or up to one more; a PDF takes some hundredths."""
IDLE_SECONDS = 60
WALL_SECONDS = 30
STOP_SECONDS = 0.5
ENVIRONMENT = {"LANG": "C.UTF-8"}


class TypesetterFailed(Exception):
    """Typst broke off or took too long, whatever was left out of the words."""


class NotThatStandard(Exception):
    """Typst cannot write this document by this standard."""


@dataclass(frozen=True)
class Order:
    """A template with its values, and the standards that a PDF must keep (as Typst calls them)."""

    template: Path
    inputs: Mapping[str, str]
    standards: Sequence[str] = ()
    format: Literal["pdf", "png"] = "pdf"

    @property
    def line(self) -> bytes:
        known = {"template": str(self.template), "root": str(self.template.parent)}
        wanted = {"inputs": {**self.inputs}, "standards": [*self.standards], "format": self.format}
        limits = {"fonts": str(FONTS), "seconds": SECONDS}
        return json.dumps(known | wanted | limits).encode() + b"\n"


class Typesetter:
    """Does one order at a time; others wait for it."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.process: Process | None = None
        atexit.register(self.stop)

    def compile(self, order: Order) -> bytes:
        """The PDF. Raises TypesetterFailed, NotThatStandard."""
        with self.lock:
            content = self.ask(order)
            if content is None:
                content = self.ask(order)
        if content is None:
            raise TypesetterFailed
        if not content:
            raise NotThatStandard
        return content

    def ask(self, order: Order) -> bytes | None:
        """The answer, empty if Typst refused; None if the process had been idle for long and ended before it read."""
        if self.process is None:
            self.process = Process()
        try:
            return self.process.answer(order)
        except (OSError, ValueError):
            if self.stop() == 0:
                return None
            raise TypesetterFailed from None

    def stop(self) -> int | None:
        """End it; its exit status, 0 if it had come to its end."""
        process, self.process = self.process, None
        return process.stop() if process else None


class Process:
    """A process that compiles, and the line to it."""

    def __init__(self) -> None:
        ours, its = socket.socketpair()
        ours.settimeout(WALL_SECONDS)
        self.line = ours.makefile("rwb")
        with ours, its:
            self.popen: subprocess.Popen[bytes] = subprocess.Popen(
                [sys.executable, "-I", str(COMPILING), str(IDLE_SECONDS)],
                stdin=its.fileno(),
                stdout=its.fileno(),
                stderr=subprocess.DEVNULL,  # it repeats words
                env=ENVIRONMENT,
            )

    def answer(self, order: Order) -> bytes:
        """Raises OSError or ValueError if there is none, or not in time."""
        self.line.write(order.line)
        self.line.flush()
        number = json.loads(self.line.readline())["bytes"]
        content = self.line.read(number)
        if len(content) < number:
            raise ConnectionError(number)
        return content

    def stop(self) -> int:
        """Without the line it ends by itself, or is killed."""
        with contextlib.suppress(OSError):
            self.line.close()
        try:
            return self.popen.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            return self.popen.wait()


TYPESETTER = Typesetter()
