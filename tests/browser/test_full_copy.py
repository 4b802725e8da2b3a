"""The full copy in a browser: asked for on a phone, reviewed and released by HR, and downloaded."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page

from applications.models import CopyRequest
from applications.signed_links import application_path
from tests.browser.looking import too_wide, violations
from tests.browser.test_blocks import open_admin
from tests.hiring.copies import worked_on

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REVIEW = "/admin/applications/copyrequest/"


def look(page: Page) -> list[str]:
    return [*([f"{page.url} is too wide"] if too_wide(page) else []), *violations(page)]


def test_full_copy_goes_from_request_to_download(page: Page, tmp_path: Path) -> None:
    application = worked_on()
    own = application_path(application, "de")
    page.goto(own)
    page.locator("#full-copy a").click()
    faults = look(page)
    page.locator("form .button").click()
    request = CopyRequest.objects.get()
    page.emulate_media(color_scheme="dark")
    open_admin(page)
    page.goto(REVIEW)
    faults += look(page)
    page.goto(f"{REVIEW}{request.pk}/change/")
    faults += look(page)
    for entry in page.locator(".copy-entry").all():
        entry.locator("[value=release]").check()
    note = page.locator(".copy-entry", has_text="Too quiet")
    note.locator("[value=black_out]").check()
    note.locator("input[type=text]").fill("Nennt eine Kollegin")
    page.locator("form.confirmation .default").click()
    faults += look(page)
    page.locator("form.confirmation .default").click()
    page.goto(own)
    faults += look(page)
    with page.expect_download() as saved:
        page.locator("#full-copy button").click()
    saved.value.save_as(tmp_path / "copy.zip")
    with ZipFile(tmp_path / "copy.zip") as archive:
        told = archive.read("assessment.html").decode()
    assert ("Nennt eine Kollegin" in told, "Too quiet" in told, faults) == (True, False, [])
