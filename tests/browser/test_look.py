"""What the style sheet and the templates owe to everybody: WCAG 2.2 AA, reflow, focus that can be seen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page

from careers.addresses import posting_path
from tests.careers.factories import ContactFactory, closed, published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
VIEWS = [("de", "light", 320), ("de", "dark", 1280), ("en", "dark", 320), ("en", "light", 1280)]
PAGES = {
    "de": [
        "stellen/",
        "stellen/?q=nichts",
        "impressum/",
        "datenschutz/",
        "barrierefreiheit/",
        "weg/",
    ],
    "en": ["jobs/", "jobs/?q=nothing", "imprint/", "privacy/", "accessibility/", "away/"],
}
COVERED = """() => {
  const bar = document.querySelector(".bar");
  const one = document.activeElement;
  if (!bar || bar.contains(one)) return false;
  return one.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
}"""


def detail(language: str, **fields: object) -> str:
    posting = published(closes_at=timezone.now() + timezone.timedelta(days=3), **fields)
    posting.contacts.add(ContactFactory())
    return posting_path(posting.public_id, "x", language)


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    return [f"{page.url}: {one['id']} {one['nodes'][0]['target']}" for one in found]


def too_wide(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize(("language", "scheme", "width"), VIEWS)
def test_every_page_is_accessible_and_fits(page, language, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    foreign = detail(language, **{"english_only" if language == "de" else "german_only": True})
    of_closed = posting_path(closed().public_id, "x", language)
    paths = [
        detail(language),
        foreign,
        of_closed,
        *(f"/{language}/{path}" for path in PAGES[language]),
    ]
    problems = []
    for path in paths:
        page.goto(path)
        problems += violations(page) + (["too wide"] if too_wide(page) else [])
    assert problems == []


@pytest.mark.parametrize(("language", "scheme", "width"), VIEWS)
def test_form_with_errors_is_accessible_and_fits(page, language, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(detail(language))
    page.locator("a.button:visible").first.click()
    page.locator("main form button").last.click()
    page.wait_for_selector("#error-summary")
    assert (violations(page), too_wide(page)) == ([], False)


def test_error_summary_has_the_focus_and_leads_to_the_field(page):
    page.goto(detail("en"))
    page.locator("a.button:visible").first.click()
    page.locator("main form button").last.click()
    page.wait_for_selector("#error-summary:focus")
    page.locator("#error-summary a").first.click()
    assert page.locator("input:focus").get_attribute("name") == "name"


def test_bar_to_apply_never_covers_what_has_the_focus(page):
    links = "\n".join(f"- [link {number}](https://example.org/{number})" for number in range(40))
    page.goto(detail("en", section={"body_en": links}))
    covered = []
    for _press in range(45):
        page.keyboard.press("Tab")
        covered.append(page.evaluate(COVERED))
    assert (len(covered), any(covered)) == (45, False)


def test_paper_shows_the_ad_and_no_buttons(page):
    page.goto(detail("en"))
    page.emulate_media(media="print")
    shown = {
        one: page.locator(one).first.is_visible()
        for one in ("h1", ".keyfacts", ".bar", ".button", ".lang")
    }
    assert shown == {"h1": True, ".keyfacts": True, ".bar": False, ".button": False, ".lang": False}
