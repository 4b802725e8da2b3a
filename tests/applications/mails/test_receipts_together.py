"""One mail confirms all that wait at an address: who types it into forms holds nobody up for long."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.smtp import EmailBackend
from pytest_django import Settings

from applications.enums import EventKind, MailKind, Source
from applications.mails.receipt import compose_receipts, deliver_receipt
from applications.models import Application, MailDelivery
from tests.applications.factories import ApplicationFactory
from tests.careers.factories import published
from tests.smtp import SmtpServer, text_of

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
REFUSED = "550 5.1.1 No such mailbox"


def arrived(at: datetime = NOON, **fields: object) -> Application:
    return ApplicationFactory(**{"language": "en", "submitted_at": at, **fields})


def sent_at(*applications: Application) -> list[datetime | None]:
    found = Application.objects.in_bulk([one.pk for one in applications])
    return [found[one.pk].receipt_sent_at for one in applications]


def test_own_receipt_leaves_when_one_interval_is_over_whatever_strangers_send() -> None:
    """Each of their applications would else take an interval of its own."""
    foreign = [arrived() for _number in range(3)]
    assert deliver_receipt(application_id=foreign[0].pk, now=NOON) is None
    foreign += [arrived() for _number in range(3)]
    own = arrived(NOON + SECOND)
    waiting = [one for one in [*foreign, own] if sent_at(one) == [None]]
    due = {deliver_receipt(application_id=one.pk, now=NOON + SECOND) for one in waiting}
    assert due == {NOON + HOUR}
    later = [deliver_receipt(application_id=one.pk, now=NOON + HOUR) for one in waiting]
    assert (later, len(mail.outbox)) == ([None] * len(waiting), 2)
    assert own.reference in mail.outbox[-1].body
    assert sent_at(own) == [NOON + HOUR]


def test_mail_lists_all_that_wait_and_nothing_that_anybody_wrote() -> None:
    words = {"name": "Klick http://evil.example", "message": "Gratis!", "phone": "0900 666"}
    first = arrived(posting=published(answer_days=14), cv={"name": "Gewinn.pdf"}, **words)
    second = arrived(posting=published(title_en="Research & Development <Lead>"), cv=False)
    with time_machine.travel(NOON, tick=False):
        message = compose_receipts([first, second])
    assert message.subject == "Your applications have arrived – Verein Musterwolke e. V."
    assert [message.body.count(one.reference) for one in (first, second)] == [1, 1]
    assert [message.body.count(part) for part in ("/en/application/", "Documents:\n")] == [2, 1]
    assert "Research & Development <Lead>" in message.body
    assert "We read your application and reply by email by " in message.body
    assert "\n\n\n" not in message.body
    written = f"{message.subject}\n{message.body}\n{message.extra_headers}"
    assert [word for word in ("Klick", "evil", "Gratis", "0900", "Gewinn") if word in written] == []


def test_answer_goes_to_the_contact_of_all_ads_or_to_the_organisation(settings: Settings) -> None:
    jobs = [arrived(posting=published(contact_email="jobs@example.org")) for _number in "ab"]
    other = arrived(posting=published(contact_email="lab@example.org"))
    assert compose_receipts(jobs).reply_to == ["jobs@example.org"]
    assert compose_receipts([*jobs, other]).reply_to == [settings.ORGANISATION["email"]]


@pytest.mark.parametrize(
    "fields",
    [
        {"receipt_sent_at": NOON - 2 * HOUR},
        {"email": "kim@example.org"},
        {"email": "ay\u015fe@example.org"},
    ],
)
def test_receipt_says_nothing_of_others(fields: dict[str, object]) -> None:
    arrived(**fields)
    deliver_receipt(application_id=arrived().pk, now=NOON)
    assert mail.outbox[0].subject.startswith("Your application ")


def test_receipt_leaves_to_its_notice_what_was_entered_by_hand() -> None:
    entered = arrived(source=Source.POST)
    entered.events.create(kind=EventKind.ENTERED, at=NOON)
    copied, own = arrived(source=Source.POST), arrived()
    deliver_receipt(application_id=own.pk, now=NOON)
    assert sent_at(entered, copied, own) == [None, NOON, NOON]


def test_documents_that_came_before_are_told_of_each() -> None:
    both = [arrived(), arrived()]
    for one in both:
        one.events.create(kind=EventKind.DOCUMENT_ADDED, detail="cv", at=NOON)
    deliver_receipt(application_id=both[0].pk, now=NOON)
    assert [one.events.get().told_at for one in both] == [NOON, NOON]


def test_refusal_is_noted_of_one_and_keeps_it_out_of_the_next_mail(smtp_server: SmtpServer) -> None:
    first, second = arrived(), arrived()
    smtp_server.answers["ayse@example.org"] = REFUSED
    deliver_receipt(application_id=first.pk, now=NOON)
    smtp_server.answers.clear()
    third = arrived()
    assert deliver_receipt(application_id=first.pk, now=NOON + SECOND) is None
    assert smtp_server.mails == []
    deliver_receipt(application_id=third.pk, now=NOON + SECOND)
    assert sent_at(first, second, third) == [None, NOON + SECOND, NOON + SECOND]
    assert MailDelivery.objects.get().application == first


class KilledError(BaseException):
    """What the death of a worker looks like from inside."""


class KilledBackend(EmailBackend):
    """Dies when the server has taken the mail."""

    def send_messages(self, email_messages: list[object]) -> int:
        super().send_messages(email_messages)
        raise KilledError


def test_list_of_a_killed_worker_leaves_again_as_it_was_and_under_its_message_id(
    smtp_server: SmtpServer, settings: Settings
) -> None:
    first, second = arrived(), arrived()
    alive = settings.MAILERS
    settings.MAILERS = {"default": alive["default"] | {"BACKEND": f"{__name__}.KilledBackend"}}
    with time_machine.travel(NOON, tick=False), pytest.raises(KilledError):
        deliver_receipt(application_id=first.pk, now=NOON)
    settings.MAILERS = alive
    third = arrived(NOON + 10 * SECOND)
    due = [
        deliver_receipt(application_id=one.pk, now=NOON + 20 * SECOND) for one in (second, third)
    ]
    assert due == [NOON + HOUR] * 2
    again = NOON + 100 * SECOND
    for one in (first, second, first):
        deliver_receipt(application_id=one.pk, now=again)
    assert (sent_at(first, second, third), MailDelivery.objects.count()) == (
        [again, again, None],
        0,
    )
    assert len({str(one["Message-ID"]) for one in smtp_server.mails}) == 1
    listed = [
        [one.reference in text_of(sent) for one in (first, second, third)]
        for sent in smtp_server.mails
    ]
    assert listed == [[True, True, False]] * 2
    assert len(smtp_server.mails) == 2
    assert deliver_receipt(application_id=third.pk, now=again) == again + HOUR


def test_mail_that_nobody_takes_up_ends_with_the_next_that_lists_it() -> None:
    lost, own = arrived(), arrived()
    MailDelivery.objects.create(kind=MailKind.RECEIPT, application=lost, sending_since=NOON)
    deliver_receipt(application_id=own.pk, now=NOON + HOUR)
    assert (sent_at(lost, own), MailDelivery.objects.count()) == ([NOON + HOUR] * 2, 0)
