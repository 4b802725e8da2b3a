"""A mail template from the first word to its preview, as HR writes it."""

import pytest
from playwright.sync_api import Page

from hiring.models import MailTemplate
from hiring.services.templates import save_template
from tests.applications.factories import ApplicationFactory
from tests.browser.looking import too_wide, violations
from tests.browser.test_blocks import open_admin
from tests.hiring.factories import MailTemplateFactory
from tests.hiring.services.test_templates import NOW, made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/admin/hiring/mailtemplate/"
AT_NIGHT = pytest.mark.nightly(
    "tests/browser/test_mail_templates.py::test_pages_of_templates_are_accessible_and_fit"
)
VIEWS = [("dark", 360), pytest.param("light", 1280, marks=AT_NIGHT)]


def outdated_template() -> MailTemplate:
    template = made(name="Talk")
    template.body_de = "Guten Tag {name},\n\nwir möchten Sie kennenlernen.\n\n{contact}"
    return save_template(template=template, actor=None, now=NOW)


def test_a_placeholder_goes_by_a_click_to_the_cursor(page: Page) -> None:
    template = made(body_en="Hello !")
    open_admin(page)
    page.goto(f"{LIST}{template.pk}/change/")
    text = page.locator("#id_body_en")
    text.evaluate("text => { text.focus(); text.setSelectionRange(6, 6); }")
    page.get_by_role("button", name="{name}").click()
    assert text.input_value() == "Hello {name}!"
    page.keyboard.press("Control+z")
    assert text.input_value() == "Hello !"


def test_a_new_template_is_written_and_seen_filled_in(page: Page) -> None:
    ApplicationFactory(name="Kim Test", language="en")
    open_admin(page)
    page.goto(f"{LIST}add/")
    page.locator("#id_subject_en").fill("Your test")
    page.locator("#id_body_en").fill("Hello {name}, please do our test.")
    page.locator("#id_name").fill("Test")
    page.locator("#id_occasion").select_option("free")
    page.locator("[name=_preview]").click()
    page.wait_for_url("**/preview/")
    assert page.locator(".letter-text").inner_text() == "Hello Kim Test, please do our test."


@pytest.mark.parametrize(("scheme", "width"), VIEWS)
def test_pages_of_templates_are_accessible_and_fit(page: Page, scheme: str, width: int) -> None:
    template, half = outdated_template(), MailTemplateFactory(body_en="")
    ApplicationFactory(language="en")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    open_admin(page)
    paths = [
        *(f"{LIST}{path}" for path in ("", "add/", f"{half.pk}/preview/")),
        *(f"{LIST}{template.pk}/{name}/" for name in ("change", "preview", "history", "delete")),
        *(f"/admin/hiring/{model}/add/" for model in ("rejectionreason", "ownstage", "tag")),
        "/admin/hiring/noticepreference/mine/",
    ]
    found = []
    for path in paths:
        page.goto(path)
        found += violations(page)
        found += [f"{path} is too wide"] if too_wide(page) else []
    assert found == []
