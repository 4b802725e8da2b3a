"""Applicants correct their own name and phone, and give another address, which has to be confirmed."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from applications.enums import EventKind
from applications.models import AddressChange, Application
from applications.services.follow_up import revoke_links
from applications.signed_links import application_token, read_application_token
from applications.tasks import ask_new_address, remind_and_expire_drafts, tell_earlier_address
from tests.applications.factories import ApplicationFactory
from tests.applications.site import page

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-23T15:00:00+01:00")
NEW, OLD = "neu@example.org", "ayse@example.org"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def own_path(application: Application) -> str:
    return reverse("applications:own_data", kwargs={"token": application_token(application)})


def change(client: Client, application: Application, **typed: str) -> HttpResponse:
    sent = {"name": "Ayşe Öztürk", "email": OLD, "phone": "", **typed}
    answer = client.post(own_path(application), sent)
    application.refresh_from_db()
    return answer


def mailed_path(application: Application) -> str:
    """The link that was mailed last to confirm an address."""
    ask_new_address(application.pk)
    found = re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)
    assert found is not None
    return found[1]


def kinds(application: Application) -> list[tuple[str, str]]:
    return list(application.events.values_list("kind", "detail"))


def test_name_and_phone_change_at_once(client: Client) -> None:
    application = ApplicationFactory()
    change(client, application, name="Ayse Oeztuerk", phone="030 123456")
    assert (application.name, application.phone) == ("Ayse Oeztuerk", "030 123456")
    assert kinds(application) == [(EventKind.DATA_CHANGED, "name_phone")]
    assert list(
        Application.objects.of_same_person(
            ApplicationFactory(name="Ayse Oeztuerk", phone="030123456", email="andere@example.org")
        )
    ) == [application]


def test_what_is_the_same_changes_nothing(client: Client) -> None:
    application = ApplicationFactory()
    change(client, application, email="AYSE@example.org")
    assert (kinds(application), AddressChange.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    "typed", [{"name": ""}, {"email": "neu"}, {"phone": "0\x07"}, {"email": ""}]
)
def test_what_is_filled_in_wrong_is_refused(client: Client, typed: dict[str, str]) -> None:
    application = ApplicationFactory()
    shown = page(change(client, application, **typed))
    assert (shown.status, len(shown.errors)) == (422, 1)
    assert (kinds(application), AddressChange.objects.count()) == ([], 0)


def test_new_address_counts_when_it_is_confirmed(client: Client) -> None:
    application = ApplicationFactory()
    token = application_token(application)
    answer = change(client, application, email=NEW)
    assert answer["Location"].endswith("?done=asked")
    path = mailed_path(application)
    assert (application.email, mail.outbox[0].to) == (OLD, [NEW])
    assert client.get(path).status_code == 200
    application.refresh_from_db()
    assert application.email == OLD
    shown = page(client.post(path, follow=True))
    application.refresh_from_db()
    assert (application.email, read_application_token(token)) == (NEW, None)
    assert (shown.status, kinds(application)) == (200, [(EventKind.ADDRESS_CHANGED, "")])


def test_earlier_address_is_told_without_a_link_and_then_forgotten(client: Client) -> None:
    application = ApplicationFactory()
    change(client, application, email=NEW)
    client.post(mailed_path(application))
    for _time in range(2):
        tell_earlier_address(application.pk)
    [_question, told] = mail.outbox
    assert (told.to, "http" in told.body, NEW in told.body) == ([OLD], False, False)
    assert AddressChange.objects.count() == 0


def test_link_works_once(client: Client) -> None:
    application = ApplicationFactory()
    change(client, application, email=NEW)
    path = mailed_path(application)
    assert client.post(path).status_code == 302
    assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)


def test_link_ends_with_its_time_and_the_address_is_forgotten(client: Client) -> None:
    application = ApplicationFactory()
    change(client, application, email=NEW)
    path = mailed_path(application)
    with time_machine.travel(NOW + timedelta(hours=23, minutes=59), tick=False):
        remind_and_expire_drafts(0)
        assert client.get(path).status_code == 200
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert client.get(path).status_code == 404
        remind_and_expire_drafts(0)
    assert AddressChange.objects.count() == 0


def test_another_wish_or_a_revocation_ends_the_link(client: Client) -> None:
    application = ApplicationFactory()
    change(client, application, email="erste@example.org")
    first = mailed_path(application)
    change(client, application, email=NEW)
    second = mailed_path(application)
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    revoke_links(application=application, now=NOW)
    assert client.get(second).status_code == 404


def test_forged_and_foreign_links_open_nothing(client: Client) -> None:
    application = ApplicationFactory()
    own = application_token(application)
    for token in ("forged", own, f"{own}x"):
        path = reverse("applications:confirm_address", kwargs={"token": token})
        assert client.get(path).status_code == 404
    path = reverse("applications:own_data", kwargs={"token": "forged"})
    assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)


def test_addresses_are_asked_for_three_times_an_hour(client: Client) -> None:
    application = ApplicationFactory()
    answers = [
        change(client, application, email=f"{number}@example.org").status_code
        for number in range(4)
    ]
    assert answers == [302, 302, 302, 429]
    with time_machine.travel(NOW + timedelta(hours=1, seconds=1), tick=False):
        assert change(client, application, email=NEW).status_code == 302


def test_one_address_gets_one_question_an_hour() -> None:
    for application in ApplicationFactory.create_batch(2):
        AddressChange.objects.create(application=application, email=NEW, asked_at=NOW)
        ask_new_address(application.pk)
    assert [sent.to for sent in mail.outbox] == [[NEW]]


def test_answer_is_the_same_for_an_address_that_has_applied(client: Client) -> None:
    application = ApplicationFactory()
    ApplicationFactory(email="bekannt@example.org")
    answers = {
        change(client, application, email=email)["Location"]
        for email in ("bekannt@example.org", "fremd@example.org")
    }
    assert len(answers) == 1


def test_earlier_address_is_told_before_the_next_change(client: Client) -> None:
    application = ApplicationFactory()
    change(client, application, email=NEW)
    client.post(mailed_path(application))
    application.refresh_from_db()
    assert change(client, application, email="dritte@example.org").status_code == 429
    tell_earlier_address(application.pk)
    assert change(client, application, email="dritte@example.org").status_code == 302


def test_locked_data_are_not_changed(client: Client) -> None:
    application = ApplicationFactory(rejected=True, erasure_requested_at=NOW)
    assert client.get(own_path(application))["Location"].endswith("?done=closed")
    assert change(client, application, name="Neu")["Location"].endswith("?done=closed")
    assert application.name == "Ayşe Öztürk"


def test_mails_hold_nothing_that_was_typed(client: Client) -> None:
    application = ApplicationFactory()
    change(client, application, name="Kauf mich", email=NEW, phone="030 999999")
    mailed_path(application)
    text = mail.outbox[0].subject + mail.outbox[0].body
    assert [word for word in ("Kauf", "999999", application.ad.title) if word in text] == []


def test_page_leads_to_the_form(client: Client) -> None:
    application = ApplicationFactory()
    status = reverse("applications:status", kwargs={"token": application_token(application)})
    assert own_path(application) in client.get(status).content.decode()
    shown = page(client.get(own_path(application)))
    assert [one["value"] for one in shown.tree.select("#id_name, #id_email")] == [
        "Ayşe Öztürk",
        OLD,
    ]
