"""On paper: what only a screen needs is left out, what only paper needs is there."""

import pytest
from playwright.sync_api import Page

from applications.signed_links import application_path
from careers.web.localized_urls import list_path
from tests.applications.factories import ApplicationFactory
from tests.careers.factories import published
from tests.careers.public_site import page_path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ONLY_ON_SCREEN = ".menu, .button, .save-button, .filters, .search-form, .breadcrumbs a, .sidebar a"


@pytest.mark.parametrize("kind", ["list", "posting", "status"])
def test_paper_shows_what_can_be_read(page: Page, kind: str) -> None:
    posting, application = published(), ApplicationFactory()
    paths = {"list": list_path("de"), "posting": page_path(posting)}
    paths["status"] = application_path(application, "de")
    page.goto(paths[kind])
    page.wait_for_load_state("networkidle")
    needed = {"list": ".posting h2", "posting": ".on-paper", "status": ".reference"}[kind]
    assert page.locator(ONLY_ON_SCREEN).filter(visible=True).count() > 0
    page.emulate_media(media="print")
    assert page.locator(ONLY_ON_SCREEN).filter(visible=True).all_inner_texts() == []
    assert page.locator(needed).filter(visible=True).count() > 0
    assert page.pdf().startswith(b"%PDF")


def test_printed_posting_tells_its_address(page: Page) -> None:
    posting = published()
    page.goto(page_path(posting))
    assert not page.locator(".on-paper").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".on-paper").inner_text().endswith(page_path(posting))
