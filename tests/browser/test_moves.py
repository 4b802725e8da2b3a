"""The pages beside the editor and the preview, as people use them: at any width, light and dark."""

import pytest
from playwright.sync_api import Page, expect

from careers.models import Posting
from tests.browser.looking import too_wide, violations
from tests.browser.test_history import open_signed_in
from tests.careers.factories import published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OVERRIDDEN = ["pay_missing", "translation_outdated"]
"""The German title and the English summary changed, each without its counterpart."""


def changed_posting() -> Posting:
    """Published, then changed in both languages, without pay."""
    posting = published()
    posting.title_de, posting.summary_en, posting.pay_min, posting.pay_max = (
        "Köchin",
        "",
        None,
        None,
    )
    posting.save()
    return posting


AT_NIGHT = pytest.mark.nightly(
    "tests/browser/test_moves.py::test_pages_are_accessible_and_fit",
    "tests/browser/test_history.py::test_pages_are_accessible_and_fit",
)
OTHERS = [("light", 360), ("light", 1280), ("dark", 1280)]


@pytest.mark.parametrize(
    ("scheme", "width"), [("dark", 360), *(pytest.param(*look, marks=AT_NIGHT) for look in OTHERS)]
)
def test_pages_are_accessible_and_fit(page: Page, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    base = f"/admin/careers/posting/{changed_posting().pk}"
    open_signed_in(page, f"{base}/publish/")
    problems = []
    for name in ("publish", "extend", "close", "duplicate", "changes", "preview"):
        page.goto(f"{base}/{name}/")
        problems += violations(page) + ([f"{name} is too wide"] if too_wide(page) else [])
    page.goto(f"{base}/extend/")
    page.locator(".submit-row button").click()
    problems += violations(page)
    page.goto(f"{base}/preview/")
    page.locator(".copyable a").first.click()
    page.wait_for_load_state()
    assert problems + violations(page) == []


def test_publishing_what_blocks_wants_a_reason_first(page: Page) -> None:
    posting = changed_posting()
    open_signed_in(page, f"/admin/careers/posting/{posting.pk}/publish/")
    page.locator(".submit-row button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("#id_override").fill("The board decides on the grade next week.")
    page.locator(".submit-row button").click()
    page.wait_for_url("**/change/")
    posting.refresh_from_db()
    edition = posting.editions.get(number=2)
    assert (posting.current_edition, edition.overridden) == (edition, OVERRIDDEN)


def test_outdated_language_is_confirmed_where_it_is_published(page: Page) -> None:
    posting = published()
    posting.title_de = "Köchin"
    posting.save()
    open_signed_in(page, f"/admin/careers/posting/{posting.pk}/publish/")
    expect(page.locator(".outdated-language ins")).to_contain_text("Köchin")
    page.locator(".submit-row button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("[name=confirmed][value=en]").check()
    page.locator(".submit-row button").click()
    page.wait_for_url("**/change/")
    posting.refresh_from_db()
    edition = posting.editions.get(number=2)
    assert (posting.current_edition, edition.overridden, posting.outdated) == (edition, [], [])


def test_link_to_the_preview_is_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_signed_in(page, f"/admin/careers/posting/{changed_posting().pk}/preview/")
    page.locator("button[data-copy]").first.click()
    expect(page.locator("#copied")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    page.goto(copied)
    expect(page.locator("main h1")).to_contain_text("Köchin")
