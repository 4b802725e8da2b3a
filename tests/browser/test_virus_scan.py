"""Documents that the virus scan withholds, as HR and their author see them: every state, wide and narrow."""

from http import HTTPStatus

import pytest
from playwright.sync_api import Page, expect

from applications.enums import ScanState
from applications.models import Application
from applications.signed_links import application_path
from tests.applications.documents.virus_scan.verdicts import scanned
from tests.applications.factories import ApplicationFactory, DocumentFactory
from tests.browser.looking import too_wide, violations
from tests.browser.signing_in import sign_in
from tests.config.people import hr_manager
from tests.hiring.desk_site import action_path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHUT = (ScanState.INFECTED, ScanState.FAILED, ScanState.PENDING)
SIZES = ((360, 740), (1280, 800))


@pytest.fixture
def application() -> Application:
    made = ApplicationFactory(cv=False)
    for kind, state in zip(("cv", "certificate", "other"), SHUT, strict=True):
        DocumentFactory(application=made, kind=kind, **scanned(state))
    return made


def look(page: Page, path: str, status: int = 200) -> list[str]:
    """What is wrong with the page, light and dark, narrow and wide."""
    found = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == status
            found += violations(page)
            found += [f"{page.url} {width} {scheme}: too wide"] if too_wide(page) else []
    return found


def test_hr_reads_why_a_document_is_shut_and_has_it_checked_again(
    page: Page, clamd: object, application: Application
) -> None:
    hr_manager("hanna")
    page.goto("/staff/login/")
    sign_in(page)
    page.wait_for_url("**/admin/**")
    assert look(page, "/admin/") == []
    expect(page.locator("body")).to_contain_text("in der der Virenscanner etwas gefunden hat")
    for document in application.documents.all():
        assert look(page, f"{action_path('change', application)}?document={document.pk}") == []
        assert page.locator("#sheets img, .tools a[href*='/documents/']").count() == 0
        download = f"/admin/applications/application/documents/{document.pk}/"
        assert look(page, download, HTTPStatus.CONFLICT) == []
    page.goto(action_path("change", application))
    page.get_by_role("button", name="Noch einmal prüfen").click()
    expect(page.locator(".messagelist")).to_contain_text("Die Unterlage wird noch einmal geprüft.")
    expect(page.locator("#sheets")).to_contain_text("wird auf Viren geprüft")


@pytest.mark.parametrize("language", ["de", "en"])
def test_author_reads_which_document_to_replace(
    page: Page, application: Application, language: str
) -> None:
    assert look(page, application_path(application, language)) == []
    assert page.locator(".harmful").count() == len(SHUT) - 1
