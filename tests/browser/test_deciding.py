"""Pages on which HR decides and answers: what they owe everybody, and rejecting by keyboard alone."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page

from applications.enums import Stage
from applications.models import Application
from hiring.enums import DecisionState
from hiring.models import Decision
from hiring.services.decisions import Choice, prepare_decision
from tests.applications.factories import ApplicationFactory
from tests.browser.looking import too_wide, violations
from tests.browser.test_blocks import open_admin
from tests.hiring.factories import NOW, rejection_reason, waiting_mail

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
VIEWS = [("light", 360, "de"), ("dark", 1280, "en")]
LIST = "admin:applications_application_changelist"


@pytest.fixture
def application() -> Application:
    return ApplicationFactory(cv=False)


def addresses(application: Application) -> Iterator[str]:
    mail = waiting_mail()
    prepare_decision(application=application, choice=Choice(Stage.INTERVIEW), actor=None, now=NOW)
    yield reverse("admin:hiring_outgoingmail_changelist")
    yield reverse("admin:hiring_outgoingmail_change", args=[mail.pk])
    yield reverse("admin:hiring_decision_changelist")
    yield reverse("admin:hiring_decision_fill", args=[application.posting_id])


def open_bulk_page(page: Page) -> None:
    page.goto(reverse(LIST))
    page.locator(".row-choice input").first.check()
    page.locator("#selection-action").select_option("decide_selected")
    page.locator(".selection button").click()
    page.locator("#id_to").wait_for()


@pytest.mark.parametrize(("scheme", "width", "language"), VIEWS)
def test_pages_are_for_everybody(
    page: Page, application: Application, scheme: str, width: int, language: str
) -> None:
    open_admin(page)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    name = settings.LANGUAGE_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": language, "url": page.url}])
    found = []
    for address in addresses(application):
        page.goto(address)
        found += [*violations(page), *([f"{address}: too wide"] if too_wide(page) else [])]
    open_bulk_page(page)
    found += violations(page)
    page.locator(".submit-row .default").click()
    page.locator(".errornote").wait_for()
    assert [*found, *violations(page)] == []
    assert not too_wide(page)


def test_rejecting_by_keyboard_alone(page: Page, application: Application) -> None:
    reason = rejection_reason()
    open_admin(page)
    page.goto(reverse("admin:applications_application_change", args=[application.pk]))
    page.locator("details:has(#id_to) > summary").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("abg")
    page.keyboard.press("Tab")
    page.keyboard.type(reason.name_de[:6])
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "submit":
            break
    page.keyboard.press("Enter")
    page.locator(".messagelist .success").wait_for()
    decision = Decision.objects.get()
    assert (decision.state, decision.to_stage, decision.reason) == (
        DecisionState.DECIDED,
        "rejected",
        reason,
    )
