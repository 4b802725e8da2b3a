"""A document whose file is missing, as HR and its author see it: wide and narrow, in both languages."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from applications.models import Application
from applications.signed_links import application_path
from tests.applications.factories import ApplicationFactory
from tests.browser.looking import CROSSED, LOOKS, too_wide, violations
from tests.browser.signing_in import sign_in
from tests.config.people import hr_manager
from tests.hiring.desk_site import action_path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = {
    "de": ("deren Datei fehlt", "Die Datei fehlt seit dem", "Diese Datei fehlt bei uns seit dem"),
    "en": ("whose file is missing", "The file has been missing since", "missing on our side since"),
}


@pytest.fixture(params=["de", "en"])
def application(request: pytest.FixtureRequest) -> Application:
    made = ApplicationFactory(cv={"stored": False}, language=request.param)
    made.documents.update(missing_since=timezone.now())
    return made


def look(page: Page, language: str, path: str, words: str) -> list[str]:
    """What is wrong with the page, narrow and wide: light or dark in one language, the other way in the other."""
    found = []
    for scheme, width in {"de": LOOKS, "en": CROSSED}[language]:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.goto(path)
        expect(page.locator("body")).to_contain_text(words)
        found += violations(page)
        found += [f"{path} {width} {scheme}: too wide"] if too_wide(page) else []
    return found


def test_missing_file_is_told_to_hr_and_to_its_author(page: Page, application: Application) -> None:
    hr_manager("hanna")
    language = application.language
    on_start, beside, on_own = WORDS[language]
    page.goto("/admin/")
    sign_in(page)
    page.get_by_role("button", name={"de": "Deutsch", "en": "English"}[language]).click()
    assert look(page, language, "/admin/", on_start) == []
    assert look(page, language, action_path("change", application), beside) == []
    page.locator(".tools a[href*='/documents/']").click()
    told = "fehlt. " if language == "de" else "is missing."
    expect(page.locator(".messagelist")).to_contain_text(told)
    assert look(page, language, application_path(application), on_own) == []
