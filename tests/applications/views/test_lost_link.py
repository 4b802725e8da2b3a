"""Asking for a link again: everybody gets the same answer, and the address one mail."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries, Settings

from applications.mails.fresh_links import deliver_links
from applications.models import Application
from applications.signed_links import read_application_token
from applications.tasks import send_links
from tests.applications.factories import ApplicationFactory
from tests.applications.site import Page, page, words
from tests.careers.factories import published

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
PATH = "/en/lost-link/"


def ask(client: Client, email: str) -> Page:
    return page(client.post(PATH, {"email": email}, follow=True))


def jobs() -> list[dict[str, int]]:
    return list(ProcrastinateJob.objects.order_by("pk").values_list("args", flat=True))


def test_answer_is_the_same_for_every_address(client: Client) -> None:
    ApplicationFactory()
    known, unknown = ask(client, "ayse@example.org"), ask(client, "wer@example.org")
    assert words(known.tree) == words(unknown.tree)
    assert "Check your inbox" in words(known.tree)
    assert mail.outbox == []


def test_work_is_the_same_for_every_address(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    application = ApplicationFactory()
    for email in ("ayse@example.org", "wer@example.org"):
        with django_assert_num_queries(3):
            client.post(PATH, {"email": email})
    assert jobs() == [{"application_id": application.pk}, {"application_id": 0}]


def test_mail_lists_every_application_of_the_address() -> None:
    posting = published(title_en="Research & Development")
    first = ApplicationFactory(language="en", posting=posting, submitted_at=NOON)
    second = ApplicationFactory(
        language="en", email="AYSE@example.org", submitted_at=NOON - timedelta(days=1)
    )
    ApplicationFactory(email="kim@example.org")
    deliver_links(application_id=second.pk, now=NOON)
    [message] = mail.outbox
    assert (message.to, message.subject) == (
        ["ayse@example.org"],
        "The links to your applications – Verein Musterwolke e. V.",
    )
    named = re.findall(r"^([0-9A-Z]{4}-[0-9A-Z]{4}): (.+)$", message.body, re.MULTILINE)
    assert named == [
        (first.reference, "Research & Development (d/f/m)"),
        (second.reference, "Operations Technician (d/f/m)"),
    ]
    opened = re.findall(r"/en/application/([^/\s]+)/", message.body)
    assert [read_application_token(token) for token in opened] == [first, second]


def test_mail_holds_no_words_of_the_applicant() -> None:
    application = ApplicationFactory(name="Klick http://evil.example", message="Gratis!")
    deliver_links(application_id=application.pk, now=NOON)
    written = f"{mail.outbox[0].subject}\n{mail.outbox[0].body}"
    assert [word for word in ("Klick", "evil", "Gratis") if word in written] == []


def test_mail_has_links_that_open(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://jobs.example.org"
    deliver_links(application_id=ApplicationFactory().pk, now=NOON)
    [link] = re.findall(r"https://jobs\.example\.org(/\S+)", mail.outbox[0].body)
    assert client.get(link).status_code == 200


def test_address_gets_one_mail_an_hour() -> None:
    pk = ApplicationFactory().pk
    deliver_links(application_id=pk, now=NOON)
    deliver_links(application_id=pk, now=NOON + timedelta(minutes=59))
    assert len(mail.outbox) == 1
    deliver_links(application_id=pk, now=NOON + timedelta(hours=1))
    assert len(mail.outbox) == 2


def test_unknown_address_gets_no_mail() -> None:
    ApplicationFactory()
    send_links(application_id=0)
    assert mail.outbox == []


@pytest.mark.parametrize("typed", ["ayse@xn--kexmple-8wa.org", "ayse@kexample.org.evil.org"])
def test_lookalike_address_gets_no_link_of_another(client: Client, typed: str) -> None:
    ApplicationFactory(email="ayse@kexample.org")
    own = ApplicationFactory(email=typed)
    ask(client, typed)
    assert jobs() == [{"application_id": own.pk}]
    deliver_links(application_id=own.pk, now=NOON)
    assert (mail.outbox[0].to, mail.outbox[0].body.count("/bewerbung/")) == ([typed], 1)


@pytest.mark.parametrize("email", ["", "nobody", "a@b@c", "a@example.org\x00"])
def test_address_that_is_none_is_refused(client: Client, email: str) -> None:
    shown = ask(client, email)
    assert (shown.status, [place for place, _words in shown.errors]) == (422, ["#id_email"])
    assert jobs() == []


@time_machine.travel(NOON, tick=False)
def test_client_may_ask_ten_times_an_hour(client: Client) -> None:
    ApplicationFactory()
    assert [ask(client, f"a{number}@example.org").status for number in range(10)] == [200] * 10
    for email in ("ayse@example.org", "wer@example.org"):
        refused = ask(client, email)
        assert (refused.status, len(jobs())) == (429, 10)
    other = client.post(PATH, {"email": "a@example.org"}, REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 302


def test_form_is_protected_and_kept_from_caches() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(PATH, {"email": "a@example.org"}).status_code == 403
    response = strict.get(PATH)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert Application.objects.count() == 0


@pytest.mark.parametrize(
    ("applied", "typed"),
    [
        ("kim@bücher.example", "kim@xn--bcher-kva.example"),
        ("kim@xn--bcher-kva.example", "KIM@Bücher.example"),
        ("kim@weiß.example", "kim@weiß.example"),
    ],
)
def test_link_comes_to_every_spelling_of_a_domain(client: Client, applied: str, typed: str) -> None:
    own = ApplicationFactory(email=applied)
    ask(client, typed)
    assert jobs() == [{"application_id": own.pk}]
    deliver_links(application_id=own.pk, now=NOON)
    assert mail.outbox[0].to[0].isascii()
