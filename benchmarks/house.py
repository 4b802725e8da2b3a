"""How the code is laid out: python benchmarks/house.py [checkout].

Sizes are lines, docstrings included. A room is a package or a loose module directly inside an app; an arrow
leads from a room to another that it imports. Migrations, `__init__` and the demo's content are left out.
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import grimp

APPS = ("config", "hiring", "applications", "careers")


def source_paths(checkout: Path) -> list[Path]:
    return [
        path.relative_to(checkout)
        for app in APPS
        for path in sorted((checkout / app).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def function_lengths(checkout: Path) -> Iterator[int]:
    """The lines of every function."""
    for path in source_paths(checkout):
        for node in ast.walk(ast.parse((checkout / path).read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (node.end_lineno or 0) - node.lineno + 1


def room_of_module(module: str) -> str:
    return ".".join(module.split(".")[:2])


def build_import_graph(checkout: Path) -> grimp.ImportGraph:
    sys.path.insert(0, str(checkout))
    graph = grimp.build_graph(*APPS, cache_dir=None)
    for module in [each for each in graph.modules if "migrations" in each.split(".")]:
        graph.remove_module(module)
    return graph


def find_circles(graph: grimp.ImportGraph) -> set[frozenset[str]]:
    """Sets of modules that import each other, directly or by way of others."""
    found = {
        frozenset(graph.find_upstream_modules(name) & graph.find_downstream_modules(name)) | {name}
        for name in graph.modules
    }
    return {circle for circle in found if len(circle) > 1}


def find_arrows(graph: grimp.ImportGraph) -> set[tuple[str, str]]:
    pairs = {
        (room_of_module(name), room_of_module(other))
        for name in graph.modules
        for other in graph.find_modules_directly_imported_by(name)
    }
    return {(start, end) for start, end in pairs if start != end}


def compute_figures(checkout: Path) -> Iterator[tuple[str, object]]:
    sizes = sorted(function_lengths(checkout))
    paths = source_paths(checkout)
    modules = [path for path in paths if path.name != "__init__.py"]
    shared = [name for name, times in Counter(path.stem for path in modules).items() if times > 1]
    graph = build_import_graph(checkout)
    yield "lines of a function: median", median(sizes)
    yield "lines of a function: 95 %", sizes[len(sizes) * 95 // 100]
    yield "lines of a function: most", sizes[-1]
    yield "lines of a file: most", max(len((checkout / p).read_text().splitlines()) for p in paths)
    yield "files", len(modules)
    yield "import circles", len(find_circles(graph))
    yield "loose modules in careers", count_loose_modules(modules, "careers")
    yield "loose modules in applications", count_loose_modules(modules, "applications")
    yield "base names of two modules or more", len(shared)
    yield "rooms", len({room_of_module(name) for name in graph.modules if "." in name})
    yield "arrows between rooms", len(find_arrows(graph))
    yield "packages", len({path.parent for path in modules})
    yield "arrows between files", graph.count_imports()


def count_loose_modules(modules: list[Path], app: str) -> int:
    return sum(path.parent == Path(app) for path in modules)


def main(arguments: list[str]) -> None:
    checkout = Path(arguments[0] if arguments else ".").resolve()
    for name, figure in compute_figures(checkout):
        print(f"| {name} | {figure:g} |")


if __name__ == "__main__":
    main(sys.argv[1:])
