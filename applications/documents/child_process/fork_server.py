"""The process that has imported the readers of documents and forks a child for each task.

Starting Python with its readers takes many times as long as most files take to be read; forking
takes milliseconds. It sees no byte of a document itself, has no environment and no secrets, and
ends, with all its children, when the process that started it does.
"""

import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from typing import Any, NamedTuple

from PIL import Image

from applications.documents.child_process.frames import ANSWER, EXIT_STATUS, Failure
from applications.documents.child_process.inside import do_order, end_with_parent
from applications.documents.child_process.system_calls import build_filter

CONTROL, ERRORS = 0, 2
"""The descriptors on which orders arrive, one a message, each with DESCRIPTORS, and on which a child tells errors."""
DESCRIPTORS = 5
"""Content, results, errors, an output if there is one, and the socket on which the answer goes back."""
LONGEST_ORDER = 64 * 1024
READERS = (
    "applications.documents.inspection",
    "applications.documents.previews.render",
    "PIL.TiffImagePlugin",  # reads the Exif of pictures
)


class NobodyLeft(Exception):
    """The process that this one serves has ended."""


class Child(NamedTuple):
    pid: int
    end: int
    """A descriptor that can be read once the child has ended (pidfd_open(2))."""
    reply: socket.socket


def main() -> None:
    """Serve until the other side closes; ends the process."""
    for module in READERS:
        importlib.import_module(module)
    Image.preinit()  # the formats of pictures, which each child would import again
    build_filter()
    gc.freeze()
    serve(socket.socket(fileno=CONTROL))
    os._exit(0)  # and the kernel ends those children that are left, see end_with_parent


def serve(control: socket.socket) -> None:
    """Start children as they are ordered, tell how they ended, kill those that nobody waits for."""
    poll, by_end, by_reply = select.poll(), dict[int, Child](), dict[int, Child]()
    poll.register(control, select.POLLIN)
    while True:
        for number, _event in poll.poll():
            if number == control.fileno():
                try:
                    child = accept_order(control)
                except NobodyLeft:
                    return
                if child is not None:
                    by_end[child.end] = by_reply[child.reply.fileno()] = child
                    poll.register(child.end, select.POLLIN)
                    poll.register(child.reply, select.POLLIN)
            elif number in by_end:
                child = by_end.pop(number)
                poll.unregister(number)
                if by_reply.pop(child.reply.fileno(), None):
                    poll.unregister(child.reply)
                answer_end(child)
            elif number in by_reply:
                poll.unregister(number)
                kill_group(by_reply.pop(number).pid)


def accept_order(control: socket.socket) -> Child | None:
    """The child that was ordered; None if it could not be started, which its closed reply says.

    Raises NobodyLeft when there is nobody who could order anything.
    """
    order, descriptors, _flags, _address = socket.recv_fds(control, LONGEST_ORDER, DESCRIPTORS)
    if not order:
        raise NobodyLeft
    *streams, reply = descriptors
    parent = os.getpid()
    pid = None
    with suppress(OSError):
        pid = os.fork()
    if pid == 0:
        become_child(json.loads(order), streams, parent)
    for each in streams:
        os.close(each)
    answer = socket.socket(fileno=reply)
    if pid is None:
        answer.close()
        return None
    return Child(pid, os.pidfd_open(pid), answer)


def become_child(order: dict[str, Any], streams: list[int], parent: int) -> None:
    """Does not return: in the child, only what was ordered happens.

    What fails before the function says nothing of the content, as when the folder has gone.
    """
    status = EXIT_STATUS[Failure.NOT_STARTED]
    try:
        os.setsid()
        end_with_parent(parent)
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        os.closerange(len(streams), 2**16)
        os.chdir(order["folder"])
        status = do_order(order)
    finally:
        if fault := sys.exception():  # its class is told, as of those in the function
            os.write(ERRORS, type(fault).__name__.encode())
        os._exit(status)


def answer_end(child: Child) -> None:
    """Take leave of a child that has ended, and say how to whoever still listens."""
    _pid, status, usage = os.wait4(child.pid, 0)
    seconds = usage.ru_utime + usage.ru_stime
    with suppress(OSError):
        child.reply.send(ANSWER.pack(os.waitstatus_to_exitcode(status), seconds))
    child.reply.close()
    os.close(child.end)


def kill_group(pid: int) -> None:
    """The child with all that it may have started; one that has ended is left alone."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        os.killpg(pid, signal.SIGKILL)
