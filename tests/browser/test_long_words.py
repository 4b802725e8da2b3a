"""Words, names and addresses without a blank: nothing is wider than a small phone, and nothing is cut off."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import Page

from applications.alerts.alert_links import alert_path
from applications.enums import DocumentKind, Stage
from applications.models import Application, DocumentRequest, Message
from applications.models.draft import MAILED_TO
from applications.signed_links import application_path, draft_path
from careers.models import Posting, PostingQuestion
from careers.services import publish_posting
from careers.web.localized_urls import list_path, posting_path
from tests.applications import files
from tests.applications.factories import ApplicationFactory, DocumentFactory, draft_with
from tests.applications.job_alerts import AlertFactory
from tests.browser.states import form_path, send, step
from tests.careers.factories import (
    ContactFactory,
    DepartmentFactory,
    LocationFactory,
    PostingFactory,
    closed,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOWN = "Donaudampfschifffahrtsgesellschaft"
WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
MAIL = f"{'langername' * 5}@{'unterabteilung-' * 3}example.org"
URL = f"https://example.org/{'weiter/' * 12}?q={'x' * 40}"
FILE = f"{'Lebenslauf_und_alle_Zeugnisse_' * 4}2026.pdf"
CODE = "OPS-2026-" + "X" * 31
BODY = (
    f"{URL}\n\n- {WORD}\n- `{'code_' * 20}`\n\n> {WORD}\n\n    {'pre ' * 40}\n\n"
    f"| {WORD} | b |\n|---|---|\n| {MAIL} | {URL} |\n\n### {WORD}"
)

# What stands out of the window, and what is cut off by the edge of its own box.
NOT_WHOLE = """() => {
  const isMeantToBe = (one) => getComputedStyle(one).clipPath === "inset(50%)" || one.closest(".visually-hidden, .skip-link, pre, option, template, [hidden]") || !one.checkVisibility();
  const name = (one) => `${one.tagName.toLowerCase()}.${one.getAttribute("class") ?? ""}: ${one.textContent.trim().slice(0, 30)}`;
  const found = document.documentElement.scrollWidth > innerWidth ? [`page of ${document.documentElement.scrollWidth}`] : [];
  for (const one of document.body.querySelectorAll("*")) {
    if (isMeantToBe(one) || one instanceof SVGElement) continue;
    const { left, right } = one.getBoundingClientRect();
    const hides = getComputedStyle(one).overflowX !== "visible" && !one.matches("input, textarea, select");
    if (left < -1 || right > innerWidth + 1) found.push(`outside ${name(one)}`);
    else if (hides && one.scrollWidth > one.clientWidth + 1) found.push(`cut ${name(one)}`);
  }
  return found.slice(0, 5);
}"""


def texts(name: str, value: str) -> dict[str, str]:
    return {f"{name}_de": value, f"{name}_en": value}


def long_posting(reference: str = CODE) -> Posting:
    """With a word that cannot be broken at a blank wherever words can stand."""
    town = LocationFactory(slug="donau", locality=TOWN, **texts("name", TOWN))
    department = DepartmentFactory(
        slug="long", **texts("name", WORD), **texts("funding_notice", f"{WORD} {URL}")
    )
    posting = PostingFactory(
        **texts("title", WORD),
        **texts("gender_marker", "(weiblich/männlich/divers)"),
        **texts("summary", f"{WORD} {URL}"),
        **texts("start_note", WORD),
        department=department,
        workplace_type="on_site",
        location=town,
        reference=reference,
        pay_grade="Entgeltgruppe" + "13" * 12,
        weekly_hours=Decimal("39.5"),
        contact_email=MAIL,
        section={**texts("heading", WORD), **texts("body", BODY)},
    )
    posting.contacts.add(
        ContactFactory(
            name=WORD, email=MAIL, phone="+49 30 1234567890 1234567890", **texts("role", WORD)
        )
    )
    question = {"kind": "text", **texts("label", f"{WORD}?"), **texts("hint", URL)}
    choice = {"kind": "choice", **texts("label", "?"), **texts("choices", f"{WORD}\n{URL}")}
    for position, fields in enumerate((question, choice)):
        PostingQuestion.objects.create(posting=posting, position=position, **fields)
    publish_posting(posting=posting, actor=None, now=timezone.now())
    return posting


def long_application(posting: Posting) -> Application:
    application = ApplicationFactory(
        posting=posting, name=WORD[:60], email=MAIL, cv={"name": FILE}, stage=Stage.IN_REVIEW
    )
    now = application.submitted_at
    DocumentFactory(application=application, kind=DocumentKind.OTHER, name=FILE)
    DocumentRequest.objects.create(
        application=application, kind=DocumentKind.CERTIFICATE, note=f"{WORD} {URL}", at=now
    )
    Message.objects.create(application=application, text=f"{WORD}\n{URL}", at=now)
    return application


def public_pages(language: str) -> Iterator[tuple[str, str]]:
    posting, other = long_posting(), long_posting(CODE[:-1])
    yield "list", list_path(language)
    yield "list, filtered", f"{list_path(language)}?q={WORD}&place=donau&department=long"
    yield "nothing found", f"{list_path(language)}?q={WORD}{TOWN}"
    yield "posting", posting_path(posting.public_id, "x", language)
    yield "form", form_path(other, language)
    yield "alert, new", f"{path('alert_new', language)}?q={WORD}&place=donau"
    alert = AlertFactory(language=language, query=f"?q={WORD}&place=donau&department=long")
    yield "alert", alert_path(alert, language)
    yield "not found", f"/{language}/{WORD}/"


def pages_of_applicant(language: str) -> Iterator[tuple[str, str]]:
    application = long_application(long_posting())
    yield "status", application_path(application, language)
    for name in ("add_document", "withdraw", "erase", "pool", "revoke"):
        yield name, step(application, name, language)
    query = f"?replaces={application.documents.first().pk}"
    yield "replace", step(application, "add_document", language) + query


def path(name: str, language: str) -> str:
    with override(language):
        return reverse(f"applications:{name}")


def not_whole(page: Page, name: str) -> list[str]:
    found = []
    for width in (320, 375):
        page.set_viewport_size({"width": width, "height": 700})
        found += [f"{name}, {width}: {each}" for each in page.evaluate(NOT_WHOLE)]
    return found


@pytest.mark.parametrize("pages", [public_pages, pages_of_applicant])
@pytest.mark.parametrize("language", ["de", "en"])
def test_no_page_is_wider_than_a_small_phone(page, pages, language):
    found = []
    for name, address in pages(language):
        page.goto(address)
        found += not_whole(page, name)
    assert found == []


def test_form_and_review_hold_long_values(page):
    posting = long_posting()
    data = {"name": WORD[:60], "email": MAIL, MAILED_TO: MAIL, "message": f"{WORD} {URL}"}
    draft = draft_with(posting=posting, language="de", data=data)
    page.goto(draft_path(draft, MAIL))
    found = not_whole(page, "question whose draft it is")
    page.locator("main form button").click()
    chosen = {"name": FILE, "mimeType": "application/pdf", "buffer": files.pdf()}
    page.locator("main input[type=file]").first.set_input_files(chosen)
    page.wait_for_selector(".file:not(.is-unfinished)")
    found += not_whole(page, "draft")
    page.locator("main form button[value=check]:visible").last.click()
    page.wait_for_load_state()
    found += not_whole(page, "form, errors or review")
    assert found == []


def test_closed_posting_holds_long_values(page):
    posting = closed(**texts("title", WORD), **texts("gender_marker", "(weiblich/männlich/divers)"))
    page.goto(posting_path(posting.public_id, "x", "de"))
    assert not_whole(page, "closed") == []
    page.goto(form_path(posting, "de"))
    assert not_whole(page, "closed form") == []


def test_errors_hold_long_values(page):
    page.goto(form_path(long_posting(), "en"))
    send(page)
    assert page.locator("#error-summary li").count() > 1
    assert not_whole(page, "errors") == []
