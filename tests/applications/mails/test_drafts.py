"""The link to go on and the reminder: to whom, how often, in which words."""

from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from applications.mails import drafts as drafts_mails
from applications.mails.drafts import deliver_draft_link, send_draft_reminders
from applications.models import Draft
from applications.services import TypedForm, mail_draft_link, save_typed_values
from applications.tasks import remind_and_expire_drafts, send_draft_link
from careers.services import close_posting
from tests.applications.factories import DraftFactory, draft_with
from tests.applications.site import apply_path, filled_form
from tests.careers.factories import published

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")


def draft_with_link(email: str = "ayse@example.org", **fields: Any) -> Draft:
    """A draft for which the link was asked."""
    draft = draft_with(**fields)
    mail_draft_link(draft=draft, email=email)
    return draft


def draft_with_mailed_link(now: datetime, **fields: Any) -> Draft:
    """A draft whose link was mailed at this moment."""
    with time_machine.travel(now, tick=False):
        draft = draft_with_link(**fields)
        deliver_draft_link(draft_id=draft.pk, now=now)
    mail.outbox.clear()
    return draft


def test_link_is_mailed_in_the_language_of_the_form(settings: Settings) -> None:
    settings.SITE_URL = "https://jobs.example.org"
    posting = published(closes_at=NOON + timedelta(days=30), now=NOON - timedelta(days=1))
    with time_machine.travel(NOON, tick=False):
        draft = draft_with_link(posting=posting, data={"name": "Ayşe", "message": "Geheim"})
        send_draft_link(draft_id=draft.pk)
    sent = mail.outbox[0]
    assert (sent.to, sent.subject) == (
        ["ayse@example.org"],
        "Your draft: Operations Technician (d/f/m) – Verein Musterwolke e. V.",
    )
    assert "https://jobs.example.org/en/application-draft/" in sent.body
    assert "The draft is kept until 7 December 2026 at 12:00 (Berlin time)." in sent.body
    assert [word for word in ("Ayşe", "Geheim", "Lebenslauf") if word in sent.body] == []
    draft.refresh_from_db()
    assert draft.link_sent_at == NOON


def test_link_in_the_mail_opens_the_draft(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://jobs.example.org"
    draft = draft_with_link()
    send_draft_link(draft_id=draft.pk)
    path = mail.outbox[0].body.partition(settings.SITE_URL)[2].split()[0]
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 302


def test_address_gets_one_mail_an_hour_and_the_next_one_later() -> None:
    first, second = draft_with_link(), draft_with_link(email="AYSE@example.org")
    now = timezone.now()
    assert deliver_draft_link(draft_id=first.pk, now=now) is None
    assert deliver_draft_link(draft_id=second.pk, now=now) == now + timedelta(hours=1)
    assert [one.to for one in mail.outbox] == [["ayse@example.org"]]
    later = now + timedelta(hours=1, seconds=1)
    assert deliver_draft_link(draft_id=second.pk, now=later) is None
    assert len(mail.outbox) == 2


def test_network_has_five_mails_a_day_for_an_address_and_leaves_its_owner_others() -> None:
    drafts = [draft_with_link() for _number in range(7)]
    now = timezone.now()
    for hour, draft in enumerate(drafts):
        at = now + timedelta(hours=hour, seconds=hour)
        deliver_draft_link(draft_id=draft.pk, now=at, network="stranger")
    assert len(mail.outbox) == 5
    own, at = draft_with_link(), now + timedelta(hours=6, minutes=1)
    assert deliver_draft_link(draft_id=own.pk, now=at, network="owner") is None
    assert len(mail.outbox) == 6


def test_job_has_a_digest_of_the_network_that_asked(client: Client) -> None:
    posting = published()
    for address in ("192.0.2.1", "192.0.2.2"):
        Client(REMOTE_ADDR=address).post(apply_path(posting), filled_form(action="later", cv=None))
    jobs = ProcrastinateJob.objects.filter(task_name="applications.send_draft_link")
    networks = {job.args["network"] for job in jobs}
    assert {len(network) for network in networks} == {16}
    assert len(networks) == 2


def test_address_gets_some_mails_a_day_of_however_many_drafts_and_networks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drafts_mails, "MAILS_OF_ALL_A_DAY", 5)
    drafts = [draft_with_link() for _number in range(7)]
    now = timezone.now()
    for hour, draft in enumerate(drafts):
        at = now + timedelta(hours=hour, seconds=hour)
        deliver_draft_link(draft_id=draft.pk, now=at, network=str(hour))
    assert len(mail.outbox) == 5
    tomorrow = now + timedelta(days=1, minutes=1)
    assert deliver_draft_link(draft_id=drafts[6].pk, now=tomorrow) is None
    assert len(mail.outbox) == 6


def test_task_comes_back_for_who_has_to_wait() -> None:
    first, second = draft_with_link(), draft_with_link()
    ProcrastinateJob.objects.all()
    before = ProcrastinateJob.objects.count()
    for draft in (first, second):
        send_draft_link(draft_id=draft.pk)
    assert ProcrastinateJob.objects.count() == before + 1


