"""What the style sheet and the templates owe to everybody beside test_states: focus, and paper."""

import pytest
from django.utils import timezone

from careers.web.localized_urls import posting_path
from tests.careers.factories import ContactFactory, published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COVERED = """() => {
  const bar = document.querySelector(".action-bar");
  const one = document.activeElement;
  if (!bar || bar.contains(one)) return false;
  return one.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
}"""


def detail(language: str, **fields: object) -> str:
    posting = published(closes_at=timezone.now() + timezone.timedelta(days=3), **fields)
    posting.contacts.add(ContactFactory())
    return posting_path(posting.public_id, "x", language)


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
        for one in ("h1", ".key-facts", ".action-bar", ".button", ".languages")
    }
    assert shown == {
        "h1": True,
        ".key-facts": True,
        ".action-bar": False,
        ".button": False,
        ".languages": False,
    }
