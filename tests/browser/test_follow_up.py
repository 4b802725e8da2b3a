"""What an applicant does by the link in the mail, on a phone, without any script."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from applications.models import Application
from applications.services.messages import put_message, put_request
from applications.signed_links import application_path
from applications.tasks import send_links
from tests.applications.factories import ApplicationFactory
from tests.applications.files import pdf
from tests.applications.traces import stored_files

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plain(browser: Browser, live_server, settings: Settings) -> Iterator[Page]:
    """A phone without JavaScript, on which nothing is remembered."""
    settings.SITE_URL = live_server.url
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    phone = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        viewport={"width": 360, "height": 740},
        accept_downloads=True,
    )
    phone.set_default_timeout(10_000)
    yield phone.new_page()
    phone.close()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def link_in(message: str) -> str:
    found = re.search(r"http\S+/en/application/\S+", message)
    assert found is not None
    return found[0]


def test_applicant_follows_up_without_scripts(plain: Page, tmp_path: Path) -> None:
    application = ApplicationFactory(language="en")
    now, new = timezone.now(), tmp_path / "Certificate.pdf"
    new.write_bytes(pdf(2))
    put_message(application=application, text="See you on Tuesday.", actor=None, now=now)
    put_request(application=application, kind="certificate", note="Your C1", actor=None, now=now)
    plain.goto(application_path(application, "en"))
    assert plain.get_by_text("See you on Tuesday.").is_visible()
    answer_the_request(plain, new)
    assert (copy_of(plain)["name"], application.documents.count()) == ("Ayşe Öztürk", 2)
    withdraw(plain)
    erase(plain)
    assert (Application.objects.count(), stored_files()) == (0, [])


def answer_the_request(page: Page, file: Path) -> None:
    page.get_by_role("link", name="Send this document").click()
    page.get_by_role("button", name="Send the document").click()
    assert page.title().startswith("Error:")
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Send the document").click()
    assert page.get_by_text("The document has arrived.").is_visible()
    assert page.get_by_text(file.name).first.is_visible()


def copy_of(page: Page) -> dict[str, object]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Download a copy").click()
    with ZipFile(download.value.path()) as archive:
        return json.loads(archive.read("application.json"))


def withdraw(page: Page) -> None:
    page.get_by_role("link", name="Withdraw the application").click()
    page.get_by_label("Would you like to tell us why?").fill("I am moving away.")
    page.get_by_role("button", name="Withdraw the application").click()
    assert heading(page) == "You have withdrawn your application"


def erase(page: Page) -> None:
    page.get_by_role("link", name="Erase everything").click()
    page.get_by_role("button", name="Erase everything now").click()
    assert heading(page) == "Your application has been erased"


def test_lost_link_is_asked_for_and_opens(plain: Page) -> None:
    application = ApplicationFactory(language="en")
    plain.goto("/en/lost-link/")
    plain.get_by_label("Email").fill("ayse@example.org")
    plain.get_by_role("button", name="Send me the link").click()
    assert plain.get_by_text("Check your inbox").is_visible()
    send_links(application_id=application.pk)
    plain.goto(link_in(mail.outbox[0].body))
    assert heading(plain) == "Your application has arrived"


def test_key_reaches_no_other_page_by_the_referrer(page: Page) -> None:
    application = ApplicationFactory(language="en")
    told: list[str] = []
    page.goto(application_path(application))
    page.on("request", lambda request: told.append(request.headers.get("referer", "")))
    page.get_by_role("link", name="Imprint").click()
    page.wait_for_load_state()
    assert told != []
    assert [one for one in told if "application" in one] == []
