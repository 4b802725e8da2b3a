"""The child's half: limits first, then the function, then an end that says how it went."""

import ctypes
import errno
import importlib
import math
import os
import resource
import signal
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from applications.documents.child_process.frames import (
    EXIT_STATUS,
    Failure,
    UnreadableContent,
    write_result,
)
from applications.documents.child_process.sandbox import enter_sandbox
from applications.documents.child_process.system_calls import refuse_system_calls

PR_SET_PDEATHSIG = 1
INPUT, RESULTS = 0, 1
MOST_FILES = 64
"""Open at a time."""
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
"""The disk for temporary files is full, which is no fault of the content's."""


def do_order(order: Mapping[str, Any]) -> int:
    """Do what was ordered, under the ordered limits; returns the exit status."""
    module, name = order["function"]
    function = getattr(importlib.import_module(module), name)
    set_limits(**order["limits"])
    enter_sandbox()
    if not refuse_system_calls():
        lower(resource.RLIMIT_NPROC, 0)
    return run(function, order["options"])


def end_with_parent(parent: int) -> None:
    """Have the kernel kill this process with the one that started it (Linux: prctl(2))."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(EXIT_STATUS[Failure.CRASHED])


def set_limits(
    *, memory: int, cpu_seconds: float, wall_seconds: float, result_bytes: int, niceness: int
) -> None:
    """Limits of the kernel that cannot be raised again; memory counts from what is in use now.

    Of the processor's time the kernel's limit knows whole seconds only; a timer counts the rest.
    """
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    in_use = pages * resource.getpagesize()
    lower(resource.RLIMIT_AS, in_use + memory)
    whole_seconds = math.ceil(cpu_seconds)
    lower(resource.RLIMIT_CPU, whole_seconds, whole_seconds + 1)
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    lower(resource.RLIMIT_FSIZE, result_bytes)
    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_NOFILE, MOST_FILES)
    os.nice(niceness)
    signal.setitimer(signal.ITIMER_REAL, wall_seconds + 1)  # should the parent forget


def lower(kind: int, soft: int, hard: int | None = None) -> None:
    """Set a limit, unless a lower one holds already."""
    _soft, highest = resource.getrlimit(kind)
    wanted = [soft, soft if hard is None else hard]
    if highest != resource.RLIM_INFINITY:
        wanted = [min(each, highest) for each in wanted]
    resource.setrlimit(kind, (wanted[0], wanted[1]))


def run(
    function: Callable[[BinaryIO, Mapping[str, Any]], Iterable[bytes]], options: Mapping[str, Any]
) -> int:
    """Write each result of the function; returns the exit status."""
    try:
        with open(INPUT, "rb", closefd=False) as content:
            for result in function(content, options):
                with open(RESULTS, "wb", closefd=False) as target:
                    write_result(target, result)
    except BaseException as error:  # noqa: BLE001 - whatever it is, the parent is told
        return EXIT_STATUS[find_failure(error)]
    return 0


def find_failure(error: BaseException) -> Failure:
    """Why the function ended early; only the class of an unexpected error is told further."""
    if isinstance(error, MemoryError):
        return Failure.MEMORY
    if isinstance(error, UnreadableContent):
        return Failure.UNREADABLE
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return Failure.TOO_BIG
    if isinstance(error, OSError) and error.errno == errno.ENOMEM:
        return Failure.MEMORY
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return Failure.NOT_STARTED
    os.write(2, type(error).__name__.encode())
    return Failure.CRASHED
