"""System calls that a child has no need of, refused by the kernel for good (seccomp(2), mode filter).

Landlock leaves sockets of the file system, UDP, attributes of files and the limits of other processes
open. The filter is a program for the kernel's packet filter (BPF); its numbers are those of linux/seccomp.h,
linux/filter.h and linux/audit.h, those of the calls are asm/unistd.h of each architecture.
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Iterator
from typing import NamedTuple

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, MODE_FILTER = 38, 22, 2
LOAD_WORD, JUMP_IF_EQUAL, JUMP_IF_AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
"""Where these stand in struct seccomp_data, in bytes; of the argument its lower half (little-endian)."""
OTHER_NUMBERING = 0x40000000
"""x32, a second table of calls on x86-64."""


class Architecture(NamedTuple):
    """Its number for the audit, and the numbers of the calls that are refused; of limits, only those of others."""

    audit: int
    refused: tuple[int, ...]
    set_limits: int


NEW_EVERYWHERE = (
    *(
        424,
        434,
        438,
    ),  # signals and open files of others: pidfd_send_signal, pidfd_open, pidfd_getfd
    *(425, 426, 427),  # io_uring, which does all the rest unseen
    *(428, 429, 430, 431, 432, 433, 442),  # mounts
    *(435, 452, 463, 466, 469),  # clone3, fchmodat2, setxattrat, removexattrat, file_setattr
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
            *(56, 57, 58, 59, 322),  # clone, fork, vfork, execve, execveat
            *(62, 129, 200, 234, 297),  # signals to others
            *(101, 310, 311, 312),  # ptrace, process_vm_readv, process_vm_writev, kcmp
            *(90, 91, 268, 92, 93, 94, 260),  # modes and owners of files
            *(132, 235, 261, 280),  # their times
            *(188, 189, 190, 197, 198, 199),  # their attributes
            *(141, 142, 144, 203, 251, 314),  # priority and processors of others
            *(29, 30, 31, 64, 65, 66, 68, 69, 220, 240),  # memory and queues shared by a number
            *(248, 249, 250),  # keys of the kernel
            *(298, 321, 323),  # perf_event_open, bpf, userfaultfd
            *(155, 161, 165, 166, 272, 303, 304, 308),  # mounts, name spaces, files by handle
        ),
        set_limits=302,
    ),
    "aarch64": Architecture(
        0xC00000B7,
        (
            *(198, 199, 200, 201, 202, 203, 206, 211, 242, 269),
            *(220, 221, 281),
            *(129, 130, 131, 138, 240),
            *(117, 270, 271, 272),
            *(52, 53, 54, 55),
            *(88,),
            *(5, 6, 7, 14, 15, 16),
            *(30, 118, 119, 122, 140, 274),
            *(180, 186, 189, 190, 191, 192, 193, 194, 195, 196),
            *(217, 218, 219),
            *(241, 280, 282),
            *(39, 40, 41, 51, 97, 264, 265, 268),
        ),
        set_limits=261,
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
    known = ARCHITECTURES.get(platform.machine())
    if known is None:
        return False
    steps = b"".join(build_steps(known))
    program = Program(len(steps) // struct.calcsize("=HBBI"), steps)
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return bool(system.prctl(PR_SET_SECCOMP, MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def build_steps(known: Architecture) -> Iterator[bytes]:
    """The program: the last two steps are what all others jump to."""
    calls = [*known.refused, *NEW_EVERYWHERE]
    to_refuse = len(calls)
    yield step(LOAD_WORD, ARCHITECTURE)
    yield step(JUMP_IF_EQUAL, known.audit, is_true=1)
    yield step(RETURN, REFUSE)  # another table of calls, as that for programs of 32 bits
    yield step(LOAD_WORD, NUMBER)
    yield step(JUMP_IF_AT_LEAST, OTHER_NUMBERING, is_true=to_refuse + 4)
    yield step(JUMP_IF_EQUAL, known.set_limits, is_false=2)
    yield step(LOAD_WORD, FIRST_ARGUMENT)
    yield step(JUMP_IF_EQUAL, 0, is_true=to_refuse, is_false=to_refuse + 1)  # 0: one's own
    for place, number in enumerate(calls):
        yield step(JUMP_IF_EQUAL, number, is_true=to_refuse - place)
    yield step(RETURN, ALLOW)
    yield step(RETURN, REFUSE)


def step(code: int, value: int, *, is_true: int = 0, is_false: int = 0) -> bytes:
    """One sock_filter; the jumps are counted from the next step."""
    return struct.pack("=HBBI", code, is_true, is_false, value)
