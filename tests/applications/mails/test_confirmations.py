"""Mails that confirm what was done with the link: documents added, the application withdrawn."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from applications.documents.upload_check import check_upload
from applications.enums import DocumentKind, EventKind, Stage
from applications.mails import confirmations
from applications.mails.receipt import deliver_receipt
from applications.models import Application, StageChange
from applications.services import MoveRefused, move_application
from applications.services.erasure_requests import request_erasure
from applications.services.follow_up import add_document, withdraw_application
from applications.signed_links import read_application_token
from applications.tasks import notify_documents_arrived, notify_withdrawn
from tests.applications import files
from tests.applications.factories import ApplicationFactory, cv, hr_manager

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """Postings, applications and links are made when the mails are."""
    with time_machine.travel(NOON):
        yield


def create_confirmed(**fields: object) -> Application:
    """An application whose receipt has gone out."""
    fields = {"language": "en", "receipt_sent_at": NOON - 24 * HOUR, **fields}
    return ApplicationFactory(cv={"created_at": NOON - 25 * HOUR, "position": 0}, **fields)


def add(application: Application, *, now: datetime = NOON, replaces: bool = False) -> None:
    upload = check_upload(files.upload(files.picture("PNG"), "Gewinn evil.example.png"))
    add_document(
        application=application,
        upload=upload.with_kind(DocumentKind.CERTIFICATE),
        now=now,
        replaced=application.documents.first() if replaces else None,
    )


def withdraw(application: Application, now: datetime = NOON) -> None:
    withdraw_application(application=application, reason="Gratis!", now=now)


def jobs() -> list[tuple[str, datetime | None]]:
    found = ProcrastinateJob.objects.exclude(task_name="applications.make_preview").order_by("pk")
    return list(found.values_list("task_name", "scheduled_at"))


def run_at(moment: datetime, task: Callable[..., object], application: Application) -> None:
    with time_machine.travel(moment, tick=False):
        task(application_id=application.pk)


def test_added_document_is_confirmed_three_minutes_later() -> None:
    application = create_confirmed()
    add(application)
    assert jobs() == [("applications.tell_arrived", NOON + 3 * MINUTE)]
    application.documents.filter(kind="certificate").update(size=2048)
    run_at(NOON + 3 * MINUTE, notify_documents_arrived, application)
    [message] = mail.outbox
    assert (message.to, message.subject) == (
        ["ayse@example.org"],
        f"New documents for your application {application.reference} – Verein Musterwolke e. V.",
    )
    assert re.findall(r"^- .+$", message.body, re.MULTILINE) == ["- Certificate: PNG, 2\xa0KB"]


def test_several_documents_are_confirmed_once_by_one_mail() -> None:
    application = create_confirmed()
    add(application)
    add_document(application=application, upload=cv(files.pdf(3)), now=NOON + MINUTE)
    for _job in range(2):
        run_at(NOON + 3 * MINUTE, notify_documents_arrived, application)
    [message] = mail.outbox
    assert re.findall(r"^- (.+): ", message.body, re.MULTILINE) == ["Certificate", "CV"]


def test_mail_says_that_a_document_was_replaced() -> None:
    for replaces in (False, True):
        application = create_confirmed(email=f"{replaces}@example.org")
        add(application, replaces=replaces)
        run_at(NOON + 3 * MINUTE, notify_documents_arrived, application)
    sentence = "Anything that one of them replaced has been deleted."
    assert [message.body.count(sentence) for message in mail.outbox] == [0, 1]


def test_document_that_comes_before_the_receipt_is_listed_there() -> None:
    application = create_confirmed(receipt_sent_at=None)
    add(application)
    run_at(NOON + 3 * MINUTE, notify_documents_arrived, application)
    assert mail.outbox == []
    deliver_receipt(application_id=application.pk, now=NOON + 4 * MINUTE)
    run_at(NOON + 5 * MINUTE, notify_documents_arrived, application)
    [message] = mail.outbox
    assert re.findall(r"^- (.+): ", message.body, re.MULTILINE) == ["CV", "Certificate"]


def test_withdrawal_is_confirmed_once(settings: Settings) -> None:
    settings.SITE_URL, settings.RETENTION_MONTHS = "https://jobs.example.org", 6
    application = create_confirmed()
    withdraw(application)
    assert jobs() == [("applications.tell_withdrawn", None)]
    for _job in range(2):
        run_at(NOON, notify_withdrawn, application)
    [message] = mail.outbox
    told = f"Your application {application.reference} was withdrawn on 23 November 2026 at 12:00"
    assert (message.to, told in message.body) == (["ayse@example.org"], True)
    assert "We delete everything on 23 May 2027." in message.body
    [token] = re.findall(r"https://jobs\.example\.org/en/application/([^/\s]+)/", message.body)
    assert read_application_token(token) == application


def test_mail_says_that_a_legal_hold_keeps_the_data() -> None:
    application = create_confirmed(hold_reason="claim")
    withdraw(application)
    run_at(NOON, notify_withdrawn, application)
    assert (
        "We have to keep your data for now, because of possible legal claims" in mail.outbox[0].body
    )


def test_move_by_the_staff_is_no_withdrawal_to_confirm() -> None:
    application = create_confirmed()
    move_application(
        application=application, to=Stage.WITHDRAWN, actor=hr_manager(), reason="", now=NOON
    )
    run_at(NOON, notify_withdrawn, application)
    assert (jobs(), mail.outbox) == ([], [])


def test_withdrawal_that_is_refused_is_not_confirmed() -> None:
    application = create_confirmed(rejected=True)
    with pytest.raises(MoveRefused):
        withdraw(application)
    assert jobs() == []


def test_mails_hold_no_words_of_the_applicant() -> None:
    application = create_confirmed(name="Klick http://evil.example", message="Gratis!")
    add(application)
    withdraw(application)
    run_at(NOON, notify_documents_arrived, application)
    run_at(NOON, notify_withdrawn, application)
    written = "".join(f"{message.subject}\n{message.body}" for message in mail.outbox)
    assert len(mail.outbox) == 2
    assert [word for word in ("Klick", "evil", "Gratis", "Gewinn") if word in written] == []


ACTS = [(add, notify_documents_arrived), (withdraw, notify_withdrawn)]


@pytest.mark.parametrize(("act", "task"), ACTS)
def test_address_gets_one_such_mail_an_hour(
    act: Callable[[Application], None], task: Callable[..., object]
) -> None:
    first, second = create_confirmed(), create_confirmed(email="AYSE@example.org")
    for application in (first, second):
        act(application)
        run_at(NOON, task, application)
    assert (len(mail.outbox), jobs()[-1][1]) == (1, NOON + HOUR)
    run_at(NOON + HOUR, task, second)
    assert [message.to for message in mail.outbox] == [["ayse@example.org"], ["AYSE@example.org"]]


@pytest.mark.parametrize(("act", "task"), ACTS)
def test_nothing_is_sent_after_erasure(
    act: Callable[[Application], None], task: Callable[..., object]
) -> None:
    for is_held in (True, False):
        application = create_confirmed(hold_reason="claim" if is_held else "")
        act(application)
        assert request_erasure(application=application, reads_mail=True, now=NOON) is not is_held
        run_at(NOON + 3 * MINUTE, task, application)
    assert mail.outbox == []


class DownBackend(BaseEmailBackend):
    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        raise SMTPServerDisconnected


@pytest.mark.parametrize(("act", "task"), ACTS)
def test_mail_is_tried_again_while_the_mail_server_is_down(
    act: Callable[[Application], None], task: Callable[..., object], settings: Settings
) -> None:
    application, mailers = create_confirmed(), settings.MAILERS
    act(application)
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.DownBackend"}}
    with pytest.raises(SMTPServerDisconnected):
        run_at(NOON, task, application)
    assert StageChange.objects.exclude(told_at=None).count() == 0
    settings.MAILERS = mailers
    run_at(NOON, task, application)
    assert len(mail.outbox) == 1


def test_documents_of_one_application_use_up_no_mails_about_another() -> None:
    """A stranger who has applied with a foreign address sends one file an hour."""
    strangers, own = create_confirmed(), create_confirmed()
    for hour in range(8):
        at = NOON + hour * HOUR + HOUR / 60
        strangers.events.create(kind=EventKind.DOCUMENT_ADDED, at=at)
        run_at(at, notify_documents_arrived, strangers)
    assert len(mail.outbox) == 5
    at = NOON + 8 * HOUR + HOUR / 30
    own.events.create(kind=EventKind.DOCUMENT_ADDED, at=at)
    run_at(at, notify_documents_arrived, own)
    assert own.reference in mail.outbox[-1].subject


def test_forms_of_an_hour_are_no_mails_for_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody applies and withdraws under a foreign address, over and over."""
    monkeypatch.setattr(confirmations, "MAILS_OF_ALL_A_DAY", 5)
    applications = [create_confirmed() for _number in range(12)]
    for application in applications:
        withdraw(application)
    for hour in range(60):
        for application in applications:
            run_at(NOON + hour * HOUR, notify_withdrawn, application)
    assert len(mail.outbox) == 10
    with time_machine.travel(NOON + 60 * HOUR):
        late = create_confirmed()
        withdraw(late, now=NOON + 60 * HOUR)
    run_at(NOON + 74 * HOUR, notify_withdrawn, late)
    assert late.reference in mail.outbox[-1].subject
