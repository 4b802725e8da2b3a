"""How much of a picture differs from another one, and a page that shows both beside what differs."""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops

LEAST_STEP = 24
"""Of 255: what a colour differs by before a pixel counts."""
MARK = (214, 0, 110)
STYLE = """body{font:16px/1.5 system-ui,sans-serif;margin:2rem;background:#f4f4f4;color:#222}
section{margin:0 0 3rem}div{display:flex;gap:1rem;align-items:start}figure{flex:1;margin:0;min-width:0}
img{max-width:100%;border:1px solid #999;background:#fff}figcaption{font-size:.875rem}"""


class Verdict(NamedTuple):
    """`share` of pixels that differ; `error` where a picture is missing on either side."""

    name: str
    share: float
    threshold: float
    error: str = ""

    @property
    def is_changed(self) -> bool:
        return not self.error and self.share > self.threshold


def compare(before: Path, after: Path, difference: Path) -> float:
    """The share of pixels that differ, of the larger picture; writes the later one with these marked."""
    with Image.open(before) as first, Image.open(after) as second:
        size = max(first.width, second.width), max(first.height, second.height)
        old, new = spread(first, size), spread(second, size)
    steps = ImageChops.difference(old, new).split()
    largest = ImageChops.lighter(ImageChops.lighter(steps[0], steps[1]), steps[2])
    mask = largest.point(lambda step: 255 if step >= LEAST_STEP else 0)
    pale = Image.blend(new, Image.new("RGB", size, "white"), 0.7)
    pale.paste(MARK, mask=mask)
    pale.save(difference)
    return mask.histogram()[255] / (size[0] * size[1])


def spread(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """On a ground of the larger size, in a colour that no page has: what one lacks differs."""
    ground = Image.new("RGB", size, (255, 0, 255))
    ground.paste(picture.convert("RGB"))
    return ground


def write_report(verdicts: Iterable[Verdict], folder: Path, title: str) -> Path:
    """index.html in `folder`, what changed most first; the pictures lie beside it."""
    in_order = sorted(verdicts, key=lambda one: (not one.error, -one.share, one.name))
    parts = "\n".join(map(describe, in_order))
    page = f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>
<h1>{escape(title)}</h1>
{parts}
</html>
"""
    file = folder / "index.html"
    file.write_text(page, encoding="utf-8")
    return file


def describe(one: Verdict) -> str:
    words = "changed" if one.is_changed else "as before"
    said = f"failed: {one.error}" if one.error else f"{words}, {one.share:.3%} of the pixels"
    heading = f"<section><h2>{escape(one.name)}: {escape(said)}</h2>"
    if one.error or not one.is_changed:
        return f"{heading}</section>"
    figures = "".join(
        f'<figure><figcaption>{part}</figcaption><img src="{part}/{one.name}.png" alt="" loading="lazy"></figure>'
        for part in ("before", "after", "difference")
    )
    return f"{heading}<div>{figures}</div></section>"
