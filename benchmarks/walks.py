"""Which of our code runs when a posting is published and when somebody applies: python benchmarks/walks.py [checkout].

Publishing is careers.services.publish_posting with a complete bilingual draft. Applying is two requests with all
middleware: the form with one PDF, up to the redirect to the review, and the review's "send", up to the redirect to
the thanks. Each walk runs once unseen, so that caches are filled and modules are imported, then once traced.

A call leads from a file of ours to the next of ours, with Django or nothing between them. Layers are those of
import-linter's contracts in the checkout; to look at an older checkout by the layers of a newer one, pass both
(`benchmarks/walks.py OLD NEW`): Git tells what was renamed. `--list` names everything that was entered.
"""

import io
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from types import FrameType
from typing import Any, Self

from django.utils import timezone

APPS = ("config", "hiring", "applications", "careers")
Calls = Counter[tuple[str, str]]


class Walk:
    """Counts the calls between our files while it is entered."""

    def __init__(self, checkout: Path) -> None:
        self.roots = tuple(f"{checkout / app}/" for app in APPS)
        self.start = len(f"{checkout}/")
        self.calls: Calls = Counter()
        self.entered: set[str] = set()

    def file(self, frame: FrameType | None) -> str:
        name = frame.f_code.co_filename if frame else ""
        return name[self.start :] if name.startswith(self.roots) else ""

    def note(self, frame: FrameType, event: str, _argument: object) -> None:
        if event != "call" or not (callee := self.file(frame)):
            return
        self.entered.add(callee)
        before = frame.f_back
        while before and not self.file(before):
            before = before.f_back
        if (caller := self.file(before)) and caller != callee:
            self.calls[caller, callee] += 1

    def __enter__(self) -> Self:
        sys.setprofile(self.note)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)


class Layers:
    """How high a file stands: first its app, then its layer in it; by the contracts of a checkout."""

    def __init__(self, checkout: Path, renamed: dict[str, str]) -> None:
        self.renamed = renamed
        settings = tomllib.loads((checkout / "pyproject.toml").read_text())
        contracts = settings["tool"]["importlinter"]["contracts"]
        self.height = {
            (container, name): -row
            for contract in contracts
            for container in contract.get("containers", [])
            for row, layer in enumerate(contract["layers"])
            for name in re.findall(r"\w+", layer)
        }

    def of(self, file: str) -> tuple[int, int] | None:
        """The height of a file; None where no contract says it."""
        app, name = Path(self.renamed.get(file, file)).with_suffix("").parts[:2]
        height = 0 if app == "config" else self.height.get((app, name))
        return None if height is None else (-APPS.index(app), height)

    def upward(self, calls: Calls) -> Calls:
        heights = {file: self.of(file) for pair in calls for file in pair}
        return Counter(
            {
                (caller, callee): times
                for (caller, callee), times in calls.items()
                if (low := heights[caller]) and (high := heights[callee]) and low < high
            }
        )


def renamed_files(old: Path, new: Path) -> dict[str, str]:
    """What the files of the old checkout are called in the new one."""
    commit = subprocess.check_output(["git", "-C", old, "rev-parse", "HEAD"], text=True).strip()
    command = ["git", "-C", new, "diff", "--name-status", "-M30", "-l0", commit, "HEAD"]
    rows = subprocess.check_output(command, text=True).splitlines()
    return dict(row.split("\t")[1:] for row in rows if row.startswith("R"))


@contextmanager
def empty_database(folder: Path) -> Iterator[None]:
    """Set up Django on a database of its own, with the schema and no rows but those of migrations."""
    import django
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_test_environment

    from config.embedded_database import running_database

    django.setup()
    settings.VAR_DIR, settings.DOCUMENTS_ROOT = folder, folder / "documents"
    setup_test_environment()
    with running_database(folder / "database", durable=False) as address:
        connection.settings_dict |= address.entry
        with redirect_stdout(io.StringIO()):
            connection.creation.create_test_db(verbosity=0)
        yield
        connection.close()


def prepare_publishing() -> Callable[[], Any]:
    from careers.services import publish_posting
    from tests.careers.factories import PostingFactory

    draft = PostingFactory()
    return lambda: publish_posting(posting=draft, actor=None, now=timezone.now())


def prepare_applying() -> Callable[[], Any]:
    from django.test import Client
    from django.urls import reverse
    from django.utils.translation import override

    from tests.applications import files
    from tests.careers.factories import published

    posting = published()
    with override("en"):
        slug = posting.current_edition.texts.get(language="en").slug
        where = {"public_id": posting.public_id, "slug": slug}
        form = reverse("applications:apply", kwargs=where)
        review = reverse("applications:review", kwargs=where)
    typed = {"name": "Ada Beispiel", "email": "ada@example.org", "action": "check"}
    content = files.pdf()
    client = Client()

    def apply() -> None:
        sent = typed | {"cv": files.upload(content)}
        assert client.post(form, sent, secure=True).headers["Location"] == review
        assert client.post(review, secure=True).has_header("Location")

    return apply


WALKS = {"publish": prepare_publishing, "apply": prepare_applying}


def trace_walk(checkout: Path, prepare: Callable[[], Callable[[], Any]]) -> Walk:
    prepare()()
    act = prepare()
    with Walk(checkout) as walk:
        act()
    return walk


def package_of_file(file: str) -> str:
    return str(Path(file).parent)


def room_of_file(file: str) -> tuple[str, ...]:
    """A package or a loose module directly inside an app, as in benchmarks/house.py."""
    return Path(file).with_suffix("").parts[:2]


def compute_figures(walk: Walk, layers: Layers) -> dict[str, int]:
    upward = layers.upward(walk.calls)
    between = {(room_of_file(caller), room_of_file(callee)) for caller, callee in walk.calls}
    return {
        "packages entered": len({package_of_file(file) for file in walk.entered}),
        "rooms entered": len({room_of_file(file) for file in walk.entered}),
        "files entered": len(walk.entered),
        "calls from low to high": upward.total(),
        "arrows from low to high": len(upward),
        "arrows between files": len(walk.calls),
        "arrows between rooms": len({(start, end) for start, end in between if start != end}),
        "files in no layer": sum(layers.of(file) is None for file in walk.entered),
    }


def name_all(walk: Walk, layers: Layers) -> None:
    for file in sorted(walk.entered):
        print("   ", file, "" if layers.of(file) else "(in no layer)")
    for (caller, callee), times in sorted(layers.upward(walk.calls).items()):
        print(f"    up: {caller} → {callee} ({times})")


def main(arguments: list[str]) -> None:
    paths = [Path(each).resolve() for each in arguments if each != "--list"] or [Path.cwd()]
    checkout, newest = paths[0], paths[-1]
    layers = Layers(newest, renamed_files(checkout, newest) if newest != checkout else {})
    os.chdir(checkout)
    sys.path.insert(0, str(checkout))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    with tempfile.TemporaryDirectory() as folder, empty_database(Path(folder)):
        walks = {name: trace_walk(checkout, prepare) for name, prepare in WALKS.items()}
    columns = [compute_figures(walk, layers) for walk in walks.values()]
    print(f"| | {' | '.join(walks)} |\n|---|{'---|' * len(walks)}")
    for name in columns[0]:
        print(f"| {name} | {' | '.join(str(column[name]) for column in columns)} |")
    for name, walk in walks.items() if "--list" in arguments else ():
        print(name)
        name_all(walk, layers)


if __name__ == "__main__":
    main(sys.argv[1:])
