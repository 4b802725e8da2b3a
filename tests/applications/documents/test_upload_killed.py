"""A web process that is killed while a large file arrives leaves nothing of it, and what others left is swept."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from applications.documents.left_overs import OLD_SECONDS, sweep_left_overs
from tests.worker_processes import wait_until

CHECKOUT = Path(__file__).resolve().parents[3]
ANNOUNCED, SENT = 6_000_000, 4_000_000
PART = (
    b'--limit\r\nContent-Disposition: form-data; name="file"; filename="CV.pdf"\r\n'
    b"Content-Type: application/pdf\r\n\r\n"
)
RECEIVE = f"""
import sys, django
from django.conf import settings
django.setup()
settings.FILE_UPLOAD_HANDLERS = sys.argv[1:] or settings.FILE_UPLOAD_HANDLERS
from django.core.handlers.wsgi import WSGIRequest
WSGIRequest(dict(
    REQUEST_METHOD="POST", PATH_INFO="/", CONTENT_TYPE="multipart/form-data; boundary=limit",
    CONTENT_LENGTH="{ANNOUNCED}", **{{"wsgi.input": sys.stdin.buffer}},
)).FILES
"""
DJANGOS = "django.core.files.uploadhandler.TemporaryFileUploadHandler"


def bytes_held(process: "subprocess.Popen[bytes]", folder: Path) -> int:
    """The size of the largest file that the process has open in this folder, with or without a name."""
    links = Path(f"/proc/{process.pid}/fd").iterdir()
    sizes = [link.stat().st_size for link in links if str(folder) in str(link.readlink())]
    return max(sizes, default=0)


def kill_in_mid_upload(folder: Path, *handlers: str) -> list[str]:
    """Names in the folder of temporary files, once the process that received the file is dead."""
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "TMPDIR": str(folder)}
    with subprocess.Popen(
        [sys.executable, "-c", RECEIVE, *handlers],
        cwd=CHECKOUT,
        env=os.environ | environment,
        stdin=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        try:
            process.stdin.write(PART + b"x" * SENT)
            process.stdin.flush()
            wait_until(lambda: bytes_held(process, folder) > SENT / 2)
        finally:
            process.kill()
            process.stdin.close()
    return sorted(path.name for path in folder.iterdir())


def test_nothing_is_left_of_an_upload_whose_process_is_killed(tmp_path: Path) -> None:
    assert kill_in_mid_upload(tmp_path) == []


def test_named_file_as_django_makes_it_would_be_left(tmp_path: Path) -> None:
    """What the one above counts on, and the name by which the sweep knows those of earlier releases."""
    [left] = kill_in_mid_upload(tmp_path, DJANGOS)
    assert left.endswith(".upload.pdf")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def make(path: Path, seconds_old: float) -> None:
    if path.name.startswith("child-"):
        path.mkdir()
        (path / "page").write_bytes(b"x")
    else:
        path.write_bytes(b"x")
    make_older(path, seconds_old)


def make_older(path: Path, seconds: float) -> None:
    """By the clock of the file system, whatever this process believes."""
    moment = path.lstat().st_mtime - seconds
    os.utime(path, (moment, moment), follow_symlinks=False)


@pytest.mark.parametrize(
    ("name", "seconds_old", "stays"),
    [
        ("child-abcdefgh", OLD_SECONDS + 60, False),
        ("tmpabcdefgh.upload.pdf", OLD_SECONDS + 60, False),
        ("tmpabcdefgh.upload", OLD_SECONDS + 60, False),
        ("child-abcdefgh", OLD_SECONDS - 60, True),
        ("tmpabcdefgh.upload.pdf", OLD_SECONDS - 60, True),
        ("tmpabcdefgh", OLD_SECONDS + 60, True),
        ("somebody.upload.pdf", OLD_SECONDS + 60, True),
    ],
)
def test_sweep_takes_old_left_overs_of_ours_alone(
    temporary: Path, name: str, seconds_old: float, stays: bool
) -> None:
    make(temporary / name, seconds_old)
    assert sweep_left_overs() == int(not stays)
    assert (temporary / name).exists() == stays


def test_sweep_follows_no_link(temporary: Path) -> None:
    """It takes the link, when that is old, and leaves where it leads."""
    (temporary / "kept").mkdir()
    link = temporary / "child-abcdefgh"
    link.symlink_to(temporary / "kept")
    make_older(link, OLD_SECONDS + 60)
    assert (sweep_left_overs(), (temporary / "kept").exists()) == (1, True)


def test_process_with_another_clock_takes_nothing_from_living_children(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The honest file whose child lost its folder was said to be damaged."""
    make(temporary / "child-abcdefgh", 0)
    tomorrow = time.time() + 86400
    monkeypatch.setattr(time, "time", lambda: tomorrow)
    assert (sweep_left_overs(), (temporary / "child-abcdefgh").exists()) == (0, True)


def test_web_server_sweeps_at_its_start(tmp_path: Path) -> None:
    make(tmp_path / "child-abcdefgh", OLD_SECONDS + 60)
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "TMPDIR": str(tmp_path)}
    subprocess.run(
        [sys.executable, "-c", "import config.wsgi"],
        cwd=CHECKOUT,
        env=os.environ | environment,
        check=True,
    )
    assert list(tmp_path.iterdir()) == []
