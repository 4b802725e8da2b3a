"""Whoever reads the mailbox has the draft: the browser in which it was begun sees nothing more of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from applications.models import Application, Draft, Upload
from applications.services import (
    DraftGone,
    TypedForm,
    append_chunk,
    discard_draft,
    mail_draft_link,
    save_typed_values,
    start_draft,
    submit_application,
    take_over_draft,
)
from applications.signed_links import draft_path
from applications.views.apply.uploads import OFFSET
from careers.models import Posting
from tests.applications import files
from tests.applications.factories import applicant
from tests.applications.site import LANGUAGES, apply_path, fill_in, filled_form, page, words
from tests.careers.factories import published

pytestmark = pytest.mark.django_db
VICTIM = "victim@example.org"
ELSEWHERE = {
    "en": "Your draft is open in another browser",
    "de": "Ihr Entwurf ist in einem anderen Browser geöffnet",
}
ABOUT = {"file-name": "CV.pdf", "file-size": 900, "file-kind": "cv"}


@pytest.fixture
def stranger() -> Client:
    return Client()


@pytest.fixture
def reader() -> Client:
    """The browser of who reads the mail."""
    return Client()


@pytest.fixture
def posting(stranger: Client, reader: Client) -> Posting:
    """One for which a stranger began a draft with a foreign address, whose reader went on with it."""
    posting = published()
    fill_in(stranger, posting, name="", email=VICTIM, cv=None, action="later")
    stranger.post(apply_path(posting, name="uploads"), ABOUT)
    assert reader.post(link()).status_code == 302
    assert fill_in(reader, posting, name="Vic Tim", token=None, email=VICTIM).status_code == 302
    return posting


def link() -> str:
    """What was mailed; the same however often it is opened."""
    return draft_path(Draft.objects.get(), VICTIM)


def send_it(reader: Client, posting: Posting) -> Application:
    assert reader.post(apply_path(posting, name="review")).status_code == 302
    return Application.objects.get()


@pytest.fixture(params=["kept", "sent"])
def moved(request: pytest.FixtureRequest, reader: Client, posting: Posting) -> Posting:
    """The same, where the reader of the mail has sent the application, and where not."""
    if request.param == "sent":
        send_it(reader, posting)
    return posting


def form_of_old(posting: Posting, **changes: Any) -> dict[str, Any]:
    token = (Draft.objects.first() or Application.objects.get()).token
    return filled_form(**{"token": str(token), "cv": None, "name": "Eve", **changes})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", ["apply", "review", "discard", "files"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_first_browser_is_told_and_shown_nothing(
    stranger: Client, moved: Posting, language: str, view: str, method: str
) -> None:
    answer = getattr(stranger, method)(apply_path(moved, language, view))
    assert answer.status_code == 409
    assert words(page(answer).tree.select_one(".notice h2")) == ELSEWHERE[language]
    text = answer.content.decode()
    assert [word for word in ("Vic Tim", VICTIM, "Lebenslauf") if word in text] == []
    assert not any(key in text for key in ("/application/", "/bewerbung/"))


@pytest.mark.parametrize("has_cookie", [False, True])
@pytest.mark.parametrize("view", ["apply", "files", "review", "discard"])
def test_form_that_it_still_shows_changes_nothing(
    stranger: Client, moved: Posting, view: str, has_cookie: bool
) -> None:
    browser = stranger if has_cookie else Client()
    before = (Draft.objects.count(), Application.objects.count())
    assert browser.post(apply_path(moved, name=view), form_of_old(moved)).status_code == 409
    assert (Draft.objects.count(), Application.objects.count()) == before
    kept = [draft.data["name"] for draft in Draft.objects.all()]
    kept += Application.objects.values_list("name", flat=True)
    assert kept == ["Vic Tim"]


def test_files_of_the_first_browser_are_refused_with_the_cause(
    stranger: Client, posting: Posting
) -> None:
    upload = Upload.objects.get()
    path = apply_path(posting, name="upload", key=upload.key)
    answers = [
        stranger.post(apply_path(posting, name="uploads"), ABOUT),
        stranger.patch(path, b"%PDF", content_type="x/y", headers={OFFSET: "0"}),
        stranger.delete(path),
        Client().post(apply_path(posting, name="uploads"), ABOUT | form_of_old(posting)),
    ]
    assert [answer.status_code for answer in answers] == [422] * 4
    assert "another browser" in answers[0].json()["error"]
    assert [(one.key, one.received) for one in Upload.objects.all()] == [(upload.key, 0)]


def test_reader_of_the_mail_goes_on_until_it_is_sent(reader: Client, posting: Posting) -> None:
    shown = page(reader.get(apply_path(posting))).tree
    assert shown.select_one("#id_name")["value"] == "Vic Tim"
    token = shown.select_one("#id_token")["value"]
    without_cookies = Client()
    answer = without_cookies.post(apply_path(posting), filled_form(token=token, cv=None))
    assert answer.headers["Location"] == apply_path(posting, name="review")
    send_it(reader, posting)
    ways = [
        page(reader.get(apply_path(posting))).tree.select_one(".actions a")["href"],
        reader.get(apply_path(posting, name="review")).headers["Location"],
        Client().post(apply_path(posting), filled_form(token=token)).headers["Location"],
    ]
    assert [way.startswith("/en/application/") for way in ways] == [True] * 3


def test_link_outlives_its_first_use_and_moves_the_draft_again(
    stranger: Client, reader: Client, posting: Posting
) -> None:
    third = Client()
    assert third.get(link()).status_code == 200
    assert reader.get(apply_path(posting)).status_code == 200
    assert third.post(link()).status_code == 302
    assert page(third.get(apply_path(posting))).tree.select_one("#id_name")["value"] == "Vic Tim"
    shown = [one.get(apply_path(posting)).status_code for one in (stranger, reader)]
    assert shown == [409, 409]


def test_browser_that_holds_the_draft_keeps_its_key(reader: Client, posting: Posting) -> None:
    before = Draft.objects.get().browser_key
    assert [reader.get(link()).status_code, reader.post(link()).status_code] == [302, 302]
    assert Draft.objects.get().browser_key == before


def test_first_browser_can_begin_a_new_one(stranger: Client, moved: Posting) -> None:
    told = page(stranger.get(apply_path(moved))).tree
    form = page(stranger.get(told.select_one(".actions a")["href"])).tree
    token = form.select_one("#id_token")["value"]
    assert fill_in(stranger, moved, name="Eve", token=token).status_code == 302
    assert page(stranger.get(apply_path(moved))).tree.select_one("#id_name")["value"] == "Eve"
    assert Draft.objects.count() + Application.objects.count() == 2


def test_reader_whose_draft_was_deleted_can_begin_anew(reader: Client, posting: Posting) -> None:
    token = page(reader.get(apply_path(posting))).tree.select_one("#id_token")["value"]
    Draft.objects.all().delete()
    assert fill_in(reader, posting, token=token).status_code == 302
    assert str(Draft.objects.get().browser_key) == token


def save(draft: Draft) -> object:
    typed = TypedForm({"name": "Eve"}, draft.edition, "en")
    return save_typed_values(draft=draft, typed=typed, now=timezone.now())


def send_draft(draft: Draft) -> object:
    return submit_application(draft=draft, applicant=applicant(), now=timezone.now())


def begin(draft: Draft) -> object:
    more = {"edition": draft.edition, "language": "en", "now": timezone.now()}
    return start_draft(token=draft.token, **more)


def append(draft: Draft) -> object:
    upload = draft.uploads.get()
    take_over_draft(draft=Draft.objects.get())
    return append_chunk(upload=upload, offset=0, content=b"%PDF", now=timezone.now())


@pytest.mark.parametrize(
    "use",
    [
        save,
        send_draft,
        begin,
        append,
        lambda draft: mail_draft_link(draft=draft, email="eve@example.org"),
    ],
)
def test_request_that_found_the_draft_before_it_moved_changes_nothing(
    posting: Posting, use: Callable[[Draft], object]
) -> None:
    stale = Draft.objects.get()
    if use is not append:
        take_over_draft(draft=stale)
    with pytest.raises(DraftGone):
        use(stale)
    assert (Draft.objects.get().data["name"], Upload.objects.get().received) == ("Vic Tim", 0)


def test_it_neither_deletes_it_nor_learns_what_it_has_become(posting: Posting) -> None:
    stale = Draft.objects.get()
    moved = take_over_draft(draft=stale)
    discard_draft(draft=stale)
    assert Draft.objects.count() == 1
    sent = submit_application(draft=moved, applicant=applicant(), now=timezone.now())
    with pytest.raises(DraftGone):
        send_draft(stale)
    assert submit_application(draft=moved, applicant=applicant(), now=timezone.now()) == sent


def test_link_of_a_draft_that_goes_at_this_moment_is_not_found(
    monkeypatch: pytest.MonkeyPatch, posting: Posting
) -> None:
    path, draft = link(), Draft.objects.select_related("posting", "edition").get()
    monkeypatch.setattr("applications.views.apply.drafts.read_draft_token", lambda _key: draft)
    Draft.objects.all().delete()
    assert Client().post(path).status_code == 404


@pytest.mark.parametrize("text", ["", ".", "x", "{}.x", "{}.", ".{}", "{}.{}.{}", "\0"])
def test_key_that_is_none_is_passed_over(client: Client, posting: Posting, text: str) -> None:
    token = Draft.objects.get().token
    sent = form_of_old(posting, token=text.replace("{}", str(token)), cv=files.upload(files.pdf()))
    assert client.post(apply_path(posting), sent).status_code == 302
    assert Draft.objects.get(token=token).data["name"] == "Vic Tim"
