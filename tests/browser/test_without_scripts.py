"""The whole way of a candidate without JavaScript: from the search to the erasure."""

from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django import Settings

from applications.mails.receipt import deliver_receipt
from applications.models import Application, Draft
from tests.applications.traces import stored_files
from tests.browser.applying import check_and_send, fill_in, made_files
from tests.browser.test_follow_up import erase, link_in, withdraw
from tests.careers.factories import published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_search_to_erasure_without_scripts(
    browser: Browser, live_server, settings: Settings, tmp_path: Path
) -> None:
    settings.SITE_URL = live_server.url
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    published(title_de="Softwareentwickler:in", title_en="Software Developer")
    published(title_de="Köchin", title_en="Cook")
    phone = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        viewport={"width": 360, "height": 740},
    )
    page = phone.new_page()
    page.goto("/en/jobs/")
    page.get_by_role("searchbox").fill("Entwicklerin")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Software Developer").click()
    page.get_by_role("link", name="Apply now").last.click()
    page.locator("#id_cv").set_input_files(made_files(tmp_path)["Lebenslauf.pdf"])
    fill_in(page)
    assert check_and_send(page) == "Thank you for your application"
    deliver_receipt(application_id=Application.objects.get().pk, now=timezone.now())
    page.goto(link_in(mail.outbox[0].body))
    withdraw(page)
    erase(page)
    assert (Application.objects.count(), Draft.objects.count(), stored_files()) == (0, 0, [])
    phone.close()
