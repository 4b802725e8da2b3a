"""The form says when it was saved, as soon as something was."""

import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from applications.models import Draft
from tests.browser.applying import held_files, made_files, open_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_form_says_when_a_file_and_a_word_were_saved(page: Page, tmp_path: Path) -> None:
    open_form(page)
    saved = page.locator("#saved")
    expect(saved).to_have_text("")
    page.locator("#id_cv").set_input_files(made_files(tmp_path)["Lebenslauf.pdf"])
    expect(held_files(page)).to_have_count(1)
    expect(saved).to_have_text(re.compile(r"^Saved at \d\d:\d\d \(Berlin time\)\.$"))
    saved.evaluate("element => element.textContent = ''")
    page.get_by_label("Your name").fill("Ayşe Öztürk")
    page.get_by_label("Your name").blur()
    expect(saved).to_have_text(re.compile(r"^Saved at \d\d:\d\d \(Berlin time\)\.$"))


def test_time_is_the_server_s_in_a_browser_of_another_zone(
    browser: Browser, live_server: LiveServer, settings: Settings, tmp_path: Path
) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    context = browser.new_context(base_url=live_server.url, timezone_id="Pacific/Auckland")
    page = context.new_page()
    open_form(page)
    page.locator("#id_cv").set_input_files(made_files(tmp_path)["Lebenslauf.pdf"])
    expect(held_files(page)).to_have_count(1)
    at = timezone.localtime(Draft.objects.get().updated_at)
    expect(page.locator("#saved")).to_have_text(f"Saved at {at:%H:%M} (Berlin time).")
    page.reload()
    expect(page.locator("#saved")).to_have_text(f"Saved at {at:%H:%M} (Berlin time).")
    expect(page.locator(".notice")).to_contain_text(f"{at:%H:%M} (Berlin time); it has not")
    context.close()


def test_way_to_go_on_later_is_found_early_on_a_phone(page: Page) -> None:
    open_form(page)
    link = page.locator(".draft-status a")
    assert link.bounding_box()["y"] < 400
    link.click()
    expect(page.get_by_role("button", name="Continue later")).to_be_in_viewport()
