"""Where the button to apply is while one reads an ad, and what the card beside the ad lies over."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from careers.models import Posting
from careers.services import close_posting
from tests.careers.factories import ContactFactory, published
from tests.careers.public_site import page_path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = [(1366, 650), (1280, 720), (360, 740)]
LONG = "\n".join(f"- A task that takes some words to tell, number {number}" for number in range(60))
SHORT = "- fix outages"

# The number of buttons that a click would hit, at the top and after each third of a screen, down to the end.
REACHABLE = """() => {
  const isHit = (button) => {
    const { left, right, top, bottom } = button.getBoundingClientRect();
    const corners = [[left + 6, top + 3], [right - 6, top + 3], [left + 6, bottom - 3], [right - 6, bottom - 3]];
    return corners.every(([x, y]) => document.elementFromPoint(x, y)?.closest("[data-apply]") === button);
  };
  const counts = [];
  for (let top = 0, before = -1; scrollY > before; top += innerHeight / 3) {
    before = top ? scrollY : -1;
    scrollTo(0, top);
    counts.push([...document.querySelectorAll("[data-apply]")].filter(isHit).length);
  }
  return counts;
}"""

# What the card lies over, wherever one scrolls to.
COVERED = """() => {
  const card = document.querySelector(".sidebar");
  const covered = new Set();
  for (let top = 0; top < document.documentElement.scrollHeight; top += 50) {
    scrollTo(0, top);
    const one = card.getBoundingClientRect();
    for (const name of [".article", ".similar-postings", ".site-footer"]) {
      const other = document.querySelector(name)?.getBoundingClientRect();
      const meets = other && one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
      if (meets) covered.add(name);
    }
  }
  return [...covered];
}"""


def open_ad(page: Page, size: tuple[int, int], body: str = LONG, similar: int = 3) -> Posting:
    """An ad with every key fact, in a window of this size."""
    for number in range(similar):
        published(title_en=f"Operations Technician {number}")
    posting = published(
        section={"body_en": body},
        closes_at=timezone.now() + timedelta(days=9),
        answer_days=10,
        reference="OPS-2026-17",
        weekly_hours=Decimal("39.5"),
        fixed_term_until=date(2028, 12, 31),
        fixed_term_reason_en="Stands in for a colleague on parental leave",
        starts_on=date(2027, 3, 1),
    )
    posting.contacts.add(ContactFactory())
    show(page, posting, size)
    return posting


def show(page: Page, posting: Posting, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(page_path(posting))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("body", "similar"), [(LONG, 3), (LONG, 0), (SHORT, 3)])
def test_button_to_apply_is_in_view_from_top_to_end(page, size, body, similar):
    open_ad(page, size, body, similar)
    counts = page.evaluate(REACHABLE)
    assert [count > 0 for count in counts] == [True] * len(counts)


@pytest.mark.parametrize("size", SIZES)
def test_closed_ad_has_no_button_to_apply(page, size):
    posting = open_ad(page, size)
    close_posting(posting=posting, actor=None, reason="filled", now=timezone.now())
    show(page, posting, size)
    assert set(page.evaluate(REACHABLE)) == {0}
    assert page.locator("[data-apply]").count() == 0


@pytest.mark.parametrize("size", [(1366, 650), (1366, 1200)])
@pytest.mark.parametrize("body", [LONG, SHORT], ids=["long", "short"])
def test_card_lies_over_nothing(page, size, body):
    open_ad(page, size, body)
    assert page.evaluate(COVERED) == []
