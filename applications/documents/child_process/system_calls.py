"""System calls that a child has no need of, refused by the kernel for good (seccomp(2), mode filter).

Landlock leaves sockets of the file system, UDP, attributes of files and the limits of other processes
open. RLIMIT_NPROC counts the processes and threads of a user together, and not those of root: it can
only forbid both, and the decoder of HEIC needs a thread.
The filter is a program for the kernel's packet filter (BPF); its numbers are those of linux/seccomp.h,
linux/filter.h and linux/audit.h, those of the calls are asm/unistd.h of each architecture.
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, MODE_FILTER = 38, 22, 2
LOAD, JUMP_EQUAL, JUMP_FROM, JUMP_BITS, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
ABSENT = 0x00050000 | errno.ENOSYS
NUMBER, ARCHITECTURE, FIRST_ARGUMENT, SECOND_ARGUMENT = 0, 4, 16, 24
"""Where they stand in what the kernel shows to a filter (struct seccomp_data), on little-endian machines."""
OTHER_TABLE = 0x40000000
"""From here on numbers mean the calls of x32, a second table of the same processor."""
CLONE_THREAD = 0x10000
F_SETOWN, F_SETSIG, F_SETOWN_EX = 8, 10, 15
FIOSETOWN, SIOCSPGRP = 0x8901, 0x8902
"""By these the kernel sends a signal to whatever process is named when a file has something to read."""


class Architecture(NamedTuple):
    """How the kernel calls it, the calls that are refused, and those that are only under a condition."""

    audit: int
    refused: tuple[int, ...]
    clone: int
    """Threads may be started."""
    set_limits: int
    """Of oneself, which is process 0."""
    control_file: int
    """fcntl(2), other than F_SETOWN, F_SETSIG and F_SETOWN_EX."""
    control_device: int
    """ioctl(2), other than FIOSETOWN and SIOCSPGRP."""
    clone3: int = 435


NEW_EVERYWHERE = (
    *(
        424,
        434,
        438,
    ),  # signals and open files of others: pidfd_send_signal, pidfd_open, pidfd_getfd
    *(425, 426, 427),  # io_uring, which does all the rest unseen
    *(428, 429, 430, 431, 432, 433, 442),  # mounts
    *(452, 463, 466, 469),  # fchmodat2, setxattrat, removexattrat, file_setattr
    447,  # memfd_secret
)
ARCHITECTURES = {
    "x86_64": Architecture(
        0xC000003E,
        (
            *(
                41,
                42,
                43,
                44,
                46,
                49,
                50,
                53,
                288,
                307,
            ),  # sockets: make, connect, send, bind, listen
            *(57, 58, 59, 322),  # fork, vfork, execve, execveat
            *(62, 129, 200, 234, 297),  # signals to others
            *(101, 310, 311, 312),  # ptrace, process_vm_readv, process_vm_writev, kcmp
            *(90, 91, 268, 92, 93, 94, 260),  # modes and owners of files
            *(132, 235, 261, 280),  # their times
            *(188, 189, 190, 197, 198, 199),  # their attributes
            *(141, 142, 144, 203, 251, 314),  # priority and processors of others
            *(29, 30, 31, 64, 65, 66, 68, 69, 220, 240),  # memory and queues shared by a number
            *(248, 249, 250),  # keys of the kernel
            *(
                298,
                319,
                321,
                323,
            ),  # perf_event_open, memfd_create (memory without limit), bpf, userfaultfd
            *(155, 161, 165, 166, 272, 303, 304, 308),  # mounts, name spaces, files by handle
        ),
        clone=56,
        set_limits=302,
        control_file=72,
        control_device=16,
    ),
    "aarch64": Architecture(
        0xC00000B7,
        (
            *(198, 199, 200, 201, 202, 203, 206, 211, 242, 269),
            *(221, 281),
            *(129, 130, 131, 138, 240),
            *(117, 270, 271, 272),
            *(52, 53, 54, 55),
            *(88,),
            *(5, 6, 7, 14, 15, 16),
            *(30, 118, 119, 122, 140, 274),
            *(180, 186, 189, 190, 191, 192, 193, 194, 195, 196),
            *(217, 218, 219),
            *(241, 279, 280, 282),
            *(39, 40, 41, 51, 97, 264, 265, 268),
        ),
        clone=220,
        set_limits=261,
        control_file=25,
        control_device=29,
    ),
}
"""In the same order."""


class Program(ctypes.Structure):
    """The structure sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def refuse_system_calls() -> bool:
    """Have the kernel refuse such calls (EPERM) from now on; returns whether it does.

    False on another architecture, and where the kernel or a container engine lets no filter in.
    """
    steps = build_filter()
    if not steps:
        return False
    program = Program(len(steps) // len(step(RETURN, ALLOW)), steps)
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return bool(system.prctl(PR_SET_SECCOMP, MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


@cache
def build_filter() -> bytes:
    """The filter for this machine, empty on another architecture; built once, for all children."""
    known = ARCHITECTURES.get(platform.machine())
    return b"".join(filter_steps(known)) if known else b""


def filter_steps(known: Architecture) -> Iterator[bytes]:
    """The filter, one step after the other; jumps count the steps that are passed over.

    clone3(2) hides its flags from filters: it is said not to exist, and libraries take clone(2).
    """
    yield step(LOAD, ARCHITECTURE)
    yield from unless(step(JUMP_EQUAL, known.audit, then=1), REFUSE)
    yield step(LOAD, NUMBER)
    yield from unless(step(JUMP_FROM, OTHER_TABLE, otherwise=1), REFUSE)
    yield from unless(step(JUMP_EQUAL, known.clone3, otherwise=1), ABSENT)
    yield from only_if(known.set_limits, step(JUMP_EQUAL, 0, otherwise=1))
    yield from only_if(known.clone, step(JUMP_BITS, CLONE_THREAD, otherwise=1))
    yield from refuse_commands(known.control_file, F_SETOWN, F_SETSIG, F_SETOWN_EX)
    yield from refuse_commands(known.control_device, FIOSETOWN, SIOCSPGRP)
    for number in (*known.refused, *NEW_EVERYWHERE):
        yield from unless(step(JUMP_EQUAL, number, otherwise=1), REFUSE)
    yield step(RETURN, ALLOW)


def unless(jump: bytes, answer: int) -> Iterator[bytes]:
    """The answer, which the jump passes over."""
    yield jump
    yield step(RETURN, answer)


def only_if(number: int, jump: bytes) -> Iterator[bytes]:
    """A call is allowed if its first argument is such that the jump goes on, else refused."""
    yield step(JUMP_EQUAL, number, otherwise=4)
    yield step(LOAD, FIRST_ARGUMENT)
    yield jump
    yield step(RETURN, ALLOW)
    yield step(RETURN, REFUSE)


def refuse_commands(number: int, *commands: int) -> Iterator[bytes]:
    """A call is refused if its second argument is one of these (32 bits, as the kernel reads it), else allowed."""
    yield step(JUMP_EQUAL, number, otherwise=2 * len(commands) + 2)
    yield step(LOAD, SECOND_ARGUMENT)
    for command in commands:
        yield from unless(step(JUMP_EQUAL, command, otherwise=1), REFUSE)
    yield step(RETURN, ALLOW)


def step(code: int, value: int, *, then: int = 0, otherwise: int = 0) -> bytes:
    """One instruction (struct sock_filter)."""
    return struct.pack("=HBBI", code, then, otherwise, value)
