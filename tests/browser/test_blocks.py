"""A text block from the change to the public, as HR does it."""

import pytest
from playwright.sync_api import Page

from careers.models import PostingSection, TextBlock
from tests.browser.looking import too_wide, violations
from tests.browser.signing_in import sign_in
from tests.careers.factories import PostingFactory, SectionFactory, published
from tests.careers.factories import TextBlockFactory as Block
from tests.config.people import hr_manager

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT_NIGHT = pytest.mark.nightly(
    "tests/browser/test_blocks.py::test_pasted_text_of_a_block_is_mended_by_its_button",
    "tests/browser/test_blocks.py::test_pages_of_a_block_are_accessible_and_fit",
)
VIEWS = [("dark", 360), pytest.param("light", 1280, marks=AT_NIGHT)]


def open_admin(page: Page) -> None:
    page.goto("/admin/")
    sign_in(page, hr_manager().get_username())
    page.wait_for_selector("#user-tools")


def used_block() -> TextBlock:
    """A block that the public sees in one posting, with a drifted copy in another."""
    block = Block(body_en="We are an association of 170 members who speak for open source.")
    used = {"block": block, "heading_de": "", "heading_en": "", "body_de": "", "body_en": ""}
    published(title_de="Koch", section=used)
    SectionFactory(
        posting=PostingFactory(title_de="Bäcker", section=False),
        body_en="We are an association of 150 members who speak for open source.",
        body_de="",
    )
    return block


def problems(page: Page) -> list[str]:
    return violations(page) + (["too wide"] if too_wide(page) else [])


def test_changed_block_reaches_the_public_after_one_confirmation(page: Page) -> None:
    block = used_block()
    open_admin(page)
    page.goto(f"/admin/careers/textblock/{block.pk}/change/")
    page.locator("#id_body_en").fill("We are an association of 200 members.")
    page.locator("#id_body_de").fill("Wir sind ein Verband mit 200 Mitgliedern.")
    page.locator("input[name=_save]").click()
    page.wait_for_url("**/republish/")
    assert "170" in " ".join(page.locator("del").all_inner_texts())
    page.locator("button.default").click()
    page.wait_for_url("**/change/")
    text = block.sections.get().posting.current_edition.texts.get(language="en")
    assert "200 members" in text.search_text


def test_block_changed_in_one_language_wants_a_reason_first(page: Page) -> None:
    block = used_block()
    open_admin(page)
    page.goto(f"/admin/careers/textblock/{block.pk}/change/")
    page.locator("#id_body_en").fill("We are an association of 200 members.")
    page.locator("input[name=_save]").click()
    page.wait_for_url("**/republish/")
    page.locator("button.default").click()
    page.locator("#id_override").fill("The German number follows tomorrow.")
    page.locator("button.default").click()
    page.wait_for_url("**/change/")
    edition = block.sections.get().posting.current_edition
    assert edition.overridden == ["translation_outdated"]


@pytest.mark.parametrize(("scheme", "width"), VIEWS)
def test_pasted_text_of_a_block_is_mended_by_its_button(
    page: Page, scheme: str, width: int
) -> None:
    block = Block(body_de="·\tplanen\n·\tbauen")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    open_admin(page)
    page.goto(f"/admin/careers/textblock/{block.pk}/change/")
    assert problems(page) == []
    page.locator("#id_heading_de").fill("Wir planen")
    page.locator("button[name=_mend]").click()
    page.wait_for_selector("button[name=_mend]", state="detached")
    assert page.locator("#id_body_de").input_value() == "- planen\n- bauen"
    assert page.locator("#id_heading_de").input_value() == "Wir planen"


def test_ticked_copy_gives_way_to_the_block(page: Page) -> None:
    block = used_block()
    open_admin(page)
    page.goto(f"/admin/careers/textblock/{block.pk}/change/")
    page.locator("#similar input[type=checkbox]").check()
    page.locator("#similar button").click()
    page.wait_for_selector(".messagelist .success")
    assert PostingSection.objects.filter(block=block).count() == 2


@pytest.mark.parametrize(("scheme", "width"), VIEWS)
def test_pages_of_a_block_are_accessible_and_fit(page: Page, scheme: str, width: int) -> None:
    block = used_block()
    TextBlock.objects.filter(pk=block.pk).update(body_en="We are 200 members.", outdated=["de"])
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    open_admin(page)
    found = []
    for path in ("", f"{block.pk}/change/", f"{block.pk}/republish/"):
        page.goto(f"/admin/careers/textblock/{path}")
        found += problems(page)
    assert found == []
