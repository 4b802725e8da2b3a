"""Messages of the staff: written in the admin, told by mail, read on the applicant's page."""

import re
from datetime import datetime
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from pytest_django import Settings

from applications.mails.news import compose_news_mail, deliver_news
from applications.models import Application, Message
from applications.services.messages import put_message, put_request
from applications.signed_links import application_path, read_application_token
from applications.tasks import notify_news
from tests.applications.factories import ApplicationFactory
from tests.applications.site import page, words

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
TEXT = "Guten Tag,\nkönnen Sie am Dienstag?\n\n<b>Viele Grüße</b>"


def write(application: Application, text: str = TEXT) -> Message:
    return put_message(application=application, text=text, actor=None, now=NOON)


def leave_untold(application: Application) -> None:
    """What the release before the outbox had on the page, its mail still to come."""
    application.letters.create(text=TEXT, at=NOON)
    application.document_requests.create(kind="other", note="C1", at=NOON)


def test_message_is_read_on_the_page(client: Client) -> None:
    application = ApplicationFactory()
    write(application)
    tree = page(client.get(application_path(application, "en"))).tree
    [letter] = tree.select(".message")
    assert words(letter) == (
        "23 November 2026 at 12:00 Guten Tag,können Sie am Dienstag? <b>Viele Grüße</b>"
    )
    assert letter.select("b") == []


def test_page_says_how_to_answer_a_message(client: Client) -> None:
    application = ApplicationFactory()
    path = application_path(application, "en")
    assert page(client.get(path)).tree.select("main a[href^=mailto]") == []
    write(application)
    [way] = page(client.get(path)).tree.select("#messages a")
    assert way["href"] == f"mailto:stellen@example.org?subject={application.reference}"


def test_message_is_not_read_on_the_page_of_another(client: Client) -> None:
    own, foreign = ApplicationFactory.create_batch(2)
    write(foreign)
    assert page(client.get(application_path(own, "en"))).tree.select("#messages") == []


def test_mail_tells_once_of_all_that_was_left_untold() -> None:
    application = ApplicationFactory()
    write(application)
    leave_untold(application)
    notify_news(application_id=application.pk)
    notify_news(application_id=application.pk)
    assert [message.to for message in mail.outbox] == [["ayse@example.org"]]
    assert not application.letters.filter(told_at=None).exists()
    assert application.document_requests.get().told_at is not None


def test_what_a_letter_told_is_not_told_again() -> None:
    application = ApplicationFactory()
    write(application)
    put_request(application=application, kind="other", note="", actor=None, now=NOON)
    deliver_news(application_id=application.pk, now=NOON)
    assert mail.outbox == []


def test_mail_holds_nothing_of_the_message_or_the_applicant(settings: Settings) -> None:
    settings.SITE_URL = "https://jobs.example.org"
    application = ApplicationFactory(language="en", name="Klick http://evil.example")
    write(application)
    message = compose_news_mail(application)
    written = f"{message.subject}\n{message.body}"
    told = ("Dienstag", "Klick", application.ad.title)
    assert [word for word in told if word in written] == []
    assert message.subject == (
        f"News about your application {application.reference} – Verein Musterwolke e. V."
    )
    assert message.reply_to == ["stellen@example.org"]
    [token] = re.findall(r"https://jobs\.example\.org/en/application/([^/\s]+)/", message.body)
    assert read_application_token(token) == application


class DownBackend(BaseEmailBackend):
    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        raise SMTPServerDisconnected


def test_mail_is_tried_again_while_the_mail_server_is_down(settings: Settings) -> None:
    application = ApplicationFactory()
    leave_untold(application)
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.DownBackend"}}
    with pytest.raises(SMTPServerDisconnected):
        notify_news(application_id=application.pk)
    assert application.letters.get().told_at is None


def test_mail_of_an_application_that_is_gone_is_passed_over() -> None:
    notify_news(application_id=4711)
    assert mail.outbox == []


def test_request_is_shown_until_it_is_answered(client: Client) -> None:
    application = ApplicationFactory()
    wanted = put_request(
        application=application, kind="certificate", note="Ihr C1", actor=None, now=NOON
    )
    notice = page(client.get(application_path(application, "en"))).tree.select_one(".notice")
    assert words(notice) == ("We need a document from you: Certificate Ihr C1 Send this document")
    wanted.answered_at = NOON
    wanted.save()
    assert page(client.get(application_path(application, "en"))).tree.select(".notice") == []
