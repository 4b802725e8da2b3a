"""What is said to a real clamd, and what is made of its answers."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from applications.documents.virus_scan.clamd import (
    ScannerUnavailable,
    parse_signature_date,
    read_signature_date,
    scan_stream,
)
from applications.documents.virus_scan.judging import Verdict, read_verdict
from applications.enums import ScanCause, ScanState
from tests.clamd import FOUND, MARKER, STREAM_MAX, Clamd


@pytest.fixture(params=["unix_address", "tcp_address"])
def on_each_socket(clamd: Clamd, settings: Settings, request: pytest.FixtureRequest) -> None:
    settings.CLAMD_ADDRESS = getattr(clamd, request.param)


@pytest.mark.usefixtures("on_each_socket")
def test_file_without_the_marker_is_fine() -> None:
    assert scan_stream([b"Sehr geehrte Damen und Herren"]) == "stream: OK"


@pytest.mark.usefixtures("on_each_socket")
def test_marker_is_found() -> None:
    assert scan_stream([b"a" * 70 + MARKER]) == f"stream: {FOUND} FOUND"


@pytest.mark.usefixtures("on_each_socket")
def test_marker_across_two_chunks_is_found() -> None:
    halves = [b"a" * 70 + MARKER[:20], MARKER[20:] + b"b" * 70]
    assert scan_stream(halves) == f"stream: {FOUND} FOUND"
    assert scan_stream([halves[0]]) == "stream: OK"


@pytest.mark.usefixtures("on_each_socket")
def test_signatures_have_a_date() -> None:
    made_at = read_signature_date()
    assert made_at is not None
    assert abs(made_at - datetime.now(UTC)) < timedelta(days=1)


@pytest.mark.usefixtures("clamd")
def test_file_far_over_its_limit_is_no_verdict_of_ours() -> None:
    """Clamd hangs up; whether what it said before can be read depends on the moment."""
    try:
        reply = scan_stream([b"a" * STREAM_MAX] * 8)
    except ScannerUnavailable:
        return
    assert "size limit exceeded" in reply


def test_nobody_at_the_address_is_said(settings: Settings) -> None:
    settings.CLAMD_ADDRESS = "unix:/nowhere/clamd.sock"
    with pytest.raises(ScannerUnavailable):
        read_signature_date()


def test_scanner_that_hangs_is_given_up(own_clamd: Clamd) -> None:
    own_clamd.freeze()
    with pytest.raises(ScannerUnavailable):
        read_signature_date(seconds=0.2)
    with pytest.raises(ScannerUnavailable):
        scan_stream([b"a" * 300_000] * 4)
    own_clamd.thaw()
    assert scan_stream([b"a"]) == "stream: OK"


@contextlib.contextmanager
def drip() -> Iterator[int]:
    """A server that answers with a byte now and then, without an end; yields its port."""
    ended = threading.Event()

    def serve(listening: socket.socket) -> None:
        with contextlib.suppress(OSError), listening.accept()[0] as line:
            while not ended.wait(0.05):
                line.sendall(b"s")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=[listening])
        thread.start()
        yield listening.getsockname()[1]
        ended.set()
        thread.join()


def test_answer_that_drips_is_given_up(settings: Settings) -> None:
    """Each byte comes in time; all together take too long."""
    with drip() as port:
        settings.CLAMD_ADDRESS = f"tcp:127.0.0.1:{port}"
        with pytest.raises(ScannerUnavailable):
            read_signature_date(seconds=0.4)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (
            "ClamAV 1.4.6/27835/Mon Nov 30 08:24:11 2026",
            datetime(2026, 11, 30, 8, 24, 11, tzinfo=UTC),
        ),
        ("ClamAV 1.0.7/27/Sun Mar  1 23:00:01 2026", datetime(2026, 3, 1, 23, 0, 1, tzinfo=UTC)),
        ("ClamAV 1.4.6", None),
        ("ClamAV 1.4.6/27/Sun Foo  1 23:00:01 2026", None),
        ("ClamAV 1.4.6/27/Sun Feb 31 23:00:01 2026", None),
    ],
)
def test_date_of_the_signatures_is_read(reply: str, expected: datetime | None) -> None:
    assert parse_signature_date(reply) == expected


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        ("stream: OK", Verdict(ScanState.CLEAN)),
        ("stream: Some.Name FOUND", Verdict(ScanState.INFECTED, finding="Some.Name")),
        (
            "INSTREAM size limit exceeded. ERROR",
            Verdict(ScanState.FAILED, cause=ScanCause.TOO_BIG),
        ),
        (
            "stream: Heuristics.Limits.Exceeded.MaxFiles FOUND",
            Verdict(ScanState.FAILED, cause=ScanCause.LIMITS),
        ),
        (
            "stream: Heuristics.Encrypted.PDF FOUND",
            Verdict(ScanState.FAILED, cause=ScanCause.UNREADABLE),
        ),
    ],
)
def test_answer_becomes_a_verdict(reply: str, verdict: Verdict) -> None:
    assert read_verdict(reply) == verdict


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "stream: OK then",
        "stream: Can't allocate memory ERROR",
        "PONG",
        "COMMAND READ TIMED OUT",
    ],
)
def test_anything_else_is_no_verdict(reply: str) -> None:
    with pytest.raises(ScannerUnavailable):
        read_verdict(reply)
