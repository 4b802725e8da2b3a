"""The process that typesets: it answers, ends what takes too long, and comes back whatever became of it."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from careers.channels.pdf import typesetter
from careers.channels.pdf.typesetter import NotThatStandard, Order, Typesetter, TypesetterFailed

SOURCE = '#set document(title: "Words")\n#sys.inputs.words'
SLOW = Path(__file__).with_name("slow_typst.py")


@pytest.fixture
def own() -> Iterator[Typesetter]:
    made = Typesetter()
    yield made
    made.stop()


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "words.typ"
    path.write_text(SOURCE)
    return path


def test_one_process_makes_many(own: Typesetter, template: Path) -> None:
    assert own.compile(Order(template, {"words": "a"})).startswith(b"%PDF")
    first = own.process
    assert own.compile(Order(template, {"words": "b"})).startswith(b"%PDF")
    assert own.process is first


def test_what_takes_too_long_is_ended_and_the_next_is_made(
    own: Typesetter, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetter, "COMPILING", SLOW)
    assert own.compile(Order(template, {"seconds": "0.1"})) == b"%PDF"
    assert own.process
    busy = own.process.popen
    with pytest.raises(TypesetterFailed):
        own.compile(Order(template, {"seconds": "20"}))
    assert busy.poll() == -signal.SIGXCPU
    assert own.compile(Order(template, {"seconds": "0.1"})) == b"%PDF"


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
    own.compile(Order(template, {"words": "a"}))
    assert own.process
    assert own.process.popen.wait(10) == 0
    monkeypatch.undo()
    assert own.compile(Order(template, {"words": "a"})).startswith(b"%PDF")


def test_one_that_was_killed_fails_once(own: Typesetter, template: Path) -> None:
    own.compile(Order(template, {"words": "a"}))
    assert own.process
    own.process.popen.kill()
    own.process.popen.wait()
    with pytest.raises(TypesetterFailed):
        own.compile(Order(template, {"words": "a"}))
    assert own.compile(Order(template, {"words": "a"})).startswith(b"%PDF")


def test_it_ends_with_its_line(own: Typesetter, template: Path) -> None:
    own.compile(Order(template, {"words": "a"}))
    assert own.process
    ended = own.process.popen
    assert (own.stop(), ended.poll()) == (0, 0)
