"""What a real mail server says no to: for good, for now, or not at all."""

from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django import app
from pytest_django import Settings

from applications.alerts.delivery import delete_unconfirmed_alerts, find_due_alerts
from applications.enums import MailKind
from applications.mails.claims import permanent_answer
from applications.models import Application, JobAlert, MailDelivery
from tests.applications.factories import hr_manager
from tests.applications.mails.kinds import DEFER, mail_jobs
from tests.applications.site import page, words
from tests.smtp import SmtpServer

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
OF_ROUNDS = {MailKind.DRAFT_REMINDER, MailKind.ALERT_DIGEST}
"""Mails that wait for the next round instead of failing their job."""


def run_job(at: datetime = NOON) -> None:
    """Do the one job there is, as a worker would; it may be done several times."""
    job = mail_jobs().first()
    with time_machine.travel(at, tick=False):
        app.tasks[job.task_name](**job.args)


def defer(kind: MailKind) -> None:
    with time_machine.travel(NOON, tick=False):
        DEFER[kind]()


@pytest.mark.parametrize("kind", MailKind)
def test_mail_refused_for_good_is_tried_once_and_the_answer_kept(
    smtp_server: SmtpServer, kind: MailKind
) -> None:
    defer(kind)
    smtp_server.answers[f"{kind}@example.org"] = "550 5.1.1 No such mailbox"
    run_job()
    [delivery] = MailDelivery.objects.all()
    assert (delivery.kind, delivery.answer) == (kind, "550 5.1.1 No such mailbox")
    smtp_server.answers.clear()
    run_job(NOON + timedelta(minutes=5))
    assert smtp_server.mails == []


@pytest.mark.parametrize("kind", MailKind)
def test_mail_refused_for_now_is_tried_again(smtp_server: SmtpServer, kind: MailKind) -> None:
    defer(kind)
    smtp_server.answers[f"{kind}@example.org"] = "450 4.2.0 Come back later"
    if kind in OF_ROUNDS:
        run_job()
    else:
        with pytest.raises(SMTPRecipientsRefused):
            run_job()
    smtp_server.answers.clear()
    run_job(NOON + timedelta(minutes=5))
    assert (len(smtp_server.mails), MailDelivery.objects.count()) == (1, 0)


def test_mail_is_tried_again_while_the_mail_server_is_away(
    smtp_server: SmtpServer, settings: Settings
) -> None:
    defer(MailKind.RECEIPT)
    there = settings.MAILERS
    options = there["default"]["OPTIONS"] | {"port": 1}
    settings.MAILERS = {"default": there["default"] | {"OPTIONS": options}}
    with pytest.raises(ConnectionRefusedError):
        run_job()
    settings.MAILERS = there
    run_job(NOON + timedelta(minutes=1))
    assert (len(smtp_server.mails), MailDelivery.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("refusal", "answer"),
    [
        (SMTPDataError(554, b"Spam\r\nsee\tpolicy\x00"), "554 Spam see policy"),
        (SMTPDataError(450, b"later"), ""),
        (SMTPRecipientsRefused({"a@b.example": (552, b"x" * 400)}), f"552 {'x' * 296}"),
        (
            SMTPRecipientsRefused({"a@b.example": (550, "Gibt es nicht, Grüße".encode())}),
            "550 Gibt es nicht, Grüße",
        ),
        (SMTPRecipientsRefused({}), ""),
    ],
)
def test_answer_is_kept_on_one_line(
    refusal: SMTPDataError | SMTPRecipientsRefused, answer: str
) -> None:
    assert permanent_answer(refusal) == answer


def test_hr_sees_at_the_application_that_the_receipt_was_refused(
    client: Client, smtp_server: SmtpServer
) -> None:
    defer(MailKind.RECEIPT)
    smtp_server.answers["receipt@example.org"] = "550 5.1.1 No such mailbox"
    run_job()
    client.force_login(hr_manager())
    path = reverse("admin:applications_application_change", args=[Application.objects.get().pk])
    lines = [words(line) for line in page(client.get(path)).tree.select("#history li")]
    sentence = "Eingangsbestätigung konnte nicht zugestellt werden: 550 5.1.1 No such mailbox"
    assert f"23.11.2026, 12:00 {sentence}" in lines


def test_alert_whose_address_was_refused_has_ended_and_is_deleted(smtp_server: SmtpServer) -> None:
    defer(MailKind.ALERT_DIGEST)
    assert len(find_due_alerts(NOON)) == 1
    smtp_server.answers["alert_digest@example.org"] = "550 5.1.1 No such mailbox"
    run_job()
    assert find_due_alerts(NOON + timedelta(days=6)) == []
    assert delete_unconfirmed_alerts(now=NOON + timedelta(days=6)) == 0
    assert delete_unconfirmed_alerts(now=NOON + timedelta(days=7)) == 1
    assert JobAlert.objects.count() == 0


@pytest.mark.parametrize("kind", [MailKind.LINKS, MailKind.DRAFT_LINK])
def test_link_that_somebody_asks_for_again_is_tried_again(
    smtp_server: SmtpServer, kind: MailKind
) -> None:
    defer(kind)
    smtp_server.answers[f"{kind}@example.org"] = "550 5.1.1 No such mailbox"
    run_job()
    smtp_server.answers.clear()
    run_job(NOON + timedelta(hours=1))
    assert len(smtp_server.mails) == 1
