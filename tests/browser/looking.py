"""What every page owes to everybody: no fault that axe-core finds, and no scrolling sideways."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

LOOKS = [("light", 360), ("dark", 1280)]
CROSSED = [("dark", 360), ("light", 1280)]
"""Colour scheme and width; a page that one language shows in LOOKS and the other in CROSSED is seen in all four."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCRIPT = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
IS_THERE = "typeof globalThis.axe?.run === 'function'"
RUN = """([part, options]) => axe.run(part, options).then(found => found.violations.map(
    one => `${one.id} ${one.nodes[0].target} ${one.nodes[0].html}`))"""


def violations(page: Page, part: str = "html") -> list[str]:
    """What axe-core finds; nothing else of its answer leaves the page, which would take as long again."""
    if not page.evaluate(IS_THERE):
        page.evaluate(SCRIPT)
    found = page.evaluate(RUN, [part, {"runOnly": TAGS, "resultTypes": ["violations"]}])
    return [f"{page.url}: {one}" for one in found]


def too_wide(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")
