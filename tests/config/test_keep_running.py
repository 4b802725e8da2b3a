"""A service that ends by itself is started again; one that is asked to end stays ended."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from config.keep_running import next_pause
from tests.web_server import CHECKOUT, find_free_port, get, wait_for_port

APPLICATION = "tests.config.broken_stream:application"
KEEP_RUNNING = [sys.executable, "-m", "config.keep_running"]
SERVER = [
    *(sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"),
    *("--workers", "2", "--respawn-failed-workers", "--workers-kill-timeout", "3"),
    *("--log-level", "warning"),
    *("--host", "127.0.0.1"),
]


def start(*command: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*KEEP_RUNNING, *command],
        cwd=CHECKOUT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def children_of(pid: int) -> list[int]:
    return [*map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


@pytest.mark.parametrize(
    ("last", "lived", "pause"),
    [(0, 1, 0.5), (0.5, 1, 1), (16, 59, 30), (30, 59, 30), (30, 60, 0.5)],
)
def test_pauses_grow_up_to_half_a_minute_and_begin_anew(
    last: float, lived: float, pause: float
) -> None:
    assert next_pause(last, lived) == pause


def test_command_that_ends_by_itself_is_started_again(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with start("sh", "-c", f"echo begun >> {log}; exit 3") as process:
        said = [process.stderr.readline() for _start in range(2)]
        process.send_signal(signal.SIGTERM)  # in the pause
        assert process.wait(20) == 3
    assert said == [
        f"offene-stelle: sh ended (exit code 3) and starts again in {pause} s.\n"
        for pause in ("0.5", "1")
    ]
    assert log.read_text() == "begun\n" * 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_request_to_end_is_handed_on_and_its_answer_back(number: signal.Signals) -> None:
    waiting = "trap 'exit 7' TERM; echo ready >&2; while :; do sleep 0.1; done"
    with start("sh", "-c", waiting) as process:
        assert process.stderr.readline() == "ready\n"
        process.send_signal(number)
        assert (process.wait(20), process.stderr.read()) == (7, "")


def kill_workers_until(said: Callable[[], bool], server: int) -> None:
    """One death a second, which the web server takes for a loop; faster, it would not have begun anew."""
    deadline = time.monotonic() + 60
    while not said() and time.monotonic() < deadline:
        with contextlib.suppress(ProcessLookupError, FileNotFoundError):
            for worker in children_of(server):
                os.kill(worker, signal.SIGKILL)
        time.sleep(1)


def test_web_server_comes_back_after_two_deaths_within_seconds(tmp_path: Path) -> None:
    port, log = find_free_port(), tmp_path / "log"
    command = [*KEEP_RUNNING, *SERVER, "--port", str(port), APPLICATION]
    environment = os.environ | {"TESTS_BROKEN_STREAM": "1"}
    with (
        log.open("w") as output,
        subprocess.Popen(
            command, cwd=CHECKOUT, env=environment, stderr=output, start_new_session=True
        ) as process,
    ):
        try:
            wait_for_port(port)
            [server] = children_of(process.pid)
            kill_workers_until(lambda: "starts again in 0.5 s." in log.read_text(), server)
            assert "ended (exit code 1) and starts again in 0.5 s." in log.read_text()
            wait_for_port(port)
            assert get(port, "/whole")[0] == 200
            process.terminate()
            assert process.wait(30) == 0
        finally:  # whatever is left of them
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
