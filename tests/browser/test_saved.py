"""The form says when it was saved, as soon as something was."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.applying import held_files, made_files, open_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_form_says_when_a_file_and_a_word_were_saved(page: Page, tmp_path: Path) -> None:
    open_form(page)
    saved = page.locator("#saved")
    expect(saved).to_have_text("")
    page.locator("#id_cv").set_input_files(made_files(tmp_path)["Lebenslauf.pdf"])
    expect(held_files(page)).to_have_count(1)
    expect(saved).to_have_text(re.compile(r"^Saved at \d\d:\d\d\.$"))
    saved.evaluate("element => element.textContent = ''")
    page.get_by_label("Your name").fill("Ayşe Öztürk")
    page.get_by_label("Your name").blur()
    expect(saved).to_have_text(re.compile(r"^Saved at \d\d:\d\d\.$"))


def test_way_to_go_on_later_is_found_early_on_a_phone(page: Page) -> None:
    open_form(page)
    link = page.locator(".pause a")
    assert link.bounding_box()["y"] < 400
    link.click()
    expect(page.get_by_role("button", name="Continue later")).to_be_in_viewport()
