"""History and "what changed?" as people use them: for everybody, at any width, in light and dark."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from careers.models import Posting
from careers.services import close_posting, publish_posting
from tests.browser.looking import too_wide, violations
from tests.browser.signing_in import sign_in
from tests.careers.factories import published
from tests.config.people import hr_manager

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OTHERS = [("dark", 360), ("light", 1280), ("dark", 1280)]
AT_NIGHT = pytest.mark.nightly(
    "tests/browser/test_history.py::test_pages_are_accessible_and_fit",
    "tests/browser/test_moves.py::test_pages_are_accessible_and_fit",
)
EVERY_LOOK = [("light", 360), *(pytest.param(*look, marks=AT_NIGHT) for look in OTHERS)]


def with_a_life() -> Posting:
    """Published, changed in German only, published again, and closed."""
    posting = published(now=FIRST, title_de="Koch", title_en="Cook")
    posting.title_de = "Köchin"
    posting.save()
    publish_posting(
        posting=posting,
        actor=None,
        now=FIRST + timedelta(days=1),
        override="English is still right.",
    )
    return close_posting(
        posting=posting, actor=None, reason="filled", now=FIRST + timedelta(days=2)
    )


def open_signed_in(page: Page, path: str) -> None:
    page.goto(path)
    sign_in(page, hr_manager().username)
    page.wait_for_url(lambda url: urlsplit(url).path == path)


@pytest.mark.parametrize(("scheme", "width"), EVERY_LOOK)
def test_pages_are_accessible_and_fit(page: Page, scheme, width) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    base = f"/admin/careers/posting/{with_a_life().pk}"
    open_signed_in(page, f"{base}/history/")
    problems = []
    for path in ("history/", "history/?day=2026-03-02&time=12:00", "history/?day=x", "outdated/"):
        page.goto(f"{base}/{path}")
        problems += violations(page) + (["too wide"] if too_wide(page) else [])
    page.goto("/admin/careers/posting/")
    assert problems + violations(page) == []


def test_question_is_answered_on_the_same_page(page: Page) -> None:
    path = f"/admin/careers/posting/{with_a_life().pk}/history/"
    open_signed_in(page, path)
    page.locator("#id_day").fill("2026-03-02")
    page.locator("#id_time").fill("12:00")
    page.keyboard.press("Enter")
    page.wait_for_url("**day=2026-03-02**")
    expect(page.locator(".history-answer .state")).to_have_class("state state-open")
    expect(page.locator(".history-answer article > h2")).to_have_text(
        ["Koch (d/w/m)", "Cook (d/f/m)"]
    )


def test_language_is_confirmed_by_the_button(page: Page) -> None:
    posting = with_a_life()
    path = f"/admin/careers/posting/{posting.pk}/outdated/"
    open_signed_in(page, path)
    expect(page.locator("ins")).to_contain_text("Köchin")
    page.locator("form:has([name=seen]) button").click()
    page.wait_for_url("**/change/")
    posting.refresh_from_db()
    assert posting.outdated == []
