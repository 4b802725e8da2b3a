"""What the browser sees that sent an application, and since when only who reads the mail to its address."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from applications.enums import DocumentKind, Stage
from applications.models import AddressChange, Application
from applications.services import move_application
from applications.services.addresses import ask_for_address, confirm_address
from applications.services.copy_requests import request_full_copy
from applications.services.locking import ApplicationGone, end_browser_keys
from applications.services.messages import put_message, put_request
from applications.signed_links import address_path, application_token, read_application_token
from tests.applications import files
from tests.applications.factories import ApplicationFactory
from tests.applications.services.test_copy_requests import released
from tests.applications.site import LANGUAGES, apply_path, fill_in, page, words
from tests.careers.factories import published

pytestmark = pytest.mark.django_db
ASKED = "/en/lost-link/?mailed"
PAGES = ("status", "add_document", "withdraw", "own_data", "full_copy", "erase", "pool", "revoke")
POSTS = ("copy", "add_document", "withdraw", "own_data", "proposal", "full_copy", "erase", "revoke")


@pytest.fixture
def sent() -> Application:
    return ApplicationFactory(language="en")


def path_of(application: Application, name: str = "status", *, is_mailed: bool = False) -> str:
    token = application_token(application, is_mailed=is_mailed)
    with override("en"):
        return reverse(f"applications:{name}", kwargs={"token": token})


def add_certificate(client: Client, path: str) -> HttpResponse:
    sent = {"kind": "certificate", "file": files.upload(files.pdf(), "Zeugnis.pdf")}
    return client.post(path, sent)


def names_in_copy(client: Client, path: str) -> str:
    return " ".join(ZipFile(BytesIO(client.post(path).getvalue())).namelist())


def write(application: Application) -> None:
    put_message(application=application, text="Willkommen", actor=None, now=timezone.now())


def ask(application: Application) -> None:
    put_request(
        application=application, kind=DocumentKind.OTHER, note="", actor=None, now=timezone.now()
    )


def decide(to: Stage) -> Callable[[Application], None]:
    def do(application: Application) -> None:
        move_application(application=application, to=to, actor=None, reason="", now=timezone.now())

    return do


def decide_and_take_back(application: Application) -> None:
    for to in (Stage.REJECTED, Stage.IN_REVIEW):
        decide(to)(application)


STAFF: list[Callable[[Application], None]] = [
    write,
    ask,
    decide(Stage.REJECTED),
    decide(Stage.ENDED),
    decide_and_take_back,
]


def test_browser_that_sent_it_sees_it_and_adds_a_document_at_once(client: Client) -> None:
    posting = published()
    fill_in(client, posting)
    path = client.post(apply_path(posting, name="review")).headers["Location"].partition("?")[0]
    assert add_certificate(client, f"{path}document/").headers["Location"] == f"{path}?done=added"
    assert "Zeugnis.pdf" in client.get(path).content.decode()
    assert "Zeugnis.pdf" in names_in_copy(client, f"{path}copy/")
    assert (
        page(client.get(apply_path(posting))).tree.select_one('a[href^="/en/application/"]')
        is not None
    )


def test_stages_on_the_way_are_seen_by_the_browser(client: Client, sent: Application) -> None:
    path = path_of(sent)
    for to in (Stage.IN_REVIEW, Stage.INTERVIEW):
        decide(to)(sent)
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("event", STAFF)
@pytest.mark.parametrize("name", PAGES)
def test_what_the_staff_sends_is_for_the_reader_of_the_mail(
    client: Client, sent: Application, event: Callable[[Application], None], name: str
) -> None:
    paths = path_of(sent, name), path_of(sent, is_mailed=True)
    event(sent)
    answer = client.get(paths[0])
    assert (answer.status_code, answer.headers["Location"]) == (302, ASKED)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert client.get(paths[1]).status_code == 200


@pytest.mark.parametrize("name", POSTS)
def test_first_post_by_a_mailed_link_ends_that_of_the_browser(
    client: Client, sent: Application, name: str
) -> None:
    paths = path_of(sent, name), path_of(sent)
    mailed = path_of(sent, name, is_mailed=True)
    assert client.get(paths[1]).status_code == 200
    client.get(path_of(sent, is_mailed=True))
    assert client.get(paths[1]).status_code == 200
    client.post(mailed)
    assert client.get(paths[1]).headers["Location"] == ASKED
    assert client.post(paths[0]).headers["Location"] == ASKED


def test_stranger_sees_no_document_that_the_reader_of_the_mail_adds(sent: Application) -> None:
    stranger, reader = Client(), Client()
    paths = [path_of(sent, name) for name in ("status", "copy", "add_document")]
    assert "Lebenslauf" in names_in_copy(stranger, path_of(sent, "copy"))
    assert add_certificate(reader, path_of(sent, "add_document", is_mailed=True)).status_code == 302
    for answer in (
        stranger.get(paths[0]),
        stranger.post(paths[1]),
        add_certificate(stranger, paths[2]),
    ):
        assert (answer.status_code, answer.headers["Location"]) == (302, ASKED)
    assert sent.documents.count() == 2
    assert "Zeugnis.pdf" in reader.get(path_of(sent, is_mailed=True)).content.decode()


def test_key_of_the_browser_stays_over(sent: Application) -> None:
    """It cannot be had anew by the application as it is now, either in the browser or in a mail."""
    keys = [application_token(sent, is_mailed=False)]
    Client().post(path_of(sent, "copy", is_mailed=True))
    write(sent)
    sent.refresh_from_db()
    keys.append(application_token(sent, is_mailed=False))
    assert [read_application_token(key) for key in keys] == [None, None]
    assert read_application_token(application_token(sent)) == sent


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_by_mail", [False, True])
def test_cookie_leads_to_asking_for_the_link(
    client: Client, language: str, is_by_mail: bool
) -> None:
    posting = published()
    fill_in(client, posting)
    client.post(apply_path(posting, name="review"))
    application = Application.objects.get()
    if is_by_mail:
        Client().post(path_of(application, "copy", is_mailed=True))
    else:
        write(application)
    answer = client.get(apply_path(posting, language))
    tree = page(answer).tree
    said = {"de": "Sie haben sich beworben", "en": "You have applied"}
    assert (answer.status_code, said[language]) == (
        409 if is_by_mail else 200,
        words(tree.select_one(".notice h2")),
    )
    [lost] = [link["href"] for link in tree.select("main a") if "?mailed" in str(link["href"])]
    shown = page(client.get(lost))
    assert (shown.status, words(shown.tree.select_one("[role=status]")) != "") == (200, True)
    assert client.get(apply_path(posting, language) + "?again").status_code == 200
    assert path_of(application) not in answer.content.decode()


def test_browser_corrects_an_address_and_no_earlier_mail_opens_anything_then(
    client: Client, sent: Application
) -> None:
    """Who mistyped it gets no mail; who got that mail has nothing more to do with it."""
    earlier = application_token(sent)
    typed = {"name": "Ayse", "email": "right@example.org", "phone": ""}
    assert client.post(path_of(sent, "own_data"), typed).status_code == 302
    confirm_address(change=AddressChange.objects.get(), now=timezone.now())
    sent.refresh_from_db()
    assert sent.email == "right@example.org"
    assert read_application_token(earlier) is None
    assert read_application_token(application_token(sent)) == sent


def add_by_mail(application: Application) -> None:
    path = path_of(application, "add_document", is_mailed=True)
    assert add_certificate(Client(), path).status_code == 302


@pytest.mark.parametrize("event", [*STAFF, add_by_mail])
def test_address_that_a_browser_asked_for_counts_no_more_once_its_key_has_ended(
    client: Client, sent: Application, event: Callable[[Application], None]
) -> None:
    typed = {"name": "Ayse", "email": "stranger@example.org", "phone": ""}
    client.post(path_of(sent, "own_data"), typed)
    path = address_path(AddressChange.objects.select_related("application").get())
    assert client.get(path).status_code == 200
    event(sent)
    assert client.post(path).status_code == client.get(path).status_code == 404
    sent.refresh_from_db()
    assert sent.email != "stranger@example.org"


@pytest.mark.parametrize("event", [*STAFF, add_by_mail])
def test_address_that_was_asked_for_by_a_mailed_link_counts_all_the_same(
    client: Client, sent: Application, event: Callable[[Application], None]
) -> None:
    typed = {"name": "Ayse", "email": "right@example.org", "phone": ""}
    client.post(path_of(sent, "own_data", is_mailed=True), typed)
    event(sent)
    path = address_path(AddressChange.objects.select_related("application").get())
    assert client.post(path).status_code == 302
    sent.refresh_from_db()
    assert sent.email == "right@example.org"


def test_browser_whose_key_has_just_ended_asks_for_no_address(sent: Application) -> None:
    opened = Application.objects.get()
    end_browser_keys(sent)
    wish = {"email": "stranger@example.org", "now": timezone.now(), "is_of_browser": True}
    with pytest.raises(ApplicationGone):
        ask_for_address(application=opened, **wish)
    assert not AddressChange.objects.exists()


def test_full_copy_is_asked_for_by_a_mailed_link_only(client: Client, sent: Application) -> None:
    card = page(client.get(path_of(sent))).tree.select_one("#full-copy")
    assert [link["href"] for link in card.select("a")] == [ASKED]
    assert client.post(path_of(sent, "full_copy")).headers["Location"] == ASKED
    assert not sent.copy_requests.exists()


def test_full_copy_is_fetched_by_a_mailed_link_only(client: Client, sent: Application) -> None:
    released(sent, expires_at=timezone.now() + timedelta(days=1))
    path = path_of(sent, "full_copy_file")
    assert client.post(path).headers["Location"] == ASKED
    assert page(client.get(path_of(sent))).tree.select("form[action*=full-copy]") == []
    assert client.post(path_of(sent, "full_copy_file", is_mailed=True)).getvalue() != b""


def test_open_request_for_the_full_copy_is_not_shown_to_the_browser(
    client: Client, sent: Application
) -> None:
    request_full_copy(application=sent, now=timezone.now())
    assert "You asked for it on" not in client.get(path_of(sent)).content.decode()
    assert "You asked for it on" in client.get(path_of(sent, is_mailed=True)).content.decode()


def test_key_of_an_erased_application_tells_no_more_than_one_that_is_over(
    client: Client, sent: Application
) -> None:
    path = path_of(sent)
    sent.delete()
    assert client.get(path).headers["Location"] == ASKED


def test_opening_it_by_either_key_asks_the_database_once(
    sent: Application, django_assert_num_queries: Any
) -> None:
    for is_mailed in (False, True):
        token = application_token(sent, is_mailed=is_mailed)
        with django_assert_num_queries(1):
            assert read_application_token(token) == sent
