import re
from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.conf import settings as project
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.utils import timezone, translation
from procrastinate.jobs import Job
from pytest_django import Settings

from applications.mails.receipt import compose_receipt, deliver_receipt
from applications.models import Application
from applications.tasks import send_receipt
from careers.services import publish_posting
from tests.applications.factories import ApplicationFactory, DocumentFactory
from tests.applications.mails.kinds import mail_jobs
from tests.careers.factories import ContactFactory, PostingFactory, published

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")


def english(**changes: object) -> Application:
    return ApplicationFactory(language="en", **changes)


def scheduled_times() -> list[datetime]:
    return list(mail_jobs().order_by("pk").values_list("scheduled_at", flat=True))


def test_receipt_is_in_the_language_of_the_applicant() -> None:
    with translation.override("de"):
        message = compose_receipt(english())
    assert "Operations Technician (d/f/m)" in message.subject
    assert "Hello,\n\nThank you for your application to" in message.body
    assert "/en/" in message.body
    assert "/de/" not in message.body


def test_receipt_names_reference_documents_and_time(settings: Settings) -> None:
    settings.RETENTION_MONTHS = 6
    application = english(submitted_at=NOON, cv={"size": 1_300_000})
    DocumentFactory(application=application, kind="other", media_type="image/png", size=2048)
    body = compose_receipt(application).body
    assert f"Reference: {application.reference}\nReceived: 23 November 2026 at 12:00" in body
    assert "- CV: PDF, 1.2\xa0MB\n- Further document: PNG, 2\xa0KB\n" in body
    assert "We delete your data 6 months after the decision." in body


def test_receipt_has_a_heading_for_documents_only_if_there_are_any() -> None:
    headings = [compose_receipt(english(cv=cv)).body.count("Documents:\n") for cv in ({}, False)]
    assert headings == [1, 0]


def test_receipt_says_by_when_an_answer_comes() -> None:
    posting = published(answer_days=14, now=NOON - timedelta(days=1))
    application = english(posting=posting, submitted_at=NOON)
    for day, said in ((0, True), (14, True), (15, False)):
        with time_machine.travel(NOON + timedelta(days=day), tick=False):
            body = compose_receipt(application).body
        assert ("reply by email by 7 December 2026." in body) is said


def test_receipt_promises_no_date_where_the_ad_did_not() -> None:
    assert "We read your application and reply by email.\n" in compose_receipt(english()).body


def test_receipt_holds_no_words_of_the_applicant() -> None:
    words = {"name": "Klick http://evil.example", "message": "Gratis!", "phone": "0900 666"}
    message = compose_receipt(english(cv={"name": "Gewinn.pdf"}, **words))
    written = f"{message.subject}\n{message.body}\n{message.extra_headers}"
    assert [word for word in ("Klick", "evil", "Gratis", "0900", "Gewinn") if word in written] == []
    assert message.to == ["ayse@example.org"]


def test_receipt_escapes_nothing_in_plain_text() -> None:
    application = english(posting=published(title_en="Research & Development <Lead>"))
    assert "Research & Development <Lead>" in compose_receipt(application).body


def test_receipt_keeps_its_subject_on_one_line() -> None:
    application = english()
    application.ad.title = "Technician\r\nBcc: everybody@example.org"
    assert compose_receipt(application).subject.endswith(
        "Technician Bcc: everybody@example.org (d/f/m) – Verein Musterwolke e. V."
    )


def test_receipt_is_marked_as_automatic_and_can_be_answered() -> None:
    posting = PostingFactory(contact_email="")
    posting.contacts.add(ContactFactory())
    publish_posting(posting=posting, actor=None, now=timezone.now())
    message = compose_receipt(english(posting=posting))
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.reply_to == [project.ORGANISATION["email"]]


def test_receipt_is_answered_to_the_contact_of_the_posting() -> None:
    application = english(posting=published(contact_email="jobs@example.org"))
    assert compose_receipt(application).reply_to == ["jobs@example.org"]


def test_receipt_links_open(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://jobs.example.org"
    links = re.findall(r"https://jobs\.example\.org(/\S+)", compose_receipt(english()).body)
    assert [client.get(link).status_code for link in links] == [200, 200]


def test_receipt_of_a_language_that_was_not_published_shows_the_other() -> None:
    application = english(posting=published(german_only=True))
    assert "Technikerin für Betrieb (d/w/m)" in compose_receipt(application).subject


def test_task_sends_the_receipt_once() -> None:
    application = ApplicationFactory()
    send_receipt(application_id=application.pk)
    send_receipt(application_id=application.pk)
    assert [message.to for message in mail.outbox] == [["ayse@example.org"]]
    application.refresh_from_db()
    assert application.receipt_sent_at is not None


def test_task_passes_over_an_application_that_is_gone() -> None:
    send_receipt(application_id=4711)
    assert mail.outbox == []


def test_delivery_passes_over_an_address_that_was_corrected_meanwhile() -> None:
    application = ApplicationFactory(email="AYSE@example.org")
    assert deliver_receipt(application_id=application.pk, now=NOON) is None
    assert len(mail.outbox) == 1


@time_machine.travel(NOON, tick=False)
def test_task_puts_off_a_second_receipt_to_the_same_address() -> None:
    first = ApplicationFactory(receipt_sent_at=NOON - timedelta(minutes=20))
    second = ApplicationFactory(posting=first.posting, email="Ayse@Example.org")
    send_receipt(application_id=second.pk)
    assert (mail.outbox, scheduled_times()) == ([], [NOON + timedelta(minutes=40)])


@time_machine.travel(NOON, tick=False)
def test_task_sends_a_second_receipt_after_an_hour() -> None:
    first = ApplicationFactory(receipt_sent_at=NOON - timedelta(hours=1))
    second = ApplicationFactory(posting=first.posting)
    send_receipt(application_id=second.pk)
    assert (len(mail.outbox), scheduled_times()) == (1, [])


@time_machine.travel(NOON, tick=False)
def test_task_sends_to_another_address_at_once() -> None:
    first = ApplicationFactory(receipt_sent_at=NOON)
    second = ApplicationFactory(posting=first.posting, email="kim@example.org")
    send_receipt(application_id=second.pk)
    assert [message.to for message in mail.outbox] == [["kim@example.org"]]


class DownBackend(BaseEmailBackend):
    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        raise SMTPServerDisconnected


def test_task_is_tried_again_while_the_mail_server_is_down(settings: Settings) -> None:
    application = ApplicationFactory()
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.DownBackend"}}
    with pytest.raises(SMTPServerDisconnected) as failure:
        send_receipt(application_id=application.pk)
    application.refresh_from_db()
    assert application.receipt_sent_at is None
    assert [seconds_to_next_try(failure.value, number) for number in (0, 1, 10)] == [60, 120, 660]


def seconds_to_next_try(error: Exception, attempts: int) -> int:
    job = Job(id=1, lock=None, queueing_lock=None, task_name="", queue="", attempts=attempts)
    with time_machine.travel(timezone.now(), tick=False):
        decision = send_receipt.get_retry_exception(error, job).retry_decision
        return round((decision.retry_at - timezone.now()).total_seconds())


def test_task_gives_up_after_more_than_a_day() -> None:
    job = Job(id=1, lock=None, queueing_lock=None, task_name="", queue="", attempts=60)
    assert send_receipt.get_retry_exception(SMTPServerDisconnected(), job) is None
    assert sum(60 + 60 * number for number in range(60)) > 24 * 60 * 60
