from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from applications.enums import DocumentKind
from applications.mails.drafts import compose_draft_mail
from applications.models import Application, Draft
from applications.signed_links import draft_path
from careers.models import Edition, Posting
from careers.services import close_posting, publish_posting
from tests.applications import files
from tests.applications.files import upload
from tests.applications.site import apply_path, fill_in, filled_form, page, send, words
from tests.applications.traces import DRAFT_WITH_CV, NOTHING, ONE_APPLICATION, traces
from tests.careers.factories import PostingFactory, closed, past_deadline, published, scheduled

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")


def test_form_names_the_posting_in_the_language_of_the_page(client: Client) -> None:
    posting = published()
    german, english = (page(client.get(apply_path(posting, code))) for code in ("de", "en"))
    assert words(german.tree.h1) == "Technikerin für Betrieb (d/w/m)"
    assert words(english.tree.h1) == "Operations Technician (d/f/m)"
    assert english.title == "Application: Operations Technician (d/f/m) – Verein Musterwolke e. V."


def test_form_marks_a_title_in_another_language(client: Client) -> None:
    shown = page(client.get(apply_path(published(german_only=True), "en")))
    assert (words(shown.tree.h1), shown.tree.h1["lang"]) == (
        "Technikerin für Betrieb (d/w/m)",
        "de",
    )


def test_form_is_kept_from_search_engines_and_caches(client: Client) -> None:
    response = client.get(apply_path(published()))
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert page(response).tree.select_one("meta[name=robots]")["content"] == "noindex"


def test_form_says_its_limits_before_anything_is_sent(client: Client) -> None:
    tree = page(client.get(apply_path(published()))).tree
    assert words(tree.select_one("#document-limits")) == (
        "PDF, DOCX, ODT, JPG, PNG or HEIC without a password, up to 10 MB each; "
        "at most 10 files and 30 MB together."
    )


def test_form_helps_browsers_and_readers(client: Client) -> None:
    tree = page(client.get(apply_path(published()))).tree
    tokens = {tag["name"]: tag["autocomplete"] for tag in tree.select("[autocomplete]")}
    assert tokens == {"name": "name", "email": "email", "phone": "tel"}
    form = tree.select_one("main form")
    assert form.has_attr("novalidate")
    assert form["enctype"] == "multipart/form-data"
    assert tree.select_one("#id_other").has_attr("multiple")
    assert tree.select_one("#id_cv")["aria-describedby"] == "document-limits"
    assert ".docx" in tree.select_one("#id_cv")["accept"].split(",")


def test_form_begins_with_the_button_that_enter_presses(client: Client) -> None:
    buttons = page(client.get(apply_path(published()))).tree.select("main form button")
    assert (buttons[0]["value"], buttons[0]["tabindex"]) == ("check", "-1")
    assert [one["value"] for one in buttons[1:]] == ["upload", "check"]


def test_form_shows_the_notice_and_asks_no_consent(client: Client, settings: Settings) -> None:
    settings.RETENTION_MONTHS = 6
    tree = page(client.get(apply_path(published()))).tree
    notice = tree.select_one("main form .hint:has(a)")
    assert "deletes them 6 months after the decision." in words(notice)
    assert notice.a["href"] == "/en/privacy/"
    assert tree.select("input[type=checkbox]") == []


def test_form_with_another_slug_leads_to_the_right_one(client: Client) -> None:
    posting = published()
    wrong = apply_path(posting).replace("operations-technician", "old-title")
    assert client.get(wrong).headers["Location"] == apply_path(posting)


def test_form_takes_few_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path = apply_path(published())
    with django_assert_num_queries(1):
        client.get(path)


def test_apply_stores_the_application_and_shows_the_receipt(client: Client) -> None:
    shown = send(client, published(), phone="030 1", message="Hallo!\r\nBis bald")
    application = Application.objects.get()
    assert words(shown.tree.h1) == "Thank you for your application"
    assert words(shown.tree.select_one(".reference")) == application.reference
    assert (application.name, application.language) == ("Ayşe Öztürk", "en")
    assert (application.phone, application.message) == ("030 1", "Hallo!\nBis bald")
    assert traces() == ONE_APPLICATION


