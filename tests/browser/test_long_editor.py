"""The editor of a posting as long as most: folded, with an outline, and nothing typed is ever lost."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from careers.models import Posting
from tests.browser.looking import violations
from tests.browser.test_editor import open_editor
from tests.careers.factories import ContactFactory, PostingFactory, SectionFactory
from tests.config.people import hr_manager

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_PIXELS = 3_000
"""The height of a usual posting in the editor, at 1280 px."""
LINES = {
    "body_de": "\n".join(f"- Sie kümmern sich um Ihre Aufgabe {number}" for number in range(12)),
    "body_en": "\n".join(f"- You take care of your task {number}" for number in range(12)),
}


def long_posting() -> Posting:
    """Nine sections of twelve lines each, and every fact."""
    posting = PostingFactory(section=False, closes_at=timezone.now() + timezone.timedelta(days=30))
    for number in range(9):
        names = {"heading_de": f"Abschnitt {number}", "heading_en": f"Section {number}"}
        SectionFactory(posting=posting, position=10 * number, **LINES, **names)
    posting.contacts.add(ContactFactory())
    return posting


@pytest.fixture
def editor(page: Page, live_server) -> Page:
    open_editor(page, live_server, long_posting(), hr_manager())
    return page


def card(editor: Page, number: int):
    return editor.locator(f"#sections-{number}")


def test_long_posting_is_folded_and_fits_on_a_few_screens(editor: Page) -> None:
    assert editor.evaluate("document.documentElement.scrollHeight") <= MOST_PIXELS
    expect(card(editor, 4)).to_contain_text("Sie kümmern sich um Ihre Aufgabe 0")
    expect(editor.locator("#id_sections-4-body_de")).to_be_hidden()
    expect(editor.locator("#id_title_de")).to_be_visible()
    assert violations(editor) == []


def test_outline_leads_to_a_part_and_unfolds_it(editor: Page) -> None:
    outline = editor.locator(".editor-outline")
    outline.get_by_role("link", name="Abschnitt 4").click()
    expect(editor.locator("#id_sections-4-body_de")).to_be_visible()
    expect(editor.locator("#id_sections-5-body_de")).to_be_hidden()
    outline.get_by_role("button", name="Unfold all").click()
    expect(editor.locator("#id_sections-5-body_de")).to_be_visible()
    outline.get_by_role("button", name="Fold all").click()
    expect(editor.locator("#id_sections-4-body_de")).to_be_hidden()


def test_part_is_folded_by_keyboard_and_says_so(editor: Page) -> None:
    button = card(editor, 2).get_by_role("button", name="Abschnitt 2", exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(editor.locator("#id_sections-2-body_de")).to_be_visible()


def test_name_and_summary_of_a_part_unfold_it(editor: Page) -> None:
    card(editor, 3).get_by_role("heading", name="Abschnitt 3").click()
    expect(editor.locator("#id_sections-3-body_de")).to_be_visible()
    card(editor, 4).locator(".fold-summary").click()
    expect(editor.locator("#id_sections-4-body_de")).to_be_visible()


def test_outline_counts_what_the_check_finds_in_a_part(editor: Page) -> None:
    editor.locator(".editor-outline").get_by_role("link", name="Abschnitt 4").click()
    editor.locator("#id_sections-4-body_en").fill("")
    entry = editor.locator(".editor-outline li").filter(has_text="Abschnitt 4")
    expect(entry.locator(".count")).to_be_visible()


def test_control_and_s_save_the_draft(editor: Page) -> None:
    editor.locator("#id_title_de").fill("Ein anderer Titel")
    editor.keyboard.press("Control+s")
    expect(editor.locator(".messagelist .success")).to_be_visible()
    assert Posting.objects.get().title_de == "Ein anderer Titel"


def type_and_leave(editor: Page) -> None:
    """As if the browser had ended: something typed, a section added, and the page opened anew."""
    editor.locator("#id_title_de").fill("Ungespeicherter Titel")
    editor.locator("#id_sections [data-add-section]").click()
    editor.locator("#id_sections-9-body_de").fill("Ein neuer Abschnitt")
    editor.wait_for_timeout(1_500)  # typed words are kept after a moment's pause
    editor.on("dialog", lambda dialog: dialog.accept())
    editor.reload()


def test_what_was_typed_is_offered_again_and_put_back(editor: Page) -> None:
    type_and_leave(editor)
    notice = editor.locator(".restored-notice")
    expect(notice).to_contain_text("was not saved")
    notice.get_by_role("button", name="Restore it").click()
    assert editor.locator("#id_title_de").input_value() == "Ungespeicherter Titel"
    assert editor.locator("#id_sections-9-body_de").input_value() == "Ein neuer Abschnitt"
    editor.keyboard.press("Control+s")
    expect(editor.locator(".messagelist .success")).to_be_visible()
    expect(notice).to_have_count(0)
    assert Posting.objects.get().sections.count() == 10


def test_what_was_typed_can_be_thrown_away(editor: Page) -> None:
    type_and_leave(editor)
    editor.locator(".restored-notice").get_by_role("button", name="Discard it").click()
    editor.reload()
    expect(editor.locator("#id_title_de")).to_have_value("Technikerin für Betrieb")
    expect(editor.locator(".restored-notice")).to_have_count(0)


def test_offer_says_that_somebody_has_changed_the_posting_since(editor: Page) -> None:
    type_and_leave(editor)
    posting = Posting.objects.get()
    posting.version += 1
    posting.save()
    editor.reload()
    expect(editor.locator(".restored-notice")).to_contain_text("was changed since")


def test_nothing_typed_stays_in_the_browser_after_signing_out(editor: Page) -> None:
    type_and_leave(editor)
    editor.locator(".user-menu summary").click()
    editor.locator("#logout-form button").click()
    editor.wait_for_load_state()
    kept = editor.evaluate("Object.keys(localStorage)")
    assert [key for key in kept if key.startswith("posting-draft")] == []


def test_phone_shows_one_language_at_a_time(editor: Page) -> None:
    editor.set_viewport_size({"width": 360, "height": 740})
    expect(editor.locator("#id_title_de")).to_be_visible()
    expect(editor.locator("#id_title_en")).to_be_hidden()
    editor.locator(".editor-languages").get_by_role("button", name="English").click()
    expect(editor.locator("#id_title_en")).to_be_visible()
    expect(editor.locator("#id_title_de")).to_be_hidden()
    assert editor.evaluate("document.documentElement.scrollWidth <= innerWidth")
