"""A draft: made with the first thing worth keeping, found again by its browser and by its link."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from applications.models import Application, Draft
from applications.services import mail_draft_link
from applications.signed_links import draft_path
from careers.services import close_posting
from tests.applications import files
from tests.applications.factories import DraftFactory, cv, draft_with
from tests.applications.files import upload
from tests.applications.site import apply_path, fill_in, page, send, words
from tests.applications.traces import (
    DRAFT_WITH_CV,
    EMPTY_DRAFT,
    NOTHING,
    ONE_APPLICATION,
    traces,
)
from tests.careers.factories import published

pytestmark = pytest.mark.django_db


def cookies_of(draft: Draft) -> Client:
    """A browser that holds this draft."""
    client = Client()
    mail_draft_link(draft=draft, email="ayse@example.org")
    client.post(draft_path(draft, "ayse@example.org"))
    return client


def test_looking_at_the_form_makes_no_draft_and_no_cookie(client: Client) -> None:
    client.get(apply_path(published()))
    assert set(client.cookies) == {"csrftoken"}
    assert traces() == NOTHING


def test_first_post_makes_a_draft_and_tells_the_browser(client: Client) -> None:
    posting = published()
    response = fill_in(client, posting, name="")
    hidden, shown = (response.cookies[f"{name}-{posting.public_id}"] for name in COOKIES)
    assert (hidden["httponly"], hidden["samesite"], hidden["secure"]) == (True, "Lax", True)
    assert (hidden["max-age"], hidden["expires"], hidden["path"]) == ("", "", "/")
    assert (shown.value, shown["httponly"]) == ("draft", "")
    assert traces() == DRAFT_WITH_CV


COOKIES = ("draft", "application")


def test_form_comes_back_with_everything_in_every_language(client: Client) -> None:
    posting = published()
    fill_in(client, posting, email="ayse@", message="Hallo\0 du", action="upload")
    tree = page(client.get(apply_path(posting, "de"))).tree
    assert tree.select_one("#id_name")["value"] == "Ayşe Öztürk"
    assert tree.select_one("#id_email")["value"] == "ayse@"
    assert words(tree.select_one("#id_message")) == "Hallo du"
    assert words(tree.select_one("[data-held=cv] .file")).startswith("PDF Lebenslauf.pdf")
    assert tree.select("#error-summary") == []


def test_form_does_not_come_back_in_another_browser_or_for_another_posting(client: Client) -> None:
    posting = published()
    fill_in(client, posting)
    paths = {Client(): apply_path(posting), client: apply_path(published())}
    for visitor, path in paths.items():
        tree = page(visitor.get(path)).tree
        assert (tree.select_one("#id_name").get("value"), tree.select(".file")) == (None, [])


def test_forged_cookie_finds_nothing(client: Client) -> None:
    draft = draft_with()
    name = f"draft-{draft.posting.public_id}"
    client.cookies[name] = Signer(salt="another").sign(draft.token.hex)
    assert page(client.get(apply_path(draft.posting))).tree.select(".file") == []
    assert len(page(cookies_of(draft).get(apply_path(draft.posting))).tree.select(".file")) == 1


def test_form_with_a_draft_takes_few_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    draft = draft_with(cv(), cv(files.pdf(2)), cv(files.pdf(3)))
    client, path = cookies_of(draft), apply_path(draft.posting)
    with django_assert_num_queries(4):
        client.get(path)


def test_double_first_post_is_one_draft_with_each_file_once(client: Client) -> None:
    posting, token = published(), "0a5a9a5e-1e5a-4b5e-8b5e-0a5a9a5e1e5a"
    content = files.pdf()
    for visitor in (client, Client()):
        fill_in(visitor, posting, token=token, cv=upload(content))
    assert traces() == DRAFT_WITH_CV


def test_token_of_another_postings_draft_is_of_no_use(client: Client) -> None:
    other = draft_with()
    assert fill_in(client, published(), token=str(other.token)).status_code == 404
    assert traces() == DRAFT_WITH_CV


def test_second_tab_writes_into_the_same_draft(client: Client) -> None:
    posting = published()
    for token in ("0a5a9a5e-1e5a-4b5e-8b5e-0a5a9a5e1e5a", "1a5a9a5e-1e5a-4b5e-8b5e-0a5a9a5e1e5a"):
        fill_in(client, posting, token=token, cv=upload(files.pdf()))
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("action", ["upload", "check"])
def test_buttons_beside_a_file_work_without_scripts(client: Client, action: str) -> None:
    posting = published()
    fill_in(client, posting, action=action)
    key = Draft.objects.get().documents.get().pk
    fill_in(client, posting, cv=None, rekind=key, **{f"kind-{key}": "other"})
    assert Draft.objects.get().documents.get().kind == "other"
    answer = fill_in(client, posting, cv=None, remove=key)
    assert answer.headers["Location"] == f"{apply_path(posting)}#documents"
    assert traces()["documents"] == 0


@pytest.mark.parametrize("wrong", ["photo", "", None])
def test_file_cannot_become_of_a_kind_that_is_not_asked_for(client: Client, wrong: object) -> None:
    posting = published(wants_other="not_asked")
    fill_in(client, posting)
    key = Draft.objects.get().documents.get().pk
    fill_in(client, posting, cv=None, rekind=key, **{f"kind-{key}": wrong or "other"})
    assert Draft.objects.get().documents.get().kind == "cv"


@pytest.mark.parametrize("button", ["remove", "rekind"])
@pytest.mark.parametrize("key", ["{}", "x", "", "9" * 30, "٣"])
def test_files_of_another_draft_cannot_be_touched(client: Client, button: str, key: str) -> None:
    foreign = draft_with().documents.get()
    posting = published()
    sent = {button: key.format(foreign.pk), f"kind-{foreign.pk}": "other"}
    assert fill_in(client, posting, cv=None, **sent).status_code == 302
    foreign.refresh_from_db()
    assert foreign.kind == "cv"


def test_upload_button_keeps_files_and_asks_for_nothing_else(client: Client) -> None:
    posting = published()
    answer = fill_in(client, posting, name="", email="", action="upload")
    assert answer.headers["Location"] == f"{apply_path(posting)}#documents"
    refused = page(fill_in(client, posting, name="", cv=upload(files.HTML), action="upload"))
    assert [field for field, _words in refused.errors] == ["#id_cv"]
    assert traces() == DRAFT_WITH_CV


def test_file_that_was_refused_leaves_the_one_before(client: Client) -> None:
    posting = published()
    fill_in(client, posting, name="")
    shown = send(client, posting, cv=upload(files.locked_pdf()))
    assert [field for field, _words in shown.errors] == ["#id_cv"]
    assert words(send(client, posting, cv=None).tree.h1) == "Thank you for your application"
    assert traces() == ONE_APPLICATION


def test_expired_draft_is_not_shown() -> None:
    draft = draft_with()
    client = cookies_of(draft)
    with time_machine.travel(timezone.now() + timedelta(days=13)):
        assert len(page(client.get(apply_path(draft.posting))).tree.select(".file")) == 1
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert page(client.get(apply_path(draft.posting))).tree.select(".file") == []


def test_every_change_keeps_the_draft_longer(client: Client, settings: Settings) -> None:
    settings.DRAFT_DAYS = 5
    posting = published()
    fill_in(client, posting)
    with time_machine.travel(timezone.now() + timedelta(days=4), tick=False):
        fill_in(client, posting, cv=None)
        assert Draft.objects.get().expires_at == timezone.now() + timedelta(days=5)


def test_draft_is_deleted_when_its_author_wants_it(client: Client) -> None:
    posting = published()
    fill_in(client, posting)
    path = apply_path(posting, name="discard")
    assert words(page(client.get(path)).tree.select_one(".notice h2")) == "Delete the draft?"
    assert traces() == DRAFT_WITH_CV
    response = client.post(path)
    assert response.headers["Location"] == apply_path(posting).removesuffix("apply/")
    assert {client.cookies[f"{name}-{posting.public_id}"].value for name in COOKIES} == {""}
    assert traces() | {"files": 0} == NOTHING


@pytest.mark.parametrize("name", ["discard", "files"])
def test_pages_of_a_draft_are_not_found_without_one(client: Client, name: str) -> None:
    draft = draft_with()
    path = apply_path(draft.posting, name=name)
    assert client.get(path).status_code == client.post(path).status_code == 404
    assert cookies_of(draft).get(path).status_code == 200


def test_closed_posting_says_that_the_draft_is_kept_and_how_to_delete_it() -> None:
    draft = draft_with()
    client = cookies_of(draft)
    close_posting(posting=draft.posting, actor=None, reason="filled", now=timezone.now())
    shown = page(client.get(apply_path(draft.posting)))
    assert (shown.status, "Your draft is kept until" in words(shown.tree)) == (410, True)
    way = shown.tree.select_one(".notice a")["href"]
    assert (client.get(way).status_code, client.post(way).status_code) == (200, 302)
    assert Draft.objects.count() == 0
    stranger = page(Client().get(apply_path(draft.posting)))
    assert (stranger.status, "Your draft" in words(stranger.tree)) == (410, False)


def test_who_has_applied_sees_it_instead_of_an_empty_form(client: Client) -> None:
    posting = published()
    send(client, posting)
    shown = page(client.get(apply_path(posting)))
    assert words(shown.tree.select_one(".notice h2")) == "You have applied"
    way = shown.tree.select_one("main .actions a")["href"]
    assert words(page(client.get(way)).tree.select_one(".reference")) == (
        Application.objects.get().reference
    )
    assert client.cookies[f"application-{posting.public_id}"].value == "sent"


def test_who_has_applied_can_apply_for_somebody_else(client: Client) -> None:
    posting = published()
    send(client, posting)
    tree = page(client.get(f"{apply_path(posting)}?again")).tree
    assert tree.select_one("#id_name").get("value") is None
    send(client, posting, name="Kim Öztürk", token=tree.select_one("#id_token")["value"])
    assert Application.objects.count() == 2


def test_flood_of_drafts_is_stopped(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("applications.views.apply.draft_cookie.NEW_DRAFTS_AN_HOUR", 2)
    posting = published()
    answers = [fill_in(Client(), posting, name="") for _number in range(3)]
    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert answers[-1].headers["Retry-After"] == "3600"
    assert Draft.objects.count() == 2


def test_autosave_keeps_what_is_typed(client: Client) -> None:
    posting = published()
    fill_in(client, posting, name="")
    typed = {"name": "Kim", "email": "kim@example.org", "no field": "x"}
    client.post(apply_path(posting, name="files"), typed)
    assert Draft.objects.get().typed_values == {"name": "Kim", "email": "kim@example.org"}


def test_typed_text_is_kept_within_bounds(client: Client) -> None:
    fill_in(client, published(), message="x" * 30_000, cv=None)
    assert len(Draft.objects.get().typed_values["message"]) == 20_000
    assert traces() == EMPTY_DRAFT


def test_later_mails_a_link_that_opens_the_draft_anywhere(client: Client) -> None:
    posting = published()
    answer = fill_in(client, posting, name="", action="later")
    assert answer.headers["Location"] == f"{apply_path(posting)}?later"
    shown = page(client.get(f"{apply_path(posting)}?later"))
    assert "on its way to ayse@example.org" in words(shown.tree.select_one("[role=status].notice"))
    draft = Draft.objects.get()
    other = Client()
    opened = page(other.post(draft_path(draft, draft.mailed_to), follow=True))
    assert words(opened.tree.select_one("[data-held=cv] .file")).startswith("PDF Lebenslauf.pdf")
    assert words(send(other, posting, cv=None).tree.h1) == "Thank you for your application"
    assert len(mail.outbox) == 0  # the worker's task


@pytest.mark.parametrize("email", ["", "ayse@", "a@b\nBcc: all@example.org"])
def test_later_needs_an_address_and_nothing_else(client: Client, email: str) -> None:
    shown = page(fill_in(client, published(), name="", email=email, cv=None, action="later"))
    assert ([field for field, _words in shown.errors], shown.status) == (["#id_email"], 422)
    assert traces() == EMPTY_DRAFT


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("forge", ["x", "{0}x", "x{0}", "{1}"])
def test_forged_link_is_not_found(client: Client, forge: str, language: str) -> None:
    draft = DraftFactory(data={"mailed to": "ayse@example.org"}, language=language)
    path, _slash, token = draft_path(draft, "ayse@example.org").rstrip("/").rpartition("/")
    forged = forge.format(token, draft.token)
    assert client.get(f"{path}/{forged}/").status_code == 404
    assert client.get(f"{path}/{token}/").status_code == 200


def test_link_ends_with_its_days_when_sent_and_when_another_address_asked(client: Client) -> None:
    draft = draft_with()
    mail_draft_link(draft=draft, email="ayse@example.org")
    path = draft_path(draft, "ayse@example.org")
    Draft.objects.update(expires_at=timezone.now() + timedelta(days=60))
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert client.get(path).status_code == 404
    assert client.post(path).status_code == 302
    draft.refresh_from_db()
    mail_draft_link(draft=draft, email="kim@example.org")
    assert client.get(path).status_code == 404
    path = draft_path(draft, "kim@example.org")
    assert client.get(path).status_code == 302
    send(client, draft.posting)
    assert client.get(path).status_code == 404


def test_link_is_kept_from_referrers_and_caches(client: Client) -> None:
    draft = draft_with()
    mail_draft_link(draft=draft, email="ayse@example.org")
    response = client.post(draft_path(draft, "ayse@example.org"))
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert re.search("token|ayse", response.headers["Location"]) is None
