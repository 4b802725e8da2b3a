"""docs/architecture.md is what newcomers read first: its map names every module, and its paths exist."""

import re
from pathlib import Path

import pytest

from benchmarks.house import build_import_graph, find_circles
from docs.make_map import PAGE, ROOT, START, first_line, modules, render_map

PATH = re.compile(
    r"`((?:careers|applications|hiring|config|templates|static|tests|docs)/[\w/.-]+)`"
)


def test_every_module_says_in_one_line_what_it_is() -> None:
    assert [str(path) for path in modules() if not first_line(path)] == []


def test_map_names_every_module_as_it_is() -> None:
    _, _, stored = PAGE.read_text(encoding="utf-8").partition(START)
    assert stored.strip() == render_map().strip(), "Run `make map`."


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/*.md")), ids=lambda page: page.name)
def test_paths_in_the_docs_exist(page: Path) -> None:
    named = PATH.findall(page.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Types count, too: import-linter looks at layers, and a circle may lie inside one."""
    assert find_circles(build_import_graph(ROOT)) == set()
