"""docs/architecture.md is what newcomers read first: its map names every module, and its paths exist."""

import re
from pathlib import Path

import pytest

from docs.make_map import PAGE, ROOT, START, first_line, modules, render_map

PATH = re.compile(r"`((?:careers|applications|config|templates|static|tests|docs)/[\w/.-]+)`")


def test_every_module_says_in_one_line_what_it_is() -> None:
    assert [str(path) for path in modules() if not first_line(path)] == []


def test_map_names_every_module_as_it_is() -> None:
    _, _, stored = PAGE.read_text(encoding="utf-8").partition(START)
    assert stored.strip() == render_map().strip(), "Run `make map`."


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/*.md")), ids=lambda page: page.name)
def test_paths_in_the_docs_exist(page: Path) -> None:
    named = PATH.findall(page.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []
