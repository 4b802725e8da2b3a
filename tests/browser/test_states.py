"""WCAG 2.2 AA and reflow, on every public page in every state; `make axe` prints how many.

In CI each state has its turn narrow in one colour scheme and language and wide in the others, at night in all four
looks in both languages.
"""

from itertools import cycle, product
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.browser.states import visit_states

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [*product((360, 1280), ("light", "dark"))]
BY_TURNS = [[look] for look in LOOKS]
NARROWEST = 320
# Where a sticky bar lies at its own place: whatever it happens to cover elsewhere can be scrolled free.
TO_THE_END = "scrollTo(0, document.documentElement.scrollHeight)"
RUN = "options => axe.run(document, options).then(found => found.violations.map(one => `${one.id} ${one.nodes[0].target}`))"


def problems(page: Page, name: str, looks: list[tuple[int, str]]) -> list[str]:
    found = []
    page.evaluate(AXE)
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.evaluate(TO_THE_END)
        hits = page.evaluate(RUN, {"runOnly": TAGS, "resultTypes": ["violations"]})
        found += [f"{name}, {width}, {scheme}: {hit}" for hit in hits]
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{name}: wider than {NARROWEST} px")
    return found


EVERY_LOOK = pytest.param(
    [LOOKS],
    id="every_look",
    marks=pytest.mark.nightly(
        "tests/browser/test_states.py::test_every_state_is_accessible_and_fits"
    ),
)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("turns", [pytest.param(BY_TURNS, id="by_turns"), EVERY_LOOK])
def test_every_state_is_accessible_and_fits(page, language, turns):
    page.emulate_media(reduced_motion="reduce")
    found, states, views = [], 0, 0
    in_turn = turns if language == "de" else turns[::-1]
    for name, looks in zip(visit_states(page, language), cycle(in_turn), strict=False):
        found += problems(page, name, looks)
        states, views = states + 1, views + len(looks)
    print(f"axe: {states} states in {language}, {views} views, {len(found)} violations")
    assert found == []
