"""Landlock, where the kernel has it (Linux 5.13 and newer): what a process can no longer reach, itself included.

https://docs.kernel.org/userspace-api/landlock.html; the numbers are those of linux/landlock.h and
of the system calls, which are the same on all architectures that Python runs on.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

PR_SET_NO_NEW_PRIVS = 38
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION, PATH_BENEATH = 1, 1
READ_FILE = 1 << 2
READ = READ_FILE | 1 << 3
"""Files and folders."""
WRITE = 1 << 1 | sum(1 << bit for bit in range(4, 13))
"""Write, remove and make of every kind; later versions know more."""
FILES_BY_VERSION = {1: 1 << 0 | READ | WRITE, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
NETWORK_FROM, NETWORK = 4, 0b11
"""To bind and to connect, by TCP."""
SCOPES_FROM, SCOPES = 6, 0b11
"""Abstract sockets and signals: those of the child only."""

CODE = Path(__file__).resolve().parents[3]
READABLE = (
    *(sys.prefix, sys.base_prefix, CODE / "applications", CODE / "careers"),
    *("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share/fonts", "/usr/local/share/fonts"),
)
"""What Python may still import, and the fonts that a PDF names and does not bring along."""
RANDOM = Path("/dev/urandom")
"""qpdf reads it to open a locked document, even one whose password is empty."""


def is_supported() -> bool:
    """Whether this kernel, and what a container engine lets through to it, offers Landlock."""
    return find_version(ctypes.CDLL(None)) >= 1


def find_version(system: ctypes.CDLL) -> int:
    """Below 1 where Landlock is not built in, switched off, or kept from this process (seccomp(2))."""
    return int(system.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), VERSION))


def enter_sandbox() -> bool:
    """Give up for good all files but those of Python, the fonts, and the working folder.

    No program can be started, no file read or written elsewhere, no TCP connection opened, no
    process of others looked into or signalled; open files stay as they are. Returns False where the
    kernel has no Landlock: then the other limits have to do.
    """
    system = ctypes.CDLL(None, use_errno=True)
    version = find_version(system)
    if version < 1:
        return False
    handled = sum(bits for since, bits in FILES_BY_VERSION.items() if since <= version)
    rules = b"".join(struct.pack("=Q", part) for part in ruleset_parts(version, handled))
    ruleset = system.syscall(CREATE_RULESET, rules, ctypes.c_size_t(len(rules)), 0)
    if ruleset < 0:
        return False
    for folder in READABLE:
        allow_below(system, ruleset, Path(folder), READ)
    allow_below(system, ruleset, RANDOM, READ_FILE)
    allow_below(system, ruleset, Path.cwd(), handled & (READ | WRITE))
    system.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    done = system.syscall(RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)
    return bool(done == 0)


def ruleset_parts(version: int, handled: int) -> Iterator[int]:
    """The fields of the structure, as many as this version of the kernel knows."""
    yield handled
    if version >= NETWORK_FROM:
        yield NETWORK
    if version >= SCOPES_FROM:
        yield SCOPES


def allow_below(system: ctypes.CDLL, ruleset: int, place: Path, rights: int) -> None:
    """Except a file, or a folder with all that lies in it; what is not there needs no exception."""
    try:
        descriptor = os.open(place, os.O_PATH)
    except FileNotFoundError:
        return
    rule = struct.pack("=Qi", rights, descriptor)
    system.syscall(ADD_RULE, ruleset, PATH_BENEATH, rule, 0)
    os.close(descriptor)
