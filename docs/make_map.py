"""Writes the map at the end of docs/architecture.md: every module with the first line of its docstring.

`make map` runs it; tests/test_architecture.py demands that the page is up to date.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
START = "<!-- The map: written by `make map`. -->\n"
APPS = ("careers", "applications", "hiring", "config")


def modules() -> Iterator[Path]:
    """All modules of the apps that hold code of ours, without migrations."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts and path.read_text(encoding="utf-8").strip():
                yield path.relative_to(ROOT)


def first_line(path: Path) -> str:
    """The first line of a module's docstring; empty if it has none."""
    docstring = ast.get_docstring(ast.parse((ROOT / path).read_text(encoding="utf-8")))
    return (docstring or "").partition("\n")[0]


def render_map() -> str:
    """Markdown: a heading a room with its own sentence, then a line a module."""
    rooms: dict[Path, list[Path]] = defaultdict(list)
    for path in modules():
        rooms[path.parent].append(path)
    return "\n".join(render_room(room, paths) for room, paths in rooms.items())


def render_room(room: Path, paths: list[Path]) -> str:
    package = room / "__init__.py"
    about = first_line(package) if package in paths else ""
    lines = [f"- `{path.name}`: {first_line(path)}" for path in paths if path != package]
    return "\n".join([f"### {room}/\n", *([f"{about}\n"] if about else []), *lines, ""])


if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(page.partition(START)[0] + START + "\n" + render_map(), encoding="utf-8")
