"""Who may have files read at the same time: a thread is left for pages, and a place for others."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from pytest_django import Settings

from applications.documents import check_line
from applications.documents.check_line import CheckLine, NoPlace

ONE, OTHER, THIRD, FOURTH = ((f"192.0.2.{number}",) for number in range(1, 5))
NOBODY = ()


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[CheckLine]:
    monkeypatch.setattr(check_line, "LONGEST_WAIT", 0.05)
    return CheckLine()


def enter(line: CheckLine, *several: Sequence[str]) -> list[bool]:
    """Which of these find a place while those before keep theirs."""
    found = []
    with ExitStack() as held:
        for networks in several:
            try:
                held.enter_context(line.place(networks))
                found.append(True)
            except NoPlace:
                found.append(False)
    return found


def test_last_thread_serves_pages(line: CheckLine, settings: Settings) -> None:
    settings.WEB_THREADS = 4
    for _time in range(2):
        assert enter(line, ONE, OTHER, THIRD, FOURTH) == [True, True, True, False]
        assert enter(line, NOBODY, NOBODY, NOBODY, NOBODY) == [True, True, True, False]
    settings.WEB_THREADS = 2
    assert enter(line, ONE, OTHER) == [True, False]
    settings.WEB_THREADS = 1
    assert enter(line, ONE, OTHER) == [True, False]


def test_one_network_leaves_places_for_others(line: CheckLine) -> None:
    assert enter(line, ONE, ONE, ONE, OTHER, THIRD) == [True, False, False, True, True]


def test_networks_of_one_56_or_48_leave_a_place_for_others(line: CheckLine) -> None:
    of_one_48 = [(f"64 {number}", f"56 {number}", "48") for number in range(3)]
    assert enter(line, *of_one_48, OTHER) == [True, True, False, True]
    of_one_56 = [(f"64 {number}", "56", f"48 {number}") for number in range(3)]
    assert enter(line, *of_one_56, OTHER) == [True, True, False, True]


def test_second_file_of_a_network_waits_for_the_first_as_long_as_others_find_a_place(
    line: CheckLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_line, "LONGEST_WAIT", 10)
    with ThreadPoolExecutor(1) as pool:
        with line.place(ONE):
            waiting = pool.submit(enter, line, ONE)
            while line._inside < 2:
                assert not waiting.done()
            assert enter(line, ONE) == [False]
            assert enter(line, OTHER, THIRD) == [True, False]
        assert waiting.result(timeout=10) == [True]
