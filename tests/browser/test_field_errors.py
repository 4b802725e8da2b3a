"""Errors on the form: they lead to what can be filled in, and go when it is."""

import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from careers.enums import QuestionKind
from careers.models import Posting, PostingQuestion
from careers.services import publish_posting
from tests.applications.site import apply_path
from tests.browser.applying import held_files, made_files
from tests.careers.factories import PostingFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_form_with_errors(page: Page) -> Posting:
    """Nothing is filled in: name, address, CV, and a question of each kind are missing."""
    posting = PostingFactory()
    for position, kind in enumerate(QuestionKind.values):
        labels = {"label_de": f"Frage {kind}?", "label_en": f"Question {kind}?"}
        choices = {"choices_de": "a\nb", "choices_en": "a\nb"} if kind == "choice" else {}
        PostingQuestion.objects.create(
            posting=posting, position=position, kind=kind, is_required=True, **labels, **choices
        )
    publish_posting(posting=posting, actor=None, now=timezone.now())
    page.goto(apply_path(posting))
    page.get_by_role("button", name="Review application").click()
    expect(links(page).first).to_be_visible()
    return posting


def links(page: Page) -> Locator:
    return page.locator("#error-summary a")


def marked(page: Page) -> Locator:
    return page.locator("[aria-invalid]")


def question(page: Page, kind: str) -> Locator:
    return page.get_by_label(f"Question {kind}?")


def group(page: Page, kind: str) -> Locator:
    return page.get_by_role("group", name=f"Question {kind}?")


def fill_in_all(page: Page, folder: Path) -> None:
    page.get_by_label("Your name").fill("Ayşe Öztürk")
    page.get_by_label("Email").fill("ayse@example.org")
    page.locator("#id_cv").set_input_files(made_files(folder)["Lebenslauf.pdf"])
    expect(held_files(page)).to_have_count(1)
    question(page, "text").fill("Because")
    group(page, "choice").get_by_label("a").check()
    group(page, "yes_no").get_by_label("Yes").check()
    question(page, "number").fill("40")
    question(page, "date").fill("2027-03-01")
    question(page, "date").blur()


def test_errors_go_when_everything_is_filled_in(page: Page, tmp_path: Path) -> None:
    open_form_with_errors(page)
    assert (links(page).count(), page.title()[:7]) == (8, "Error: ")
    fill_in_all(page, tmp_path)
    expect(page.locator("#error-summary")).to_have_count(0)
    assert (page.locator("form .field-error").count(), marked(page).count()) == (0, 0)
    assert page.title().startswith("Application: ")
    assert page.locator("[aria-describedby*=_error]").count() == 0


def test_upload_settles_its_own_error_only(page: Page, tmp_path: Path) -> None:
    open_form_with_errors(page)
    page.locator("#id_cv").set_input_files(made_files(tmp_path)["Lebenslauf.pdf"])
    expect(held_files(page)).to_have_count(1)
    expect(links(page)).to_have_count(7)
    expect(page.locator("#div_id_cv .field-error")).to_have_count(0)
    expect(page.locator("#id_cv")).to_have_accessible_description(re.compile("^(?!.*Error)"))


def test_file_that_is_refused_settles_nothing(page: Page, tmp_path: Path) -> None:
    open_form_with_errors(page)
    (tmp_path / "CV.pdf").write_bytes(b"<html>")
    page.locator("#id_cv").set_input_files(tmp_path / "CV.pdf")
    expect(page.locator(".is-refused")).to_have_count(1)
    expect(links(page)).to_have_count(8)


def test_file_that_becomes_the_cv_settles_its_error(page: Page, tmp_path: Path) -> None:
    open_form_with_errors(page)
    page.locator("#id_other").set_input_files(made_files(tmp_path)["Lebenslauf.pdf"])
    expect(held_files(page, "other")).to_have_count(1)
    expect(links(page)).to_have_count(8)
    page.get_by_label("What is Lebenslauf.pdf?").select_option("CV")
    expect(links(page)).to_have_count(7)


@pytest.mark.parametrize(("address", "left"), [("ayse", 8), ("ayse@example.org", 7)])
def test_address_settles_its_error_once_it_is_one(page: Page, address: str, left: int) -> None:
    open_form_with_errors(page)
    page.get_by_label("Email").fill(address)
    page.get_by_label("Email").blur()
    expect(links(page)).to_have_count(left)


def test_blanks_settle_nothing(page: Page) -> None:
    open_form_with_errors(page)
    page.get_by_label("Your name").fill("  ")
    page.get_by_label("Your name").blur()
    expect(links(page)).to_have_count(8)


@pytest.mark.parametrize("kind", ["choice", "yes_no"])
def test_link_to_a_group_leads_to_its_first_input(page: Page, kind: str) -> None:
    open_form_with_errors(page)
    links(page).filter(has_text=f"Question {kind}?").click()
    expect(group(page, kind).get_by_role("radio").first).to_be_focused()


@pytest.mark.parametrize("name", ["Your name", "Email", "Question text?", "Question date?"])
def test_link_to_a_field_leads_to_it(page: Page, name: str) -> None:
    open_form_with_errors(page)
    field = page.get_by_label(name)
    page.locator(f"#error-summary a[href='#{field.get_attribute('id')}']").click()
    expect(field).to_be_focused()
