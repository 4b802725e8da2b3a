"""What Landlock leaves open is refused by a filter for system calls, in a child as the product starts it."""

import platform
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from applications.documents.child_process import system_calls
from tests.applications.documents.child_process import stand_ins
from tests.applications.documents.child_process.test_running import run

FORBIDDEN = (
    *("socket by path", "UDP", "pair", "connect", "fork", "start", "signal"),
    *("mode", "owner", "time", "attribute", "priority", "processors", "limit"),
    *(
        "who is signalled",
        "which thread is signalled",
        "which signal",
        "who is signalled of a socket",
    ),
    "memory without limit",
)
known_architecture = pytest.mark.skipif(
    platform.machine() not in system_calls.ARCHITECTURES, reason="an architecture without a filter"
)


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[Path]:
    """A socket of the file system at which somebody answers, beside a file of somebody else."""
    place = tmp_path / "socket"
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(place))
    server.listen()
    yield place
    server.close()


@known_architecture
@pytest.mark.parametrize("what", FORBIDDEN)
def test_child_cannot_do_what_no_reader_needs(listening: Path, what: str) -> None:
    assert run(stand_ins.try_to, what=what, path=str(listening)).results == [b"refused"]


@pytest.mark.parametrize("what", ["own limit", "thread", "flags of a file"])
def test_child_may_lower_limits_of_its_own_start_threads_and_ask_of_files(what: str) -> None:
    assert run(stand_ins.try_to, what=what).results == [b"done"]


@pytest.mark.parametrize("known", system_calls.ARCHITECTURES.values())
def test_filter_names_each_call_once_and_has_no_way_past_it(
    known: system_calls.Architecture,
) -> None:
    special = [known.set_limits, known.clone, known.clone3]
    special += [known.control_file, known.control_device]
    calls = [*special, *known.refused, *system_calls.NEW_EVERYWHERE]
    assert len(calls) == len(set(calls))
    assert [*system_calls.filter_steps(known)][-1] == system_calls.step(
        system_calls.RETURN, system_calls.ALLOW
    )


def test_child_goes_on_where_no_filter_is_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    assert system_calls.refuse_system_calls() is False
