"""Somebody of HR brands the portal with nothing but a browser; every look of it is readable."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from applications.demo.brands import NONE, brand_names, use_demo_brand
from careers.web.localized_urls import list_path
from tests.browser.looking import CROSSED, LOOKS, too_wide, violations
from tests.browser.signing_in import sign_in
from tests.careers.factories import published
from tests.careers.public_site import page_path
from tests.config.people import hr_manager

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PICTURES = Path(__file__).parents[2] / "demo/brands/town"
EXAMPLES = [name for name in brand_names() if name != NONE]


def faults(page: Page, looks: list[tuple[str, int]]) -> Iterator[str]:
    for scheme, width in looks:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 740})
        page.reload()  # or colours would still be on their way from one scheme to the other
        yield from (f"{scheme} {width} {one}" for one in violations(page))
        if too_wide(page):
            yield f"{scheme} {width}: too wide"


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_can_be_read(page: Page, name: str) -> None:
    posting = published()
    use_demo_brand(name, now=timezone.now())
    found = []
    for path in (list_path("de"), page_path(posting), "/staff/login/"):
        page.goto(path)
        found += faults(page, [*LOOKS, *CROSSED])
    assert found == []


def test_portal_is_branded_from_the_start_page(page: Page) -> None:
    published()
    hr_manager()
    page.emulate_media(reduced_motion="reduce")
    page.goto("/admin/tables/")
    sign_in(page)
    page.get_by_role("navigation", name="Hauptmenü").get_by_role(
        "link", name="Erscheinungsbild"
    ).click()
    page.get_by_label("Name:").fill("Stadtwerke Musterhausen")
    page.get_by_label("Farbe:", exact=True).fill("#ffcc00")
    page.get_by_label("Logo:", exact=True).set_input_files(PICTURES / "logo.png")
    page.get_by_label("Großes Bild:").set_input_files(PICTURES / "hero.webp")
    page.get_by_label("Begrüßung (English):").fill("We keep the town running.")
    page.get_by_role("button", name="Speichern und Vorschau").click()
    page.get_by_role("complementary").get_by_role("link", name="English").click()
    bar = page.get_by_role("complementary", name="Preview of the brand")
    bar.get_by_role("link", name="Dark").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Open positions at Stadtwerke Musterhausen"
    )
    bar.get_by_role("button", name="Use this brand").click()
    expect(page.get_by_text("zeigen das neue Erscheinungsbild")).to_be_visible()
    page.context.clear_cookies()
    page.goto(list_path("en"))
    expect(page.get_by_text("We keep the town running.")).to_be_visible()
    expect(page.get_by_role("img", name="Stadtwerke Musterhausen")).to_be_visible()


@pytest.mark.parametrize("system", ["light", "dark"])
def test_admin_shows_the_logo_of_the_scheme_that_was_chosen(page: Page, system: str) -> None:
    hr_manager()
    use_demo_brand("workshop", now=timezone.now())
    page.emulate_media(color_scheme=system, reduced_motion="reduce")
    page.goto("/admin/tables/")
    sign_in(page)
    other = {"light": "dark", "dark": "light"}[system]
    seen = []
    for _press in range(3):
        seen.append(page.locator(".logo img:visible").get_attribute("class"))
        page.locator(".theme-toggle").first.click()
    assert seen == [f"on-{system}", f"on-{other}", f"on-{system}"]


def test_form_and_preview_can_be_read(page: Page) -> None:
    published()
    hr_manager()
    use_demo_brand("town", now=timezone.now())
    page.emulate_media(reduced_motion="reduce")
    page.goto("/admin/careers/brand/")
    sign_in(page)
    found = [*faults(page, LOOKS)]
    for scheme in ("light", "dark"):
        page.goto(f"/admin/careers/brand/preview/?scheme={scheme}")
        found += faults(page, [*LOOKS, *CROSSED])
    assert found == []
