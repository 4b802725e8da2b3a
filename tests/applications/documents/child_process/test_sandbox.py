"""A kernel that refuses Landlock is told of; the stand-in is a system call that no kernel has."""

import logging

import pytest

from applications.documents.child_process import running, sandbox
from config.checks import check_landlock

UNKNOWN_CALL = 100_000


@pytest.fixture
def refusing_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "CREATE_RULESET", UNKNOWN_CALL)
    running.warn_without_landlock.cache_clear()


def test_refusal_is_logged_once_a_process(
    refusing_kernel: None, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        server = running.ForkServer()
        server.connect()
        server.stop()
    said = [(one.levelno, one.message) for one in caplog.records if "Landlock" in one.message]
    assert [level for level, _ in said] == [logging.WARNING]


def test_refusal_stands_in_the_checks_for_deployment(refusing_kernel: None) -> None:
    assert [found.id for found in check_landlock(None)] == ["config.landlock"]


def test_child_goes_on_without_it(refusing_kernel: None) -> None:
    assert sandbox.is_supported() is False
    assert sandbox.enter_sandbox() is False


@pytest.mark.skipif(not sandbox.is_supported(), reason="this kernel refuses Landlock")
def test_nothing_is_said_where_it_works(caplog: pytest.LogCaptureFixture) -> None:
    running.warn_without_landlock.cache_clear()
    running.warn_without_landlock()
    assert check_landlock(None) == []
    assert caplog.records == []
