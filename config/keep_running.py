"""Runs a command, and again whenever it ends by itself: python -m config.keep_running COMMAND.

The web server ends when two of its workers die within seconds, the job worker when its connection to
the database breaks; the service is to go on. SIGTERM and SIGINT end it by SIGTERM, and then its exit
code is ours. As process 1 of a container it also takes leave of children whose parents have died.
"""

import os
import signal
import sys
import time

from config.processes import describe_exit, print_status

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
HEALTHY_SECONDS = 60.0
"""Who has run for so long has started well: the next pause is the first one again."""
REQUESTS = {signal.SIGTERM, signal.SIGINT}
AWAITED = {*REQUESTS, signal.SIGCHLD}


def next_pause(last: float, lived: float) -> float:
    """How many seconds to wait before the next start: twice as long each time, within limits."""
    if lived >= HEALTHY_SECONDS or not last:
        return FIRST_PAUSE
    return min(last * 2, LONGEST_PAUSE)


def keep_running(command: list[str]) -> int:
    """Return the exit code once the command has ended because we were asked to end.

    Raises OSError if there is no such command.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, AWAITED)
    pause = 0.0
    while True:
        begun = time.monotonic()
        code, asked = run_once(command)
        if asked:
            return code
        pause = next_pause(pause, time.monotonic() - begun)
        how = describe_exit(code)
        print_status(f"{command[0]} ended ({how}) and starts again in {pause:g} s.")
        if signal.sigtimedwait(REQUESTS, pause):
            return code


def run_once(command: list[str]) -> tuple[int, bool]:
    """The exit code, negative for a signal, and whether somebody asked for the end."""
    child = os.posix_spawnp(command[0], command, os.environ, setsigmask=[])
    asked = False
    while True:
        number = signal.sigwait(AWAITED)
        if number in REQUESTS:
            asked = True
            os.kill(child, signal.SIGTERM)
        elif (code := reap_children().get(child)) is not None:
            return code, asked


def reap_children() -> dict[int, int]:
    """Exit codes of all children that have ended; one signal may stand for several of them."""
    ended: dict[int, int] = {}
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return ended
        if not pid:
            return ended
        ended[pid] = os.waitstatus_to_exitcode(status)


def main() -> int:
    """As a shell tells of a signal: 128 and its number."""
    code = keep_running(sys.argv[1:])
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
