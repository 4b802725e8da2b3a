"""The editor by hand: without a mouse, without scripts, on a phone, and for every eye."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from careers.models import Posting
from tests.browser.looking import violations
from tests.careers.admin.editor import address
from tests.careers.factories import ContactFactory, PostingFactory, SectionFactory, TextBlockFactory
from tests.config.people import hr_manager, team_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AT_NIGHT = pytest.mark.nightly("tests/browser/test_editor.py::test_editor_is_accessible_and_fits")
CROSSED = [("de", "dark", 1280), ("en", "light", 1280)]
VIEWS = [
    *(("de", "light", 360), ("en", "dark", 360)),
    *(pytest.param(*view, marks=AT_NIGHT) for view in CROSSED),
]


def open_editor(page: Page, live_server, posting: Posting, user: User, language="en") -> None:
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    chosen = {"name": "django_language", "value": language}
    page.context.add_cookies([{**one, "url": live_server.url} for one in (cookie, chosen)])
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(live_server.url + address(posting))


def three_sections(**fields: object) -> Posting:
    """Tasks, an offer from a text block, and a process, with findings and an outdated text."""
    posting = PostingFactory(section={"position": 10, "heading_de": "Aufgaben"}, **fields)
    SectionFactory(posting=posting, position=20, block=TextBlockFactory())
    SectionFactory(posting=posting, position=30, heading_de="Ablauf", heading_en="Process")
    posting.contacts.add(ContactFactory())
    posting.summary_de = "Ein anderer Satz, zu dem die Übersetzung nicht mehr passt."
    posting.save()
    return posting


def order(posting: Posting) -> list[str]:
    rows = posting.sections.order_by("position").select_related("block")
    return [(row.block or row).heading_de for row in rows]


@pytest.mark.parametrize(("language", "scheme", "width"), VIEWS)
def test_editor_is_accessible_and_fits(page, live_server, language, scheme, width):
    page.emulate_media(color_scheme=scheme)
    posting = three_sections(pay_min=None, pay_max=None)
    open_editor(page, live_server, posting, hr_manager(), language)
    page.set_viewport_size({"width": width, "height": 800})
    page.locator("#sections-0 .preview-button").first.click()
    page.locator("#sections-0 .preview ul").wait_for()
    assert violations(page) == []
    page.locator(".editor-header .more-actions summary").click()
    assert violations(page, ".editor-header .more-actions") == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_editor_that_refused_is_accessible(page, live_server):
    posting = three_sections()
    open_editor(page, live_server, posting, hr_manager())
    Posting.objects.update(version=7)
    page.locator("#id_weekly_hours").fill("500")
    page.locator(".editor-header [name=_continue]").click()
    page.locator(".errornote").wait_for()
    assert violations(page) == []


def test_editor_for_readers_is_accessible(page, live_server):
    tom, posting = team_member(), three_sections()
    posting.hiring_team.add(tom)
    open_editor(page, live_server, posting, tom)
    assert violations(page) == []


def test_sections_are_ordered_and_saved_by_keyboard(page, live_server):
    posting = three_sections()
    open_editor(page, live_server, posting, hr_manager())
    up = page.get_by_role("button", name="Move Ablauf up")
    up.focus()
    page.keyboard.press("Enter")
    expect(up).to_be_focused()
    expect(page.locator("#id_sections [data-section-status]")).to_have_text(
        "Ablauf is now section 2 of 3."
    )
    page.keyboard.press("Enter")
    page.locator("#id_title_de").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert order(posting) == ["Ablauf", "Aufgaben", "Wir bieten"]


def test_sections_are_ordered_by_dragging(page, live_server):
    posting = three_sections()
    open_editor(page, live_server, posting, hr_manager())
    handle = page.locator("#sections-0 .drag-handle")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    last = page.locator("#sections-2").bounding_box()
    page.mouse.move(last["x"] + 20, last["y"] + last["height"] - 2, steps=8)
    page.mouse.up()
    with page.expect_navigation():
        page.locator(".editor-header [name=_continue]").click()
    assert order(posting) == ["Wir bieten", "Ablauf", "Aufgaben"]


def test_section_is_added_with_a_preview(page, live_server):
    posting = three_sections()
    open_editor(page, live_server, posting, hr_manager())
    for number in (3, 4):
        page.get_by_role("button", name="Add a section").click()
        card = page.locator(f"#sections-{number}")
        card.locator("textarea").first.fill(f"**Neu** {number}")
        card.locator(".preview-button").first.click()
        expect(card.locator(".preview strong").first).to_have_text("Neu")
    with page.expect_navigation():
        page.locator(".editor-header [name=_continue]").click()
    texts = posting.sections.order_by("position").values_list("body_de", flat=True)
    assert list(texts)[3:] == ["**Neu** 3", "**Neu** 4"]


def test_check_follows_what_is_typed(page, live_server):
    posting = three_sections()
    open_editor(page, live_server, posting, hr_manager())
    finding = page.locator("#check a[href='#id_pay_min']")
    expect(finding).to_have_count(0)
    for name in ("pay_min", "pay_max"):
        page.locator(f"#id_{name}").fill("")
    expect(finding).to_have_count(1)
    finding.click()
    expect(page.locator("#id_pay_min")).to_be_in_viewport()
    assert posting.pay_min is not None


def test_chosen_block_shows_its_text_at_once(page, live_server):
    posting = three_sections()
    open_editor(page, live_server, posting, hr_manager())
    card = page.locator("#sections-0")
    card.get_by_label("Text", exact=True).select_option(label="Wir bieten")
    expect(card.locator("[data-block]")).to_contain_text("Zeit zum Lernen")
    expect(card.locator("textarea").first).to_be_hidden()


def test_leaving_with_something_typed_asks_first(page, live_server):
    open_editor(page, live_server, three_sections(), hr_manager())
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("#id_title_de").fill("Noch nicht gesichert")
    page.get_by_role("button", name="Deutsch", exact=True).click(no_wait_after=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    expect(page.locator("#id_title_de")).to_have_value("Noch nicht gesichert")


def test_leaving_with_nothing_typed_asks_nothing(page, live_server):
    open_editor(page, live_server, three_sections(), hr_manager())
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("button", name="Deutsch", exact=True).click()
    page.locator("html[lang=de]").wait_for()
    assert asked == []


def test_editor_works_without_scripts(browser: Browser, context, live_server):
    posting = three_sections()
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    open_editor(page, live_server, posting, hr_manager())
    page.locator("[name=sections-2-position]").fill("5")
    page.locator("[name=sections-3-body_de]").fill("Ganz neu")
    page.locator(".editor-header [name=_continue]").click()
    plain.close()
    texts = posting.sections.order_by("position").values_list("heading_de", "body_de")
    assert (texts[0][0], texts[3][1]) == ("Ablauf", "Ganz neu")
