"""The process that typesets: it answers, ends what takes too long, and comes back whatever became of it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from careers.channels.pdf import typesetter
from careers.channels.pdf.typesetter import NotThatStandard, Order, Typesetter, TypesetterFailed

COUNTS = """#set document(title: "Numbers")
#let total = range(int(sys.inputs.most)).fold(0, (sum, one) => calc.rem(sum + one * one, 7))
#total
"""


@pytest.fixture
def own() -> Iterator[Typesetter]:
    made = Typesetter()
    yield made
    made.stop()


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "counts.typ"
    path.write_text(COUNTS)
    return path


def test_one_process_makes_many(own: Typesetter, template: Path) -> None:
    assert own.compile(Order(template, {"most": "10"})).startswith(b"%PDF")
    first = own.process
    assert own.compile(Order(template, {"most": "20"})).startswith(b"%PDF")
    assert own.process is first


def test_what_takes_too_long_is_ended_and_the_next_is_made(own: Typesetter, template: Path) -> None:
    began = time.monotonic()
    with pytest.raises(TypesetterFailed):
        own.compile(Order(template, {"most": "1000000000"}))
    assert time.monotonic() - began < typesetter.WALL_SECONDS
    assert own.compile(Order(template, {"most": "10"})).startswith(b"%PDF")


def test_what_cannot_be_of_a_standard_is_told(own: Typesetter, tmp_path: Path) -> None:
    untitled = tmp_path / "untitled.typ"
    untitled.write_text("Words")
    with pytest.raises(NotThatStandard):
        own.compile(Order(untitled, {}, ["ua-1"]))
    assert own.compile(Order(untitled, {})).startswith(b"%PDF")


def test_one_that_was_idle_for_long_is_followed_by_another(
    own: Typesetter, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetter, "IDLE_SECONDS", 0.1)
    own.compile(Order(template, {"most": "10"}))
    assert own.process
    assert own.process.popen.wait(10) == 0
    monkeypatch.undo()
    assert own.compile(Order(template, {"most": "10"})).startswith(b"%PDF")


def test_one_that_was_killed_fails_once(own: Typesetter, template: Path) -> None:
    own.compile(Order(template, {"most": "10"}))
    assert own.process
    own.process.popen.kill()
    own.process.popen.wait()
    with pytest.raises(TypesetterFailed):
        own.compile(Order(template, {"most": "10"}))
    assert own.compile(Order(template, {"most": "10"})).startswith(b"%PDF")


def test_it_ends_with_its_line(own: Typesetter, template: Path) -> None:
    own.compile(Order(template, {"most": "10"}))
    assert own.process
    ended = own.process.popen
    assert (own.stop(), ended.poll()) == (0, 0)
