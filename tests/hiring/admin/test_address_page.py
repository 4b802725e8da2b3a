"""HR corrects a mistyped address: links, waiting mails and the history afterwards."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from applications.enums import EventKind, MailKind, Source
from applications.models import Application
from applications.signed_links import application_token, read_application_token
from applications.tasks import send_corrected_link, send_entry_notice, send_receipt
from hiring.enums import OutgoingState
from hiring.services.sending import send_outgoing_mail
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.applications.site import page, words
from tests.hiring.admin.test_desk_access import visitors
from tests.hiring.factories import waiting_mail

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
RIGHT = "right@example.org"


@pytest.fixture
def hr(client: Client) -> Client:
    client.force_login(hr_manager())
    return client


def path_of(application: Application) -> str:
    return reverse("admin:applications_application_address", args=[application.pk])


def correct(client: Client, application: Application, email: str = RIGHT, query: str = "") -> Any:
    answer = client.post(path_of(application) + query, {"email": email})
    application.refresh_from_db()
    return answer


def test_old_links_die_and_a_fresh_one_is_mailed_once(hr: Client) -> None:
    application = ApplicationFactory(receipt_sent_at=NOON, email="wrnog@example.org")
    token = application_token(application)
    correct(hr, application)
    assert (application.email, read_application_token(token)) == (RIGHT, None)
    for _time in range(2):
        send_corrected_link(application.pk)
    [sent] = mail.outbox
    assert sent.to == [RIGHT]
    fresh = re.search(r"/bewerbung/([^/]+)/", sent.body)
    assert fresh is not None
    assert read_application_token(fresh[1]) == application


def test_history_keeps_who_did_it_and_no_address(hr: Client) -> None:
    application = ApplicationFactory(receipt_sent_at=NOON, email="wrnog@example.org")
    application.deliveries.create(
        kind=MailKind.NEWS, refused_at=NOON, answer="550 wrnog@example.org unknown"
    )
    refused = waiting_mail(application)
    type(refused).objects.update(state=OutgoingState.REFUSED, answer="550 wrnog@example.org")
    correct(hr, application)
    event = application.events.get(kind=EventKind.ADDRESS_CORRECTED)
    assert (event.by.groups.get().name, event.detail) == ("HR managers", "")
    shown = page(hr.get(reverse("admin:applications_application_change", args=[application.pk])))
    assert "wrnog" not in words(shown.tree)
    refused.refresh_from_db()
    assert (refused.state, refused.answer) == (OutgoingState.REFUSED, "")


def test_waiting_mails_go_to_the_new_address(hr: Client) -> None:
    application = ApplicationFactory(email="wrnog@example.org")
    waiting = waiting_mail(application)
    correct(hr, application)
    mail.outbox.clear()
    send_outgoing_mail(mail_id=waiting.pk, now=waiting.send_after)
    assert [sent.to for sent in mail.outbox] == [[RIGHT]]


@pytest.mark.parametrize(
    ("fields", "job"),
    [
        ({"receipt_sent_at": None}, send_receipt),
        ({"source": Source.POST, "receipt_sent_at": NOON}, send_entry_notice),
    ],
)
def test_who_was_not_told_yet_gets_the_whole_mail(
    hr: Client, fields: dict[str, object], job: Any
) -> None:
    application = ApplicationFactory(email="wrnog@example.org", **fields)
    application.events.create(kind=EventKind.ENTERED, detail="post", at=NOON, told_at=NOON)
    correct(hr, application)
    job(application.pk)
    assert [sent.to for sent in mail.outbox] == [[RIGHT]]


@pytest.mark.parametrize("email", ["", "right", "ayse@EXAMPLE.org", "a@b\nc.de"])
def test_wrong_address_and_the_same_are_refused(hr: Client, email: str) -> None:
    application = ApplicationFactory()
    shown = page(correct(hr, application, email))
    assert (shown.status, len(shown.tree.select(".errorlist"))) == (422, 1)
    assert (application.link_version, application.events.count()) == (1, 0)


def test_locked_application_keeps_its_address(hr: Client) -> None:
    application = ApplicationFactory(rejected=True, erasure_requested_at=NOON)
    assert correct(hr, application).status_code == 422
    assert application.email == "ayse@example.org"


def test_page_of_a_refused_mail_leads_there_and_back(hr: Client) -> None:
    application = ApplicationFactory()
    refused = waiting_mail(application)
    change = reverse("admin:hiring_outgoingmail_change", args=[refused.pk])
    query = f"?mail={refused.pk}"
    assert page(hr.get(change)).tree.select(f'a[href="{path_of(application)}{query}"]') == []
    type(refused).objects.update(state=OutgoingState.REFUSED)
    [link] = page(hr.get(change)).tree.select(f'a[href="{path_of(application)}{query}"]')
    assert words(link) == "Adresse berichtigen"
    assert correct(hr, application, query=query)["Location"] == change


def test_page_is_open_to_whom_it_is_for() -> None:
    application = ApplicationFactory()
    answers = [
        client.get(path_of(application)).status_code for client in visitors(application).values()
    ]
    assert answers == [302, 404, 404, 404, 404, 403, 200, 404]
    answers = [
        client.post(
            path_of(application), {"email": f"{who.replace(' ', '')}@example.org"}
        ).status_code
        for who, client in visitors(application).items()
    ]
    assert answers == [302, 404, 404, 404, 404, 403, 302, 404]
