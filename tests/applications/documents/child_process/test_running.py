"""What a child process may use and see; stand-ins do under low limits what a broken reader would do."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest

from applications.documents.child_process import Failure, Limits, Outcome, run_in_child, running
from applications.documents.child_process.inside import RESULTS
from applications.documents.child_process.running import ROOT, ForkServer, read_status
from tests.applications.documents.child_process import stand_ins

MEBIBYTE = 1024 * 1024
LIMITS = Limits(memory=64 * MEBIBYTE, cpu_seconds=10, wall_seconds=30, result_bytes=MEBIBYTE)


def run(function: running.Function, limits: Limits = LIMITS, **options: Any) -> Outcome:
    return run_in_child(function, BytesIO(b"content"), options, limits)


def test_results_come_back_in_order() -> None:
    assert run(stand_ins.echo, number=1, text="ä") == Outcome(
        [b"content", "[('number', 1), ('text', 'ä')]".encode()]
    )


def test_stored_file_is_read_from_its_beginning(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"stored")
    with (tmp_path / "file").open("rb") as stored:
        stored.read(3)
        assert run_in_child(stand_ins.echo, stored, {}, LIMITS).results[0] == b"stored"


def test_child_that_waits_is_ended() -> None:
    limits = Limits(wall_seconds=1.5)
    began = time.monotonic()
    assert run(stand_ins.sleep, limits, seconds=60) == Outcome([b"before"], Failure.TOO_SLOW)
    assert time.monotonic() - began < 20
    assert run(stand_ins.sleep, seconds=0) == Outcome([b"before"])


def test_child_starts_threads_and_no_process() -> None:
    assert run(stand_ins.start_thread_and_process) == Outcome([b"thread", b"EPERM"])


def test_child_that_is_busy_for_too_long_is_ended() -> None:
    limits = Limits(cpu_seconds=2)
    assert run(stand_ins.count, limits, seconds=60) == Outcome([], Failure.TOO_SLOW)
    assert run(stand_ins.count, seconds=0.1) == Outcome([b"done"])


def test_memory_counts_beside_the_interpreter() -> None:
    limits = Limits(memory=16 * MEBIBYTE)
    assert run(stand_ins.take_memory, limits, mebibytes=32) == Outcome([], Failure.MEMORY)
    assert run(stand_ins.take_memory, limits, mebibytes=8) == Outcome([b"%d" % (8 * MEBIBYTE)])


def test_results_are_limited_and_those_before_are_kept() -> None:
    size = 400 * 1024
    found = run(stand_ins.write_results, results=3, size=size)
    assert (found.failure, [len(one) for one in found.results]) == (Failure.TOO_BIG, [size, size])
    assert run(stand_ins.write_results, results=2, size=size).failure is None


def test_files_are_limited() -> None:
    assert run(stand_ins.write_file, size=2 * MEBIBYTE).failure is Failure.TOO_BIG
    assert run(stand_ins.write_file, size=1024).failure is None


def test_folder_of_the_child_vanishes() -> None:
    folder = Path(run(stand_ins.write_file, size=10).results[0].decode())
    assert (folder.parent, folder.exists()) == (Path(gettempdir()).resolve(), False)


def test_unreadable_content_is_told_with_what_came_before() -> None:
    assert run(stand_ins.refuse) == Outcome([b"a page"], Failure.UNREADABLE)


def test_error_is_told_by_its_class_and_never_by_its_text() -> None:
    assert run(stand_ins.stumble) == Outcome([], Failure.CRASHED, "KeyError")


def test_crash_is_told_with_what_came_before() -> None:
    assert run(stand_ins.abort) == Outcome([b"a page"], Failure.CRASHED)


def test_child_whose_folder_has_gone_is_not_started_and_tried_once_more(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It says nothing of the file, which the next child reads well."""
    folders = [tmp_path / "gone", tmp_path / "there"]
    folders[1].mkdir()
    monkeypatch.setattr(
        running, "TemporaryDirectory", lambda **_names: nullcontext(str(folders.pop(0)))
    )
    assert run(stand_ins.echo) == Outcome([b"content", b"[]"])


def test_child_whose_folder_is_always_gone_tells_the_class_of_the_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = nullcontext(str(tmp_path / "gone"))
    monkeypatch.setattr(running, "TemporaryDirectory", lambda **_names: gone)
    assert run(stand_ins.echo) == Outcome([], Failure.NOT_STARTED, "FileNotFoundError")


def test_child_knows_no_secret_and_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:password@host/name")
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    found = run(stand_ins.look_around).results
    assert b"DATABASE_URL" not in found[0]
    assert b"PYTHONPATH" not in found[0]
    assert found[1:] == [b"[]", b"False", b"[0, 1, 2]"]


