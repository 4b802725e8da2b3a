"""Functions for a child process that do, harmlessly, what broken readers would do."""

import ctypes
import errno
import fcntl
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from applications.documents.child_process import UnreadableContent, open_output, system_calls

NOBODY = 65534
MEBIBYTE = 1024 * 1024
PASSED = b'{"format": "application/pdf", "removed": []}'


def echo(content: BinaryIO, options: Mapping[str, Any]) -> Iterator[bytes]:
    yield content.read()
    yield repr(sorted(options.items())).encode()


def start_thread_and_process(content: BinaryIO, options: Mapping[str, Any]) -> Iterator[bytes]:
    """As a user for whom limits on processes count, which they do not for root."""
    if os.getuid() == 0:
        os.setuid(NOBODY)
    thread = threading.Thread(target=bool)
    thread.start()
    thread.join()
    yield b"thread"
    try:
        os._exit(0) if os.fork() == 0 else None
    except OSError as error:
        yield errno.errorcode[error.errno].encode()


def sleep(content: BinaryIO, options: Mapping[str, Any]) -> Iterator[bytes]:
    yield b"before"
    time.sleep(options["seconds"])


def count(content: BinaryIO, options: Mapping[str, Any]) -> Iterator[bytes]:
    """Busy for these seconds, at most, without waiting for anything."""
    end = time.monotonic() + options["seconds"]
    while time.monotonic() < end:
        pass
    yield b"done"


def fill_disk(content: BinaryIO, options: Mapping[str, Any]) -> Iterator[bytes]:
    """Writes its output, for which there is no room."""
    yield b"before"
    with open_output() as output:
        output.write(content.read())


def take_memory(content: BinaryIO, options: Mapping[str, Any]) -> Iterator[bytes]:
    held = bytearray(options["mebibytes"] * MEBIBYTE)
    yield str(len(held)).encode()


def write_results(content: BinaryIO, options: Mapping[str, Any]) -> Iterator[bytes]:
    for _number in range(options["results"]):
        yield b"." * options["size"]


def write_file(content: BinaryIO, options: Mapping[str, Any]) -> Iterator[bytes]:
    Path("notes").write_bytes(b"." * options["size"])
    yield Path("notes").resolve().parent.as_posix().encode()


def refuse(content: BinaryIO, options: Mapping[str, Any]) -> Iterator[bytes]:
    yield b"a page"
    raise UnreadableContent


def stumble(content: BinaryIO, options: Mapping[str, Any]) -> Iterator[bytes]:
    raise KeyError(content.read())
    yield b""


def abort(content: BinaryIO, options: Mapping[str, Any]) -> Iterator[bytes]:
    yield b"a page"
    os.abort()


def busy_if_asked(content: BinaryIO, _options: Mapping[str, Any]) -> Iterator[bytes]:
    if content.read() == b"busy":
        yield from count(content, {"seconds": 60})
    yield PASSED


def hungry(content: BinaryIO, _options: Mapping[str, Any]) -> Iterator[bytes]:
    yield from take_memory(content, {"mebibytes": 64})


def talkative(content: BinaryIO, _options: Mapping[str, Any]) -> Iterator[bytes]:
    yield from write_results(content, {"results": 2, "size": 1000})


def lying(_content: BinaryIO, _options: Mapping[str, Any]) -> Iterator[bytes]:
    yield b'{"format": "text/html", "removed": []}'


def silent(_content: BinaryIO, _options: Mapping[str, Any]) -> Iterator[bytes]:
    yield b""


def look_around(content: BinaryIO, options: Mapping[str, Any]) -> Iterator[bytes]:
    """What a child knows and has at its start."""
    yield repr(dict(os.environ)).encode()
    yield repr([*Path().iterdir()]).encode()
    yield repr("django.db" in sys.modules and "applications.models" in sys.modules).encode()
    yield repr([number for number in range(64) if is_open(number)]).encode()


def is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def try_to(content: BinaryIO, options: Mapping[str, Any]) -> Iterator[bytes]:
    """Whether one thing can be done; which limit forbids it depends on the account."""
    try:
        ATTEMPTS[options["what"]](options.get("path", ""))
    except OSError:
        yield b"refused"
    else:
        yield b"done"


def connect(_path: str) -> None:
    with socket.socket() as connection:
        connection.settimeout(1)
        connection.connect(("127.0.0.1", 9))


def signal_parent(_path: str) -> None:
    os.kill(os.getppid(), 0)


def lower_parents_limit(_path: str) -> None:
    """To what it is already."""
    resource.prlimit(
        os.getppid(), resource.RLIMIT_NOFILE, resource.getrlimit(resource.RLIMIT_NOFILE)
    )


def start_thread(_path: str) -> None:
    thread = threading.Thread(target=time.sleep, args=(0,))
    thread.start()
    thread.join()


def fork(_path: str) -> None:
    if os.fork() == 0:
        os._exit(0)


def set_owner_of_a_socket(_path: str) -> None:
    """A pipe is none, which the kernel says of a call that it lets in."""
    try:
        fcntl.ioctl(os.pipe()[0], system_calls.FIOSETOWN, struct.pack("i", os.getpid()))
    except OSError as error:
        if error.errno != errno.ENOTTY:
            raise


def set_owner(command: int, owner: int | bytes) -> object:
    """Who hears of a pipe at which nothing ever arrives: the child itself."""
    return fcntl.fcntl(os.pipe()[0], command, owner)


ATTEMPTS: dict[str, Callable[[str], object]] = {
    "socket by path": lambda path: socket.socket(socket.AF_UNIX).connect(path),
    "UDP": lambda path: socket.socket(type=socket.SOCK_DGRAM),
    "pair": lambda path: socket.socketpair(),
    "mode": lambda path: Path(path).chmod(0o600),
    "owner": lambda path: os.chown(path, os.getuid(), os.getgid()),
    "time": os.utime,
    "attribute": lambda path: os.setxattr(path, "user.colour", b"green"),
    "priority": lambda path: os.setpriority(os.PRIO_PROCESS, os.getppid(), 0),
    "processors": lambda path: os.sched_setaffinity(os.getppid(), os.sched_getaffinity(0)),
    "limit": lower_parents_limit,
    "own limit": lambda path: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)),
    "fork": fork,
    "thread": start_thread,
    "memory without limit": lambda path: os.memfd_create("a"),
    "who is signalled": lambda path: set_owner(system_calls.F_SETOWN, os.getpid()),
    "which thread is signalled": lambda path: set_owner(
        system_calls.F_SETOWN_EX, struct.pack("ii", 1, os.getpid())
    ),
    "which signal": lambda path: set_owner(system_calls.F_SETSIG, signal.SIGURG),
    "who is signalled of a socket": set_owner_of_a_socket,
    "flags of a file": lambda path: set_owner(fcntl.F_GETFL, 0),
    "read": lambda path: Path(path).read_bytes(),
    "write": lambda path: Path(path).write_bytes(b"1"),
    "delete": lambda path: Path(path).unlink(),
    "start": lambda path: subprocess.run(["/bin/true"], check=True),
    "connect": connect,
    "signal": signal_parent,
    "load": lambda path: ctypes.CDLL("libm.so.6"),
}