def test_asking_twice_is_one_mail_and_another_address_a_second() -> None:
    draft = draft_with_link()
    now = timezone.now()
    for _time in range(2):
        assert deliver_draft_link(draft_id=draft.pk, now=now) is None
    mail_draft_link(draft=draft, email="kim@example.org")
    deliver_draft_link(draft_id=draft.pk, now=now)
    assert [one.to for one in mail.outbox] == [["ayse@example.org"], ["kim@example.org"]]


@pytest.mark.parametrize("fate", ["deleted", "expired", "never asked"])
def test_nothing_is_mailed_for_a_draft_that_is_gone(fate: str) -> None:
    draft = draft_with() if fate == "never asked" else draft_with_link()
    if fate == "deleted":
        Draft.objects.all().delete()
    if fate == "expired":
        Draft.objects.update(expires_at=timezone.now())
    assert deliver_draft_link(draft_id=draft.pk, now=timezone.now()) is None
    assert mail.outbox == []


def test_failing_mail_server_counts_for_nothing(settings: Settings) -> None:
    draft, now = draft_with_link(), timezone.now()
    working = settings.MAILERS
    settings.MAILERS = {"default": {"BACKEND": "tests.applications.mails.test_drafts.Refusing"}}
    with pytest.raises(SMTPRecipientsRefused):
        deliver_draft_link(draft_id=draft.pk, now=now)
    settings.MAILERS = working
    deliver_draft_link(draft_id=draft.pk, now=now)
    assert len(mail.outbox) == 1


class Refusing:
    """A mail server that refuses every address for now."""

    def __init__(self, **_options: object) -> None:
        pass

    def send_messages(self, messages: list[EmailMessage]) -> int:
        raise SMTPRecipientsRefused({messages[0].to[0]: (450, b"later")})


def test_reminder_comes_once_three_days_before_the_draft_ends() -> None:
    draft_with_mailed_link(NOON)
    assert remind_at(NOON + timedelta(days=10, hours=23)) == 0
    assert remind_at(NOON + timedelta(days=11, minutes=1)) == 1
    assert remind_at(NOON + timedelta(days=12)) == 0
    sent = mail.outbox[0]
    assert sent.subject == "Not sent yet: Operations Technician (d/f/m) – Verein Musterwolke e. V."
    assert "You have started an application" in sent.body


def remind_at(now: datetime) -> int:
    with time_machine.travel(now, tick=False):
        return send_draft_reminders(now=now)


def test_reminder_comes_three_days_before_the_deadline_if_that_is_sooner() -> None:
    posting = published(closes_at=NOON + timedelta(days=8), now=NOON - timedelta(days=1))
    draft_with_mailed_link(NOON, posting=posting)
    assert remind_at(NOON + timedelta(days=4)) == 0
    assert remind_at(NOON + timedelta(days=5, minutes=1)) == 1
    assert (
        "Applications are accepted until 1 December 2026 at 12:00 (Berlin time)."
        in mail.outbox[0].body
    )


def test_reminder_goes_only_to_who_had_the_link_mailed() -> None:
    with time_machine.travel(NOON, tick=False):
        draft_with()
        draft_with_link("other@example.org")
    draft_with_mailed_link(NOON)
    assert remind_at(NOON + timedelta(days=12)) == 1
    assert [one.to for one in mail.outbox] == [["ayse@example.org"]]


def test_reminder_goes_to_the_address_that_asked_not_to_the_one_typed_since() -> None:
    draft = draft_with_mailed_link(NOON)
    save_typed_values(
        draft=draft,
        typed=TypedForm({"email": "victim@example.org"}, draft.edition, "en"),
        now=NOON,
    )
    assert remind_at(NOON + timedelta(days=12)) == 1
    assert mail.outbox[0].to == ["ayse@example.org"]


def test_nobody_is_reminded_of_a_closed_posting_or_too_soon() -> None:
    with time_machine.travel(NOON - timedelta(hours=1), tick=False):
        posting = published()
    draft_with_mailed_link(NOON, posting=posting)
    draft_with_mailed_link(
        NOON + timedelta(days=11, hours=12), email="kim@example.org", expires_at=NOON
    )
    with time_machine.travel(NOON + timedelta(days=10), tick=False):
        close_posting(posting=posting, actor=None, reason="filled", now=timezone.now())
    assert remind_at(NOON + timedelta(days=12)) == 0


def test_refused_address_keeps_nobody_else_waiting(settings: Settings) -> None:
    draft_with_mailed_link(NOON)
    draft_with_mailed_link(NOON, email="kim@example.org")
    working = settings.MAILERS
    settings.MAILERS = {"default": {"BACKEND": "tests.applications.mails.test_drafts.Refusing"}}
    assert remind_at(NOON + timedelta(days=12)) == 0
    settings.MAILERS = working
    assert remind_at(NOON + timedelta(days=12, hours=1)) == 2


def test_job_reminds_and_deletes() -> None:
    draft_with_mailed_link(NOON)
    with time_machine.travel(NOON, tick=False):
        DraftFactory(expires_at=NOON + timedelta(days=1))
    with time_machine.travel(NOON + timedelta(days=12), tick=False):
        remind_and_expire_drafts(timestamp=0)
    assert (Draft.objects.count(), len(mail.outbox)) == (1, 1)