def test_apply_stores_all_documents_by_kind_the_cv_first(client: Client) -> None:
    zeugnis, letter = upload(files.pdf(2), "Zeugnis.pdf"), upload(files.docx(), "Brief.docx")
    more = [upload(files.pdf(3), "Probe.pdf"), upload(files.picture("PNG"), "Bild.png")]
    send(client, published(), certificate=zeugnis, other=more, cover_letter=letter)
    documents = Application.objects.get().documents.all()
    assert [(document.kind, document.name) for document in documents] == [
        (DocumentKind.CV, "Lebenslauf.pdf"),
        (DocumentKind.COVER_LETTER, "Brief.docx"),
        (DocumentKind.CERTIFICATE, "Zeugnis.pdf"),
        (DocumentKind.OTHER, "Probe.pdf"),
        (DocumentKind.OTHER, "Bild.png"),
    ]


def test_apply_in_german_is_answered_in_german(client: Client) -> None:
    posting = published()
    assert send(client, posting, "de").tree.html["lang"] == "de"
    assert Application.objects.get().language == "de"


def test_apply_keeps_the_edition_that_the_page_showed(client: Client) -> None:
    posting = published()
    seen = posting.current_edition
    number = page(client.get(apply_path(posting))).tree.select_one("#id_edition")["value"]
    publish_posting(posting=posting, actor=None, now=timezone.now())
    send(client, posting, edition=number)
    assert Application.objects.get().edition == seen != posting.current_edition


def publish_as(posting: Posting, title: str, opens_at: datetime | None = None) -> Edition:
    Posting.objects.filter(pk=posting.pk).update(title_en=title, opens_at=opens_at)
    posting.refresh_from_db()
    publish_posting(posting=posting, actor=None, override="A test.", now=timezone.now())
    posting.refresh_from_db()
    return posting.current_edition


def test_edition_that_was_never_public_is_not_shown_to_who_names_it(client: Client) -> None:
    posting = published()
    never = publish_as(posting, "Secret merger", timezone.now() + timedelta(days=1))
    current = publish_as(posting, "Operations technician")
    other = page(client.get(apply_path(published()))).tree.select_one("#id_edition")["value"]
    for named in (never.number, f"{posting.pk}/{never.number}", other):
        fill_in(client, posting, edition=named)
        assert Draft.objects.get(posting=posting).edition == current
        review = client.get(apply_path(posting, name="review"))
        assert "merger" not in review.content.decode()


def test_edition_that_has_not_opened_is_not_shown_to_who_has_a_draft(client: Client) -> None:
    posting = published()
    fill_in(client, posting, action="later")
    draft = Draft.objects.get()
    publish_as(posting, "Secret merger", timezone.now() + timedelta(days=1))
    shown = client.get(draft_path(draft, draft.mailed_to))
    assert shown.status_code in {200, 302}
    asked = Client().get(draft_path(draft, draft.mailed_to))
    mailed = compose_draft_mail(Draft.objects.get(), is_reminder=True)
    for text in (asked.content.decode(), mailed.subject, mailed.body):
        assert "Operations Technician" in text or text == mailed.body
        assert "merger" not in text


@pytest.mark.parametrize("number", ["", "99", "-1", "x", "٣", "9" * 18, "9" * 40])
def test_apply_with_an_unknown_edition_takes_the_current_one(client: Client, number: str) -> None:
    posting = published()
    send(client, posting, edition=number)
    assert Application.objects.get().edition == posting.current_edition


@pytest.mark.parametrize("token", ["", "x", "0" * 400, None])
def test_apply_with_a_broken_token_is_an_application_all_the_same(
    client: Client, token: str | None
) -> None:
    send(client, published(), token=token)
    assert Application.objects.get().token.version == 4


def test_apply_twice_with_one_form_is_one_application(client: Client) -> None:
    posting, token = published(), "0a5a9a5e-1e5a-4b5e-8b5e-0a5a9a5e1e5a"
    first = send(client, posting, token=token)
    again = send(client, posting, token=token, message="noch etwas")
    assert first.tree.select(".notice.warning") == []
    assert words(again.tree.select_one(".notice h2")) == "This application had already arrived"
    assert Application.objects.get().token == UUID(token)
    assert traces() == ONE_APPLICATION


