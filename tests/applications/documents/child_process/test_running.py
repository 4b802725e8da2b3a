"""What a child process may use and see; stand-ins do under low limits what a broken reader would do."""

import os
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest

from applications.documents.child_process import Failure, Limits, Outcome, run_in_child, running
from applications.documents.child_process.running import ROOT, read_status
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
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    try:
        child = wait_for_child(children)
    finally:
        parent.kill()
        parent.wait()
    deadline = time.monotonic() + 20
    while Path(f"/proc/{child}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{child}").exists()


def wait_for_child(children: Path) -> int:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = children.read_text().split()
        if found and b"argv" in Path(f"/proc/{found[0]}/cmdline").read_bytes():
            time.sleep(0.5)
            return int(found[0])
        time.sleep(0.05)
    raise AssertionError("no child was started")


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (0, None),
        (-signal.SIGXCPU, Failure.TOO_SLOW),
        (-signal.SIGXFSZ, Failure.TOO_BIG),
        (-signal.SIGSEGV, Failure.CRASHED),
        (1, Failure.CRASHED),
    ],
)
def test_status_is_read(status: int, failure: Failure | None) -> None:
    assert read_status(status) == failure
