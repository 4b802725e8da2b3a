"""Addresses on a phone: what Chromium sends of them, and the question after a typo."""

import pytest
from playwright.sync_api import Page, expect

from tests.applications import files
from tests.applications.site import apply_path
from tests.browser.looking import too_wide, violations
from tests.careers.factories import published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_review(page: Page, email: str) -> None:
    page.goto(apply_path(published()))
    cv = {"name": "CV.pdf", "mimeType": "application/pdf", "buffer": files.pdf()}
    page.locator("main input[type=file]").first.set_input_files(cv)
    page.locator("input[name=name]").fill("Anna Beispiel")
    page.locator("input[name=email]").fill(email)
    page.wait_for_selector("main .file:not([hidden])")
    page.locator("main form button[value=check]:visible").last.click()
    page.wait_for_selector(".review")


def test_review_shows_both_forms_of_an_address(page: Page) -> None:
    open_review(page, "anna@weiß.example")
    shown = page.locator(".review dd").nth(1)
    expect(shown).to_contain_text(
        "anna@weiß.example In emails it is written anna@xn--wei-7ka.example."
    )
    assert (violations(page), too_wide(page)) == ([], False)


def test_question_after_a_typo_leads_back_to_the_field(page: Page) -> None:
    open_review(page, "a.very.long.name.of.somebody.with.several.names@gmial.com")
    assert (violations(page), too_wide(page)) == ([], False)
    page.locator("#address-hint a").click()
    expect(page.locator("#id_email")).to_be_in_viewport()
    page.locator("#id_email").fill("anna@gmail.com")
    page.locator("main form button[value=check]:visible").last.click()
    page.wait_for_selector(".review")
    expect(page.locator("#address-hint")).to_have_count(0)
