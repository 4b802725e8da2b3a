"""WCAG 2.2 AA and reflow, on every public page in every state; `make axe` prints how many."""

from itertools import product
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.browser.states import visit_states

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [*product((360, 1280), ("light", "dark"))]
NARROWEST = 320
# Where a sticky bar lies at its own place: whatever it happens to cover elsewhere can be scrolled free.
TO_THE_END = "scrollTo(0, document.documentElement.scrollHeight)"
RUN = "options => axe.run(document, options).then(found => found.violations.map(one => `${one.id} ${one.nodes[0].target}`))"


def problems(page: Page, name: str) -> list[str]:
    found = []
    page.evaluate(AXE)
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.evaluate(TO_THE_END)
        hits = page.evaluate(RUN, {"runOnly": TAGS, "resultTypes": ["violations"]})
        found += [f"{name}, {width}, {scheme}: {hit}" for hit in hits]
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{name}: wider than {NARROWEST} px")
    return found


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_state_is_accessible_and_fits(page, language):
    page.emulate_media(reduced_motion="reduce")
    found, count = [], 0
    for name in visit_states(page, language):
        found += problems(page, name)
        count += 1
    print(f"axe: {count} states in {language}, {count * len(LOOKS)} views, {len(found)} violations")
    assert found == []
