"""What a script adds to the page of a posting, and that nothing is missing without."""

import pytest
from django.utils import timezone

from careers.web.localized_urls import full_address
from tests.careers.factories import published
from tests.careers.public_site import page_path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NATIVE = "navigator.share = async (what) => { window.shared = what; }"
NO_NATIVE = "delete Navigator.prototype.share"
CLIPBOARD = "navigator.clipboard.writeText = async (words) => { window.copied = words; }"


def ways(page) -> list[str]:
    return page.locator(".share-links li:visible").all_inner_texts()


def open_page(page, script: str = "") -> str:
    path = page_path(published(closes_at=timezone.now() + timezone.timedelta(days=9)))
    if script:
        page.add_init_script(script)
    page.goto(path)
    return path


def test_posting_is_shared_with_the_device_s_own_means(page):
    path = open_page(page, NATIVE)
    page.get_by_role("button", name="Share").click()
    shared = page.evaluate("window.shared")
    assert shared == {"title": "Operations Technician (d/f/m)", "url": full_address(path)}
    assert ways(page) == ["Save", "Share", "Send by email", "As PDF"]


def test_link_is_copied_where_the_device_cannot_share(page):
    path = open_page(page, f"{NO_NATIVE}; {CLIPBOARD}")
    page.get_by_role("button", name="Copy link").click()
    assert page.evaluate("window.copied") == full_address(path)
    assert page.locator(".share-links + [role=status]").inner_text() == "Link copied"
    assert ways(page) == ["Save", "Link copied", "Send by email", "As PDF"]


def test_link_can_be_sent_and_saved_without_scripts(browser, live_server, settings):
    settings.SITE_URL = live_server.url
    page = browser.new_context(base_url=live_server.url, java_script_enabled=False).new_page()
    path = open_page(page)
    assert ways(page) == ["Send by email", "As PDF"]
    mail = page.get_by_role("link", name="Send by email").get_attribute("href")
    assert mail.startswith("mailto:?subject=Operations%20Technician%20%28d/f/m%29&body=http%3A//")
    pdf = page.request.get(page.get_by_role("link", name="As PDF").get_attribute("href"))
    assert (pdf.headers["content-type"], path in mail) == ("application/pdf", True)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("draft", "Continue your application"),
        ("sent", "You have applied"),
        ("other", "Apply now"),
        (None, "Apply now"),
    ],
)
def test_button_knows_what_this_browser_has_begun(page, live_server, state, words):
    posting = published()
    name = f"application-{posting.public_id}"
    others = {"name": "application-1", "value": "sent", "url": live_server.url}
    own = [{**others, "name": name, "value": state}] if state else []
    page.context.add_cookies([others, *own])
    page.goto(page_path(posting))
    assert page.locator(".action-bar .button").inner_text() == words
