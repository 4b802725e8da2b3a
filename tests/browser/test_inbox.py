"""The inbox in a browser: list, board and question are accessible and fit; cards move by drag and by key."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from applications.enums import Stage
from applications.models import Application
from hiring.models import Decision, HiringRecord, OwnStage, SavedFilter, Tag
from tests.applications.factories import ApplicationFactory
from tests.browser.looking import too_wide, violations
from tests.browser.signing_in import sign_in
from tests.careers.factories import QuestionFactory, published
from tests.config.people import hr_manager
from tests.hiring.factories import NOW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/admin/applications/application/"


@pytest.fixture
def filled() -> list[Application]:
    """Twenty applications for one posting, in every state that the pages show."""
    posting = published()
    QuestionFactory(posting=posting, kind="yes_no")
    OwnStage.objects.create(name_de="Probe", name_en="Sample", public_stage=Stage.IN_REVIEW)
    made = [
        ApplicationFactory(
            name=f"Anna Nr. {number}",
            posting=posting,
            cv=False,
            stage=Stage.INTERVIEW if number == 0 else Stage.RECEIVED,
            submitted_at=f"2026-11-{number + 1:02}T10:00Z",
        )
        for number in range(20)
    ]
    record = HiringRecord.objects.create(application=made[-1], is_reserve=True)
    record.tags.add(Tag.objects.create(name="Python"))
    Decision.objects.create(application=made[-1], to_stage=Stage.INTERVIEW, at=NOW)
    user = hr_manager()
    SavedFilter.objects.create(user=user, name="Unread ones", query="read=unread")
    return made


def open_list(page: Page, query: str = "") -> None:
    page.goto(f"{LIST}{query}")
    if "/login/" in page.url:
        sign_in(page)
        page.wait_for_selector("#changelist-search")


def visit_pages(page: Page, filled: list[Application]) -> Iterator[str]:
    posting = filled[0].posting_id
    queries = {
        "list": f"?posting={posting}",
        "filtered list": f"?posting={posting}&read=unread&q=Anna&stage=open",
        "saved filter": "?read=unread",
        "nothing found": "?q=zzz",
        "board": f"?posting={posting}&view=board",
    }
    for name, query in queries.items():
        open_list(page, query)
        page.evaluate(
            "document.querySelectorAll('#content details').forEach(one => one.open = true)"
        )
        yield name
    page.goto(reverse("admin:applications_application_board", args=[filled[1].pk]))
    yield "move"
    page.locator(".submit-row .default").click()
    page.wait_for_selector(".errornote")
    yield "move with errors"


AT_NIGHT = pytest.mark.nightly(
    "tests/browser/test_inbox.py::test_pages_of_the_inbox_are_accessible_and_fit"
)


@pytest.mark.parametrize(
    ("language", "scheme"), [("de-DE", "light"), pytest.param("en-GB", "dark", marks=AT_NIGHT)]
)
def test_pages_of_the_inbox_are_accessible_and_fit(
    page: Page, filled: list[Application], language: str, scheme: str
) -> None:
    page.set_extra_http_headers({"Accept-Language": language})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = []
    for name in visit_pages(page, filled):
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 740})
            found += [(name, width, one) for one in violations(page)]
            found += [(name, width, "too wide")] if too_wide(page) else []
    assert found == []


def asked(page: Page) -> tuple[str, str]:
    """Which question a move led to: the page, and what is chosen on it."""
    page.wait_for_url("**/board/**")
    return urlsplit(page.url).path, page.locator("#id_to").input_value()


def test_card_is_dragged_or_sent_by_keys_to_another_column(
    page: Page, filled: list[Application]
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    newest = filled[-1]
    question = reverse("admin:applications_application_board", args=[newest.pk])
    open_list(page, "?view=board")
    card = page.locator(".card", has_text=newest.name)
    card.drag_to(page.locator("[data-lane=interview] h2"))
    assert asked(page) == (question, "interview")
    assert parse_qs(urlsplit(page.url).query)["_changelist_filters"] == ["view=board"]
    page.go_back()
    card.locator("a").first.focus()
    page.keyboard.press("Alt+ArrowRight")
    assert asked(page) == (question, "in_review")
    page.locator("#id_without_mail").check()
    page.locator(".submit-row .default").click()
    page.wait_for_url("**view=board**")
    assert card.locator("xpath=ancestor::section").get_attribute("data-lane") == "in_review"


def test_way_through_the_inbox_needs_no_script(page: Page, filled: list[Application]) -> None:
    open_list(page, "?view=board")
    page.context.route("**/*.js", lambda route: route.abort())
    open_list(page, "?view=board")
    page.locator(".card", has_text=filled[-1].name).locator("[data-move]").click()
    assert asked(page)[1] == ""
