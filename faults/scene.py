"""What a case is, and what it is given: the stack, the load, and a place to note what it saw."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connections

from faults.load import Load
from faults.stack import Stack
from faults.visitor import Visitor
from faults.waiting import wait_until

REACHED_SECONDS = 60.0


@dataclass
class Scene:
    """One case at work. `healed` is when the fault ended, as time.monotonic() counts."""

    stack: Stack
    load: Load
    healed: float = 0.0
    recovered: float | None = None
    """Seconds, where the case measures itself when all was well again."""
    failures: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    """Addresses that the mail server refused for good."""
    erased: set[str] = field(default_factory=set)
    """Addresses of applications that were erased on purpose."""
    withheld: set[str] = field(default_factory=set)
    """Addresses whose file the virus scan could not judge."""

    def heal(self) -> None:
        """The fault is over; our own connection to the database may be broken, too."""
        self.healed = time.monotonic()
        connections.close_all()

    def expect(self, fact: object, sentence: str) -> None:
        """Note a failure unless it is so."""
        if not fact:
            self.failures.append(sentence)

    def catch(self, role: str, place: str) -> int:
        """Have the next process that comes to this place wait there; returns its number."""
        asked = self.stack.pauses / f"{role}-{place}"
        reached = asked.with_name(f"{asked.name}.reached")
        reached.unlink(missing_ok=True)
        asked.touch()
        wait_until(
            lambda: reached.exists() and reached.read_text(),
            REACHED_SECONDS,
            f"somebody is at {asked.name}",
        )
        return int(reached.read_text())

    def kill_at(self, role: str, place: str) -> None:
        """Kill -9 for the next process that comes to this place."""
        os.kill(self.catch(role, place), signal.SIGKILL)


type Strike = Callable[[Scene], None]
type Recruit = Callable[..., Visitor]


@dataclass(frozen=True)
class Case:
    """A fault: its name, what happens, and how it strikes while the load goes on."""

    name: str
    sentence: str
    strike: Strike
    visitor: Recruit = Visitor
    at_a_time: int = 6
    before: Callable[[Stack], object] | None = None
    """Changes what web and worker are started with (Stack.more) for this case."""
    after: Callable[[Stack], object] | None = None
    settle: Callable[[Scene], object] | None = None
    """Waits, after the load, for what comes later than the receipts."""
    is_closing: bool = False
    """Whether the posting takes no applications any more in the end."""


CASES: dict[str, Case] = {}


def case(name: str, sentence: str, **more: object) -> Callable[[Strike], Strike]:
    """Register a function as a case."""

    def register(strike: Strike) -> Strike:
        CASES[name] = Case(name, sentence, strike, **more)  # type: ignore[arg-type] # as given
        return strike

    return register


def children_of(pid: int) -> list[int]:
    """Numbers of the processes that this one has started (proc(5))."""
    found = []
    with suppress(OSError):  # it has ended
        for path in Path(f"/proc/{pid}/task").glob("*/children"):
            found += [int(number) for number in path.read_text().split()]
    return found


def web_processes(stack: Stack) -> list[int]:
    """The workers of granian, which is the only child of what keeps it running."""
    servers = children_of(stack.processes["web"].pid)
    started = [pid for server in servers for pid in children_of(server)]
    return [pid for pid in started if b"granian" in command_of(pid)]


def worker_process(stack: Stack) -> int:
    [worker] = children_of(stack.processes["worker"].pid)
    return worker


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
