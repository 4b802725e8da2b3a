"""Writing to two applicants at once and asking one for a document, until the mails are there."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page

from applications.models import Application
from hiring.enums import Occasion
from tests.applications.factories import ApplicationFactory
from tests.browser.looking import too_wide, violations
from tests.browser.test_blocks import open_admin
from tests.careers.factories import published
from tests.hiring.factories import template_of
from tests.smtp import SmtpServer, text_of
from tests.worker import run_worker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
LIST = "admin:applications_application_changelist"
WORDS = {"de": "Am Dienstag ist unser Büro zu.", "en": "Our office is closed on Tuesday."}


@pytest.fixture
def rows() -> list[Application]:
    posting = published()
    for occasion in (Occasion.FREE, Occasion.REQUEST):
        template_of(occasion)
    return [
        ApplicationFactory(
            posting=posting, language=code, email=f"{code}@example.org", name=code, cv=False
        )
        for code in WORDS
    ]


def choose_action(page: Page, action: str) -> None:
    page.goto(reverse(LIST))
    for box in page.locator(".row-choice input").all():
        box.check()
    page.locator("#selection-action").select_option(action)
    page.locator(".selection button").click()
    page.locator(".confirmation .submit-row").wait_for()


def found_faults(page: Page) -> list[str]:
    return [*violations(page), *([f"{page.url}: too wide"] if too_wide(page) else [])]


def write_to_both(page: Page) -> list[str]:
    choose_action(page, "write_selected")
    faults = found_faults(page)
    page.locator("button[name=fill]").click()
    page.locator("#id_body_de").wait_for()
    for code, words in WORDS.items():
        body = page.locator(f"#id_body_{code}")
        body.fill(f"{body.input_value()}\n\n{words}")
    page.locator(".submit-row .default").click()
    page.locator(".messagelist .success").wait_for()
    return faults


def ask_one(page: Page, application: Application) -> list[str]:
    page.goto(reverse("admin:applications_application_message", args=[application.pk]))
    faults = found_faults(page)
    page.goto(reverse("admin:applications_application_change", args=[application.pk]))
    page.locator("details:has(#request_kind) > summary").click()
    page.locator("#request_kind").select_option("certificate")
    page.locator("#request_note").fill("C1")
    page.locator("details:has(#request_kind) button").click()
    page.locator(".messagelist .success").wait_for()
    return [*faults, *found_faults(page)]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters wait for nobody to read them again."""
    monkeypatch.setattr(settings, "LETTER_DELAY_MINUTES", 0)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_letters_and_a_request_arrive(
    page: Page,
    smtp_server: SmtpServer,
    rows: list[Application],
    scheme: str,
    width: int,
) -> None:
    open_admin(page)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    code = "de" if scheme == "light" else "en"
    cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": code, "url": page.url}
    page.context.add_cookies([cookie])
    faults = [*write_to_both(page), *ask_one(page, rows[1])]
    run_worker()
    letters = {str(mail["To"]): text_of(mail) for mail in smtp_server.mails[:2]}
    assert {code: WORDS[code] in letters[f"{code}@example.org"] for code in WORDS} == {
        "de": True,
        "en": True,
    }
    assert smtp_server.recipients[2:] == [["en@example.org"]]
    assert rows[1].document_requests.get().note == "C1"
    assert faults == []
