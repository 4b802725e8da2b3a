"""Tests that run only at night: each names those that stand for it in CI, and these do run there."""

import ast
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)


def find_marks() -> list[tuple[str, ast.expr]]:
    """Where a test is marked, with what stands there: `nightly`, and the names in brackets after it."""
    found = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        source = path.read_text()
        if "nightly" not in source:
            continue
        tree = ast.parse(source)
        called = {node.func: node for node in ast.walk(tree) if isinstance(node, ast.Call)}
        found += [
            (f"{path.relative_to(ROOT)}:{node.lineno}", called.get(node, node))
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and ast.unparse(node) == "pytest.mark.nightly"
        ]
    return found


def names_of(mark: ast.expr) -> list[str]:
    return [ast.literal_eval(name) for name in mark.args] if isinstance(mark, ast.Call) else []


def is_test_of_ci(name: str) -> bool:
    """Whether `path::function` exists and is not wholly left to the night itself."""
    path, _, function = name.partition("::")
    if not (ROOT / path).is_file():
        return False
    return any(
        isinstance(node, ast.FunctionDef)
        and node.name == function
        and not any("nightly" in ast.unparse(one).split("(")[0] for one in node.decorator_list)
        for node in ast.parse((ROOT / path).read_text()).body
    )


def test_every_test_of_the_night_names_those_that_stand_for_it() -> None:
    marks = find_marks()
    assert len(marks) > 1
    assert [where for where, mark in marks if not names_of(mark)] == []


def test_tests_that_stand_for_one_of_the_night_run_in_ci() -> None:
    named = [(where, name) for where, mark in find_marks() for name in names_of(mark)]
    assert [(where, name) for where, name in named if not is_test_of_ci(name)] == []


def test_test_of_the_night_stands_for_no_other() -> None:
    here = "tests/test_nightly.py"
    assert is_test_of_ci(f"{here}::test_test_of_the_night_stands_for_no_other")
    assert not is_test_of_ci(f"{here}::test_that_is_not_there")
