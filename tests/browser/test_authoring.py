"""The work of HR from end to end: the real ads as they are, put right, shared, published, closed.

The words typed here are our own; those of the ads are read from where they lie.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from careers.models import Posting, TextBlock
from tests.careers.importing.sources import seed_files
from tests.careers.public_site import page_path
from tests.config.people import hr_manager

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

UNTITLED, KNOWLEDGE, ARCHITECT = 1, 2, 3
REASON = "The grade is being decided; the board agreed on 20 November."
# What the candidates read of each section of the ad that is put right, in both languages.
WORDS = {
    "introduction": (
        "Sie halten eine Plattform am Laufen, die vielen gehört.",
        "You keep a platform running that belongs to many.",
    ),
    "tasks": (
        "- Störungen finden und beheben\n- aus Störungen lernen",
        "- find and fix outages\n- learn from outages",
    ),
    "requirements": (
        "- Erfahrung mit dem Betrieb von Diensten\n- Freude am Erklären",
        "- experience with running services\n- joy in explaining",
    ),
    "offer": (
        "- Bezahlung nach Tarif\n- Arbeit von überall in Deutschland",
        "- pay by tariff\n- work from everywhere in Germany",
    ),
    "how_to_apply": (
        "Schwerbehinderte Menschen werden bei gleicher Eignung bevorzugt. Der Lebenslauf genügt.",
        "Severely disabled applicants are preferred if equally suited. A CV is enough.",
    ),
}
HEADINGS = {
    "tasks": ("Ihre Aufgaben", "Your tasks"),
    "requirements": ("Ihr Profil", "Your profile"),
    "offer": ("Wir bieten", "We offer"),
}
ABOUT = (
    "Der Verband vertritt mehr als 200 Mitglieder. Das Projekt baut eine offene Cloud, die "
    "viele Anbieter gemeinsam betreiben, und wird öffentlich gefördert.",
    "The association represents more than 200 members. The project builds an open cloud that "
    "many providers run together, and it is publicly funded.",
)
NEW_ABOUT = (ABOUT[0].replace("200", "230"), ABOUT[1].replace("200", "230"))


@pytest.fixture
def desk(browser: Browser, live_server, settings) -> Iterator[Page]:
    """HR at a desk, signed in, with the admin in English."""
    settings.SITE_URL = live_server.url
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    client = Client()
    client.force_login(hr_manager())
    key = client.cookies[project.SESSION_COOKIE_NAME].value
    context = browser.new_context(
        base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900}
    )
    cookies = {project.SESSION_COOKIE_NAME: key, project.LANGUAGE_COOKIE_NAME: "en"}
    context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_hr_puts_the_real_ads_right(desk: Page) -> None:
    call_command("import_postings", *map(str, seed_files()), verbosity=0)
    postings = list(Posting.objects.order_by("pk"))
    see_the_findings(desk, postings)
    fix_in_both_languages(desk, postings[UNTITLED])
    block = make_one_block(desk, postings)
    publish(desk, postings[UNTITLED])
    for posting in postings:
        if posting != postings[UNTITLED]:
            publish(desk, posting, reason=REASON)
    change_and_republish(desk, block, NEW_ABOUT, count=5)
    for posting in postings:
        assert "230" in public_words(desk, posting)
    close(desk, postings[KNOWLEDGE])
    change_and_republish(desk, block, ABOUT, count=4)
    read_the_old_wording(desk, postings[KNOWLEDGE])


def open_editor(desk: Page, posting: Posting) -> None:
    desk.goto(f"/admin/careers/posting/{posting.pk}/change/")
    button = desk.locator("button[data-fold-all]")
    if button.inner_text() == "Unfold all":
        button.click()


def findings(desk: Page, posting: Posting) -> str:
    open_editor(desk, posting)
    return desk.locator("#check").inner_text()


def see_the_findings(desk: Page, postings: list[Posting]) -> None:
    """What is wrong with the ads as they are kept today."""
    for posting in postings:
        said = findings(desk, posting)
        assert "Neither a pay range nor a tariff grade is given" in said
        assert "is all that is said of the pay" in said
    untitled = findings(desk, postings[UNTITLED])
    assert "The title is missing" in untitled
    assert "This section is in another language" in untitled
    assert "A word of another language: “We " in findings(desk, postings[ARCHITECT])
    drifted = findings(desk, postings[KNOWLEDGE])
    assert re.search(r"“over 170 .*here, “more than 200 .*there", drifted)


def fix_in_both_languages(desk: Page, posting: Posting) -> None:
    """Title, marker, pay and every section; the check is content before anything is saved."""
    open_editor(desk, posting)
    for code, title in (("de", "Betrieb einer offenen Cloud"), ("en", "Open Cloud Operations")):
        desk.locator(f"#id_title_{code}").fill(title)
    desk.locator("#id_gender_marker_de").fill("(d/w/m)")
    desk.locator("#id_gender_marker_en").fill("(d/f/m)")
    desk.locator("#id_pay_min").fill("62000")
    desk.locator("#id_pay_max").fill("78000")
    for number, section in enumerate(posting.sections.all()):
        bodies = ABOUT if section.kind == "about" else WORDS[section.kind]
        headings = HEADINGS.get(section.kind) or ("Über das Projekt", "About the project")
        fill_section(
            desk, number, headings if section.kind in {*HEADINGS, "about"} else ("", ""), bodies
        )
    expect(desk.locator("#check .findings-blocks")).to_have_count(0)
    desk.get_by_role("button", name="Save draft").first.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    posting.refresh_from_db()
    assert posting.title_de == "Betrieb einer offenen Cloud"
    expect(desk.locator(".editor-languages .state-complete")).to_have_count(2)


def fill_section(
    desk: Page, number: int, headings: tuple[str, str], bodies: tuple[str, str]
) -> None:
    for place, code in enumerate(("de", "en")):
        desk.locator(f"#id_sections-{number}-heading_{code}").fill(headings[place])
        desk.locator(f"#id_sections-{number}-body_{code}").fill(bodies[place])


def make_one_block(desk: Page, postings: list[Posting]) -> TextBlock:
    """The project's text becomes a block, and every other ad takes its text from it."""
    open_editor(desk, postings[UNTITLED])
    section = postings[UNTITLED].sections.get(kind="about")
    desk.locator(f"button[name=_section][value=block-{section.pk}]").click()
    expect(desk.locator(".messagelist")).to_contain_text("The text is a text block now")
    block = TextBlock.objects.get()
    for posting in postings:
        if posting != postings[UNTITLED]:
            use_block(desk, posting, block)
    desk.goto(f"/admin/careers/textblock/{block.pk}/change/")
    expect(desk.locator("#uses .count")).to_have_text("5")
    return block


