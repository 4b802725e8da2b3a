"""The commit before (or $BEFORE) and this checkout in 40 states, side by side: `make compare-pictures`.

A change is no fault: it is listed and shown in var/pictures/index.html. Only a state that cannot be drawn fails.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings as project
from playwright.sync_api import Browser

from tests.pictures.difference import Verdict, compare, write_report
from tests.pictures.key_states import KEY_STATES
from tests.pictures.sites import (
    HERE,
    checkout_of,
    copy_site,
    environment,
    manage,
    running_site,
)
from tests.pictures.walk import picture_states
from tests.web_server import find_free_port

pytestmark = pytest.mark.browser

OUT = Path(project.BASE_DIR, "var/pictures")
REVISION = os.environ.get("BEFORE") or "HEAD^"
FIND = (
    "import json; from tests.pictures.places import find_places; print(json.dumps(find_places()))"
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """Passable for the database's own account, as pytest's folders are not."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


def test_key_states_of_both_commits(browser: Browser, folder: Path) -> None:
    shutil.rmtree(OUT, ignore_errors=True)
    moment, port = datetime.now(UTC).isoformat(), find_free_port()
    names = ("demo", "after", "before")
    environments = {name: environment(folder / name, moment, port) for name in names}
    with checkout_of(REVISION, folder / "checkout") as earlier:
        with running_site(earlier, environments["demo"], browser.new_context().request):
            """The first start loads the demo."""
        for name in ("before", "after"):
            copy_site(folder / "demo", folder / name)
        places = {}
        failed = {}
        for name, checkout in (("after", HERE), ("before", earlier)):
            request = browser.new_context().request
            with running_site(checkout, environments[name], request) as address:
                places = places or json.loads(find_places(environments[name]))
                own = places | {"mail": str(folder / name / "mail")}
                found = picture_states(browser, address, own, KEY_STATES, OUT / name)
                failed |= {key: f"{name}, {words}" for key, words in found.items()}
    tell(judge(failed))
    assert failed == {}


def find_places(settings: dict[str, str]) -> str:
    said = manage(HERE, settings, "shell", "--no-imports", "--command", FIND)
    return said.strip().splitlines()[-1]


def judge(failed: dict[str, str]) -> list[Verdict]:
    (OUT / "difference").mkdir(parents=True, exist_ok=True)
    found = []
    for state in KEY_STATES:
        before, after, marked = (
            OUT / part / f"{state.name}.png" for part in ("before", "after", "difference")
        )
        share = 0.0 if state.name in failed else compare(before, after, marked)
        found.append(Verdict(state.name, share, state.threshold, failed.get(state.name, "")))
    return found


def tell(verdicts: list[Verdict]) -> None:
    report = write_report(verdicts, OUT, f"{REVISION} and this checkout")
    changed = [one for one in verdicts if one.is_changed]
    for one in changed:
        print(f"\n  changed  {one.name:<20} {one.share:.3%}", end="")
    print(f"\npictures: {len(changed)} of {len(verdicts)} states changed, {report}")