@pytest.mark.parametrize("fault", [{"cv": None}, {"name": ""}])
def test_apply_again_from_a_restored_page_leads_to_the_receipt(
    client: Client, fault: dict[str, object]
) -> None:
    posting, token = published(), "0a5a9a5e-1e5a-4b5e-8b5e-0a5a9a5e1e5a"
    send(client, posting, token=token)
    again = send(client, posting, token=token, **fault)
    assert words(again.tree.select_one(".notice h2")) == "This application had already arrived"
    assert traces() == ONE_APPLICATION


def test_apply_again_after_closing_leads_to_the_receipt(client: Client) -> None:
    posting, token = published(), "0a5a9a5e-1e5a-4b5e-8b5e-0a5a9a5e1e5a"
    send(client, posting, token=token)
    close_posting(posting=posting, actor=None, reason="filled", now=timezone.now())
    again = send(client, posting, token=token)
    assert words(again.tree.select_one(".notice h2")) == "This application had already arrived"
    assert send(client, posting).status == 410


def test_forms_have_different_tokens(client: Client) -> None:
    path = apply_path(published())
    first, second = (page(client.get(path)).tree.select_one("#id_token") for _two in "12")
    assert first["value"] != second["value"]


@pytest.mark.parametrize("make", [closed, past_deadline])
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Applications are no longer accepted"),
        ("de", "Bewerbungen werden nicht mehr angenommen"),
    ],
)
def test_closed_posting_says_so_and_stores_nothing(
    client: Client, make: Callable[[], Posting], language: str, sentence: str
) -> None:
    path = apply_path(make(), language)
    for response in (client.get(path), client.post(path, filled_form())):
        shown = page(response)
        assert (shown.status, words(shown.tree.h2)) == (410, sentence)
        assert shown.tree.select_one("main .actions a")["href"].startswith(f"/{language}/")
    assert traces() == NOTHING


def test_form_says_that_the_deadline_has_passed_and_when(client: Client) -> None:
    with time_machine.travel(NOON - timedelta(hours=1), tick=False):
        posting = published(closes_at=NOON)
        fill_in(client, posting)
    for one in (client, Client()):
        with time_machine.travel(NOON, tick=False):
            notice = page(one.get(apply_path(posting))).tree.select_one("main .notice p")
        assert words(notice).startswith(
            "The deadline for this position has passed: 23 November 2026 at 12:00 (Berlin time). "
        )


def test_posting_that_closes_before_sending_says_so_and_keeps_the_draft(client: Client) -> None:
    posting = published()
    fill_in(client, posting)
    close_posting(posting=posting, actor=None, reason="filled", now=timezone.now())
    path = apply_path(posting, name="review")
    for response in (client.get(path), client.post(path), client.get(apply_path(posting))):
        assert response.status_code == 410
        assert "Your draft is kept until" in words(page(response).tree.select_one(".notice"))
    assert traces() == DRAFT_WITH_CV


def test_posting_that_closes_while_the_form_is_sent_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    posting = published(closes_at=timezone.now() + timedelta(hours=1))
    late = SimpleNamespace(now=lambda: timezone.now() + timedelta(hours=2))
    fill_in(client, posting)
    monkeypatch.setattr("applications.views.apply.review.timezone", late)
    assert client.post(apply_path(posting, name="review")).status_code == 410
    assert traces() == DRAFT_WITH_CV


@pytest.mark.parametrize("make", [scheduled, PostingFactory])
def test_posting_that_is_not_public_is_unknown(client: Client, make: Callable[[], Posting]) -> None:
    path = f"/en/jobs/{make().public_id}-x/apply/"
    assert client.get(path).status_code == client.post(path, filled_form()).status_code == 404
    assert traces() == NOTHING


@pytest.mark.parametrize("number", ["1", "999999", "9" * 30])
def test_unknown_posting_is_not_found(client: Client, number: str) -> None:
    published()
    path = f"/en/jobs/{number}-x/apply/"
    assert client.get(path).status_code == client.post(path, filled_form()).status_code == 404
    assert traces() == NOTHING


def test_other_methods_are_refused(client: Client) -> None:
    assert client.put(apply_path(published())).status_code == 405
