"""What every page owes to everybody: no fault that axe-core finds, and no scrolling sideways."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page, part: str = "html") -> list[str]:
    found = Axe().run(page, part, options={"runOnly": TAGS}).response["violations"]
    return [f"{page.url}: {one['id']} {one['nodes'][0]['target']}" for one in found]


def too_wide(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")
