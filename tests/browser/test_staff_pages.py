"""The pages of invitation and reset owe staff what the public pages owe everybody, errors included."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from config.branding.logo import Logo
from config.staff.invitation_links import invitation_path
from tests.browser.looking import too_wide, violations
from tests.config.people import hr_manager, person
from tests.config.staff.test_invitations import accept, invite
from tests.config.staff.test_password_reset import link_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40">'
    b'<style>rect { fill: #0b6b5d }</style><rect width="120" height="40"/></svg>'
)


def visit_pages(page: Page) -> Iterator[str]:
    """Each page in turn; its name."""
    hanna = hr_manager()
    waiting, used = invite(hanna), invite(hanna, email="used@example.org")
    accept(used)
    page.goto(invitation_path(waiting))
    yield "invitation"
    page.locator(".card button[type=submit]").click()
    page.wait_for_selector("#error-summary")
    yield "invitation with errors"
    page.goto(invitation_path(used))
    yield "used invitation"
    page.goto("/staff/invitation/abc/")
    yield "unknown invitation"
    page.goto("/staff/password/forgotten/")
    yield "forgotten password"
    page.locator(".card button[type=submit]").click()
    page.wait_for_selector("#error-summary")
    yield "forgotten password with errors"
    page.goto("/staff/password/forgotten/sent/")
    yield "link sent"
    page.goto(link_for(person("anna", email="anna@example.org")))
    yield "new password"
    page.goto("/staff/password/new/1-abc-def/")
    yield "useless link"
    page.goto("/staff/password/new/")
    yield "password changed"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_invitation_and_reset_are_accessible_and_fit(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = []
    for name in visit_pages(page):
        page.set_viewport_size({"width": 320, "height": 740})
        found += [(name, one) for one in violations(page)]
        found += [(name, "too wide")] if too_wide(page) else []
    assert found == []


def test_logo_is_shown_as_a_picture_with_its_own_style(page: Page, settings: Settings) -> None:
    settings.LOGO = Logo("/brand/12.svg", "image/svg+xml", LOGO)
    settings.BRAND_LOGO = settings.LOGO.url
    page.goto("/de/stellen/")
    shown = page.locator("header .logo img")
    assert shown.evaluate("image => image.complete && image.naturalWidth") == 120
