"""Numbers and dates typed in a browser whose menus speak another language than the page."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from careers.models import Posting
from careers.services import publish_posting
from tests.browser.test_editor import open_editor
from tests.careers.factories import PostingFactory, QuestionFactory, published
from tests.config.people import hr_manager

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MENUS = {"de": "en-US", "en": "de-DE"}
"""For each language of the page the one of the browser."""
WIDE = {"width": 1280, "height": 800}


@pytest.fixture(params=MENUS)
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of the page; Chromium, which starts after this, takes its own from the environment."""
    monkeypatch.setenv("LANGUAGE", MENUS[request.param].replace("-", "_"))
    return request.param


@pytest.fixture
def foreign(language: str, browser: Browser, context, live_server) -> Iterator[Page]:
    visitor = browser.new_context(base_url=live_server.url, locale=MENUS[language], viewport=WIDE)
    yield visitor.new_page()
    visitor.close()


def save(page: Page) -> None:
    page.locator(".editor-header [name=_continue]").click()
    page.locator(".messagelist .success").wait_for()


def said_beside(page: Page, field: str) -> str:
    words = page.locator(f"output[for={field}]")
    expect(words).not_to_be_empty()
    return words.inner_text().partition(": ")[2]


def test_pay_is_read_as_typed_and_said_at_once(foreign: Page, language, live_server) -> None:
    posting = PostingFactory(pay_unit="HOUR")
    open_editor(foreign, live_server, posting, hr_manager(), language)
    foreign.locator("#id_pay_min").fill("17,25")
    foreign.locator("#id_pay_max").fill("18.50")
    expected = {"de": ["17,25", "18,5"], "en": ["17.25", "18.5"]}
    said = [said_beside(foreign, f"id_pay_{end}") for end in ("min", "max")]
    save(foreign)
    posting.refresh_from_db()
    assert (posting.pay_min, posting.pay_max) == (Decimal("17.25"), Decimal("18.50"))
    assert said == expected[language]


def test_thousands_are_read_in_both_spellings(foreign: Page, language, live_server) -> None:
    posting = PostingFactory()
    open_editor(foreign, live_server, posting, hr_manager(), language)
    foreign.locator("#id_pay_min").fill("60.000")
    foreign.locator("#id_pay_max").fill("70,000.00")
    foreign.locator("#id_weekly_hours").fill("38,5")
    save(foreign)
    posting.refresh_from_db()
    assert (posting.pay_min, posting.pay_max) == (60_000, 70_000)
    assert posting.weekly_hours == Decimal("38.5")


def test_deadline_is_said_with_its_weekday_before_it_counts(
    foreign: Page, language, live_server
) -> None:
    posting = published()
    open_editor(foreign, live_server, posting, hr_manager(), language)
    foreign.goto(f"/admin/careers/posting/{posting.pk}/extend/")
    foreign.locator("#id_closes_at").fill("12.2.2099 23:59")
    foreign.locator("#id_reason").fill("mehr Zeit")
    words = {
        "de": "Donnerstag, 12. Februar 2099 um 23:59 Uhr (Europe/Berlin)",
        "en": "Thursday, 12 February 2099 at 23:59 (Europe/Berlin)",
    }
    assert said_beside(foreign, "id_closes_at") == words[language]
    foreign.locator(".submit-row button").click()
    expect(foreign.locator(".messagelist .success")).to_contain_text(words[language])
    posting.refresh_from_db()
    assert posting.closes_at == datetime(2099, 2, 12, 22, 59, tzinfo=UTC)


def asking() -> Posting:
    posting = PostingFactory(wants_cv="not_asked", wants_cover_letter="not_asked")
    QuestionFactory(
        posting=posting, kind="number", position=10, label_de="Gehalt?", label_en="Pay?"
    )
    QuestionFactory(posting=posting, kind="date", position=20)
    publish_posting(posting=posting, actor=None, now=timezone.now())
    return posting


def test_applicants_see_what_is_read_in_their_answers(foreign: Page, language) -> None:
    posting = asking()
    pay, start = (f"id_question-{one.pk}" for one in posting.questions.order_by("position"))
    foreign.goto(f"/{language}/{'stellen' if language == 'de' else 'jobs'}/{posting.public_id}/")
    foreign.locator("a[data-apply]").first.click()
    foreign.locator(f"#{pay}").fill({"de": "60.000", "en": "60,000"}[language])
    foreign.locator(f"#{start}").fill("1.2.2027")
    assert [said_beside(foreign, pay), said_beside(foreign, start)] == {
        "de": ["60.000", "Montag, 1. Februar 2027"],
        "en": ["60,000", "Monday, 1 February 2027"],
    }[language]
    foreign.locator(f"#{start}").fill("1.2.27")
    foreign.locator(f"#{start}").blur()
    expect(foreign.locator(f"output[for={start}]")).to_have_class("reading is-unreadable")