def use_block(desk: Page, posting: Posting, block: TextBlock) -> None:
    open_editor(desk, posting)
    kinds = list(posting.sections.values_list("kind", flat=True))
    desk.locator(f"#id_sections-{kinds.index('about')}-block").select_option(str(block.pk))
    desk.get_by_role("button", name="Save draft").first.click()
    expect(desk.locator(".messagelist")).to_be_visible()


def publish(desk: Page, posting: Posting, reason: str = "") -> None:
    """Through the page that asks; without a reason it is refused where something blocks."""
    desk.goto(f"/admin/careers/posting/{posting.pk}/publish/")
    if reason:
        desk.get_by_role("button", name="Publish").click()
        expect(desk.locator("[role=alert]")).to_be_visible()
        desk.get_by_label("Publish anyway, because").fill(reason)
    desk.get_by_role("button", name="Publish").click()
    expect(desk.locator(".messagelist .success")).to_contain_text("is published")
    posting.refresh_from_db()
    assert posting.current_edition is not None
    assert posting.current_edition.override_reason == reason


def change_and_republish(desk: Page, block: TextBlock, bodies: tuple[str, str], count: int) -> None:
    """Edits the block, sees the difference in each posting, and confirms once for all."""
    desk.goto(f"/admin/careers/textblock/{block.pk}/change/")
    for place, code in enumerate(("de", "en")):
        desk.locator(f"#id_body_{code}").fill(bodies[place])
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator("del").first).to_have_text(re.compile("200|230"))
    desk.get_by_role("button", name=f"Publish the new wording in {count} postings").click()
    expect(desk.locator(".messagelist .success")).to_be_visible()


def public_words(desk: Page, posting: Posting) -> str:
    posting.refresh_from_db()
    assert posting.current_edition is not None
    desk.goto(page_path(posting, posting.current_edition.languages[0]))
    return desk.locator("main").inner_text()


def close(desk: Page, posting: Posting) -> None:
    desk.goto(f"/admin/careers/posting/{posting.pk}/close/")
    desk.get_by_label("Reason for closing").fill("filled")
    desk.get_by_role("button", name="Close the posting").click()
    expect(desk.locator(".messagelist .success")).to_contain_text("is closed")


def read_the_old_wording(desk: Page, posting: Posting) -> None:
    """The closed ad says what it said when it was closed, in public and in its history."""
    assert "230" in public_words(desk, posting)
    desk.goto(f"/admin/careers/posting/{posting.pk}/history/")
    entries = desk.locator(".timeline > li")
    expect(entries).to_have_count(3)  # published, published with the block's new words, closed
    expect(entries.first).to_contain_text("filled")
    moment = timezone.localtime() + timedelta(minutes=1)
    desk.get_by_label("Date").fill(f"{moment:%Y-%m-%d}")
    desk.get_by_label("Time").fill(f"{moment:%H:%M}")
    desk.get_by_role("button", name="Show").click()
    expect(desk.locator("#seen .state")).to_have_text("closed")
    expect(desk.locator("#seen")).to_contain_text("230")
