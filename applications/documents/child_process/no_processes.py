"""A filter of system calls (seccomp(2)) by which a process can start threads and nothing else.

RLIMIT_NPROC counts a user's processes and threads together, all of them, and not those of root: it can
only forbid both. The decoder of HEIC needs a thread.
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Iterator
from typing import NamedTuple

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, MODE_FILTER = 38, 22, 2
CLONE_THREAD = 0x10000
OTHER_TABLE = 0x40000000
"""From here on numbers mean the calls of x32, a second table of the same processor."""
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
"""Where they stand in what the kernel shows to a filter (struct seccomp_data), on little-endian machines."""
LOAD, JUMP_EQUAL, JUMP_FROM, JUMP_BITS, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000


class Calls(NamedTuple):
    """The numbers of a machine: how it is called by the kernel, and the calls that make processes."""

    architecture: int
    clone: int
    forks: tuple[int, ...]
    clone3: int = 435


MACHINES = {
    "x86_64": Calls(0xC000003E, 56, (57, 58)),
    "aarch64": Calls(0xC00000B7, 220, ()),
}


class Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def forbid_processes() -> bool:
    """Give up for good to start processes; threads may be. False where that cannot be had."""
    calls = MACHINES.get(platform.machine())
    if calls is None:
        return False
    steps = b"".join(filter_steps(calls))
    program = Program(len(steps) // 8, steps)
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return bool(system.prctl(PR_SET_SECCOMP, MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def filter_steps(calls: Calls) -> Iterator[bytes]:
    """The filter, one step of 8 bytes after the other; jumps count the steps that are passed over.

    clone3(2) hides its flags from filters: it is said not to exist, and libraries take clone(2).
    """
    refuse, absent = REFUSE | errno.EPERM, REFUSE | errno.ENOSYS
    yield step(LOAD, ARCHITECTURE)
    yield step(JUMP_EQUAL, calls.architecture, then=1)
    yield step(RETURN, refuse)
    yield step(LOAD, NUMBER)
    yield step(JUMP_FROM, OTHER_TABLE, otherwise=1)
    yield step(RETURN, refuse)
    yield step(JUMP_EQUAL, calls.clone3, otherwise=1)
    yield step(RETURN, absent)
    for number in calls.forks:
        yield step(JUMP_EQUAL, number, otherwise=1)
        yield step(RETURN, refuse)
    yield step(JUMP_EQUAL, calls.clone, then=1)
    yield step(RETURN, ALLOW)
    yield step(LOAD, FIRST_ARGUMENT)
    yield step(JUMP_BITS, CLONE_THREAD, otherwise=1)
    yield step(RETURN, ALLOW)
    yield step(RETURN, refuse)


def step(code: int, value: int, *, then: int = 0, otherwise: int = 0) -> bytes:
    """One instruction (struct sock_filter)."""
    return struct.pack("=HBBI", code, then, otherwise, value)
