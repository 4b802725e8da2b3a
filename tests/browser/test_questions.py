"""Questions to applicants in the editor: by keyboard, without scripts, and for every eye."""

import pytest
from playwright.sync_api import Browser, Page, expect

from careers.models import Posting
from tests.browser.looking import violations
from tests.browser.test_editor import open_editor
from tests.careers.factories import PostingFactory, QuestionFactory
from tests.config.people import hr_manager

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def asking() -> Posting:
    posting = PostingFactory()
    QuestionFactory(posting=posting, position=10)
    return posting


def labels(posting: Posting) -> list[str]:
    return list(posting.questions.order_by("position").values_list("label_en", flat=True))


def test_question_is_added_moved_and_saved_by_keyboard(page: Page, live_server) -> None:
    posting = asking()
    open_editor(page, live_server, posting, hr_manager())
    page.get_by_role("button", name="Add a question").press("Enter")
    expect(page.locator("#id_questions-1-kind")).to_be_focused()
    page.fill("#id_questions-1-label_de", "Warum?")
    page.fill("#id_questions-1-label_en", "Why?")
    page.locator("#questions-1 [data-move=up]").press("Enter")
    expect(page.locator("#id_questions [role=status]")).to_have_text(
        "New question is now question 1 of 2."
    )
    page.locator("main").get_by_role("button", name="Save draft").first.click()
    page.wait_for_load_state()
    assert labels(posting) == ["Why?", "When could you begin?"]


def test_choices_are_shown_where_something_is_chosen(page: Page, live_server) -> None:
    open_editor(page, live_server, asking(), hr_manager())
    choices = page.locator("#id_questions-0-choices_en")
    expect(choices).to_be_hidden()
    page.select_option("#id_questions-0-kind", "choice")
    expect(choices).to_be_visible()


def test_forbidden_question_is_named_while_it_is_typed(page: Page, live_server) -> None:
    open_editor(page, live_server, asking(), hr_manager())
    page.fill("#id_questions-0-label_en", "How old are you?")
    finding = page.locator("[data-check] a[href='#id_questions-0-label_en']")
    expect(finding).to_contain_text("“How old are you” may not be asked")


def test_question_is_added_without_scripts(browser: Browser, live_server) -> None:
    posting = asking()
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = plain.new_page()
    open_editor(page, live_server, posting, hr_manager())
    page.fill("#id_questions-1-label_de", "Warum?")
    page.fill("#id_questions-1-label_en", "Why?")
    page.locator("main").get_by_role("button", name="Save draft").first.click()
    page.wait_for_load_state()
    plain.close()
    assert labels(posting) == ["When could you begin?", "Why?"]


def test_questions_have_no_barriers(page: Page, live_server) -> None:
    open_editor(page, live_server, asking(), hr_manager())
    page.get_by_role("button", name="Add a question").click()
    assert violations(page) == []
