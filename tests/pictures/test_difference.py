"""What counts as a change between two pictures, and what the report shows of it."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.pictures.difference import Verdict, compare, write_report
from tests.pictures.key_states import KEY_STATES

SIZE = (100, 100)


def picture(path: Path, square: tuple[int, int, int] | None = None, height: int = 100) -> Path:
    """White, with a square of a hundredth of SIZE."""
    made = Image.new("RGB", (SIZE[0], height), "white")
    if square:
        ImageDraw.Draw(made).rectangle((0, 0, 9, 9), fill=square)
    made.save(path)
    return path


@pytest.mark.parametrize(
    ("square", "height", "share"),
    [(None, 100, 0), ((0, 0, 0), 100, 0.01), ((240, 255, 255), 100, 0), (None, 200, 0.5)],
)
def test_share_of_what_differs(
    tmp_path: Path, square: tuple[int, int, int] | None, height: int, share: float
) -> None:
    """A step too small for eyes does not count; what only one of them has does."""
    before = picture(tmp_path / "before.png")
    after = picture(tmp_path / "after.png", square, height)
    assert compare(before, after, tmp_path / "difference.png") == share


def test_what_differs_is_marked(tmp_path: Path) -> None:
    before, after = picture(tmp_path / "a.png"), picture(tmp_path / "b.png", (0, 0, 0))
    compare(before, after, tmp_path / "c.png")
    with Image.open(tmp_path / "c.png") as marked:
        assert (marked.getpixel((5, 5)), marked.getpixel((50, 50))) == ((214, 0, 110), (255,) * 3)


def test_report_shows_what_changed_and_names_what_failed(tmp_path: Path) -> None:
    verdicts = [
        Verdict("same", 0.0, 0.1),
        Verdict("other", 0.2, 0.1),
        Verdict("gone", 0.0, 0.1, "<no button>"),
    ]
    page = write_report(verdicts, tmp_path, "Two commits").read_text()
    assert [page.count(f'src="{part}/other.png"') for part in ("before", "after")] == [1, 1]
    assert (page.count("<img"), "failed: &lt;no button&gt;" in page) == (3, True)
    assert page.index("gone") < page.index("other") < page.index("same")


def test_key_states_are_forty_of_all_kinds() -> None:
    assert len({state.name for state in KEY_STATES}) == len(KEY_STATES) == 40
    kinds = {(state.width, state.scheme) for state in KEY_STATES}
    assert kinds == {(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")}