@pytest.mark.parametrize(
    ("what", "path", "answer"),
    [
        ("read", f"{ROOT}/.env.example", b"refused"),
        ("read", "{elsewhere}/file", b"refused"),
        ("read", "/proc/{parent}/environ", b"refused"),
        ("read", "/etc/passwd", b"refused"),
        ("write", "{elsewhere}/file", b"refused"),
        ("write", "{elsewhere}/new", b"refused"),
        ("write", "of-a-child", b"done"),
        ("delete", "{elsewhere}/file", b"refused"),
        ("start", "", b"refused"),
        ("connect", "", b"refused"),
        ("signal", "", b"refused"),
        ("load", "", b"done"),
    ],
)
def test_child_reaches_its_folder_and_libraries_only(
    what: str, path: str, answer: bytes, tmp_path: Path
) -> None:
    if run(stand_ins.try_to, what="read", path="/etc/passwd").results == [b"done"]:
        pytest.skip("this kernel has no Landlock")
    (tmp_path / "file").write_bytes(b"of somebody else")
    path = path.format(parent=os.getpid(), elsewhere=tmp_path)
    assert run(stand_ins.try_to, what=what, path=path).results == [answer]


@pytest.mark.usefixtures("server")
def test_child_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(ROOT / "no-python"))
    assert run(stand_ins.echo) == Outcome([], Failure.NOT_STARTED, "FileNotFoundError")


def test_child_dies_with_its_parent() -> None:
    program = (
        "from io import BytesIO\n"
        "from applications.documents.child_process import Limits, run_in_child\n"
        "from tests.applications.documents.child_process import stand_ins\n"
        "run_in_child(stand_ins.sleep, BytesIO(b''), {'seconds': 40}, Limits())\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT)
    try:
        server = find_child(parent.pid)
        child = find_child(server)
    finally:
        parent.kill()
        parent.wait()
    assert [wait_for_end(pid) for pid in (server, child)] == [True, True]


def wait_for_children(parent: int, number: int) -> list[int]:
    """So many children, as soon as there are."""
    children, deadline = Path(f"/proc/{parent}/task/{parent}/children"), time.monotonic() + 20
    while time.monotonic() < deadline:
        found = children.read_text().split()
        if len(found) == number:
            return [int(pid) for pid in found]
        time.sleep(0.05)
    raise AssertionError(f"not {number} children")


def find_child(parent: int) -> int:
    """The one that is started now, and none that is ending."""
    return wait_for_children(parent, 1)[0]


def wait_for_result(child: int) -> None:
    results, deadline = Path(f"/proc/{child}/fd/{RESULTS}"), time.monotonic() + 20
    while not (results.exists() and results.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.05)


def wait_for_end(pid: int) -> bool:
    deadline = time.monotonic() + 20
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return not Path(f"/proc/{pid}").exists()


def test_children_of_several_threads_do_not_mix() -> None:
    with ThreadPoolExecutor(8) as threads:
        found = threads.map(lambda number: run(stand_ins.echo, number=number), range(24))
    said = [b"[('number', %d)]" % number for number in range(24)]
    assert [outcome.results[1] for outcome in found] == said


def test_server_that_died_is_started_again(server: ForkServer) -> None:
    assert run(stand_ins.echo).failure is None
    assert server.process is not None
    server.process.kill()
    assert run(stand_ins.echo).failure is None


def test_child_whose_server_dies_is_told_and_gone(server: ForkServer) -> None:
    assert run(stand_ins.echo).failure is None
    assert server.process is not None
    wait_for_children(server.process.pid, 0)
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(run, stand_ins.sleep, seconds=20)
        child = find_child(server.process.pid)
        wait_for_result(child)  # one that said nothing yet would be started again
        server.process.kill()
        assert waiting.result().failure is Failure.NOT_STARTED
    assert wait_for_end(child)


def test_process_that_was_forked_has_a_server_of_its_own() -> None:
    """As a web server that forks its workers: the one of the first process goes on."""
    assert run(stand_ins.echo).failure is None
    before = running.SERVER.process
    pid = os.fork()
    if pid == 0:
        os._exit(0 if run(stand_ins.echo).failure is None else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert (run(stand_ins.echo).failure, running.SERVER.process) == (None, before)


def test_seconds_of_the_processor_are_told_and_limited_to_parts_of_one() -> None:
    limits = Limits(cpu_seconds=0.3)
    found = run(stand_ins.count, limits, seconds=60)
    assert found.failure is Failure.TOO_SLOW
    assert 0.2 < found.seconds < 0.9


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (0, None),
        (-signal.SIGXCPU, Failure.TOO_SLOW),
        (-signal.SIGPROF, Failure.TOO_SLOW),
        (-signal.SIGXFSZ, Failure.TOO_BIG),
        (-signal.SIGSEGV, Failure.CRASHED),
        (1, Failure.CRASHED),
    ],
)
def test_status_is_read(status: int, failure: Failure | None) -> None:
    assert read_status(status) == failure


def test_full_disk_is_no_fault_of_the_content() -> None:
    with Path("/dev/full").open("r+b", buffering=0) as full:
        outcome = run_in_child(stand_ins.fill_disk, BytesIO(b"content"), {}, LIMITS, output=full)
    assert (outcome.results, outcome.failure) == ([b"before"], Failure.NOT_STARTED)
