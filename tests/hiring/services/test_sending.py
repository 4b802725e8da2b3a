"""The outbox and a real mail server: taken, refused, not reached, in doubt."""

from datetime import datetime, timedelta

import pytest
import time_machine
from pytest_django import Settings

from applications.enums import Stage
from applications.models import Application, Message
from hiring.enums import DecisionState, OutgoingState
from hiring.models import Decision, OutgoingMail
from hiring.services.decisions import Choice, decide
from hiring.services.outbox import OutboxRefused, cancel_mail, edit_mail, send_mail_now
from hiring.services.sending import mark_doubtful, send_outgoing_mail
from tests.applications.factories import ApplicationFactory
from tests.hiring.factories import NOW, letter, rejection_reason, waiting_mail
from tests.smtp import SmtpServer, text_of
from tests.worker import run_worker

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
DUE = NOW + timedelta(minutes=61)


def send(mail: OutgoingMail, now: datetime = DUE) -> OutgoingState | None:
    state = send_outgoing_mail(mail_id=mail.pk, now=now)
    mail.refresh_from_db()
    return state


def rejected(**fields: object) -> Decision:
    """A rejection whose mail waits."""
    return decide(
        application=ApplicationFactory(**fields),
        choice=Choice(Stage.REJECTED, rejection_reason()),
        letter=letter(),
        actor=None,
        now=NOW,
    )


def test_mail_leaves_as_it_was_written_and_stands_on_the_page(smtp_server: SmtpServer) -> None:
    mail = waiting_mail()
    assert send(mail) == OutgoingState.SENT
    (sent,) = smtp_server.mails
    assert (sent["Subject"], sent["Message-ID"]) == ("Ihre Bewerbung", mail.message_id)
    assert text_of(sent).strip() == mail.body
    assert sent["Reply-To"] == mail.application.contact_email
    message = Message.objects.get()
    assert (message.subject, message.text) == (mail.subject, mail.body)


def test_mail_waits_for_its_time(smtp_server: SmtpServer) -> None:
    mail = waiting_mail()
    assert send(mail, NOW + timedelta(minutes=59)) == OutgoingState.WAITING
    assert smtp_server.mails == []
    assert send(mail, NOW + timedelta(minutes=60)) == OutgoingState.SENT


def test_decision_is_announced_when_its_mail_was_taken(smtp_server: SmtpServer) -> None:
    decision = rejected()
    assert Application.objects.get().stage == Stage.RECEIVED
    assert decision.mail
    send(decision.mail)
    decision.refresh_from_db()
    application = Application.objects.get()
    assert (decision.state, application.stage, application.decided_at) == (
        DecisionState.ANNOUNCED,
        Stage.REJECTED,
        DUE,
    )


def test_mail_that_is_refused_for_good_waits_for_somebody(smtp_server: SmtpServer) -> None:
    smtp_server.refused = {"ayse@example.org"}
    decision = rejected()
    assert decision.mail
    assert send(decision.mail) == OutgoingState.REFUSED
    assert decision.mail.answer == "550 5.1.1 No such mailbox"
    assert Application.objects.get().stage == Stage.RECEIVED
    smtp_server.refused = set()
    send_mail_now(mail=decision.mail, now=DUE)
    assert send(decision.mail) == OutgoingState.SENT
    assert Application.objects.get().stage == Stage.REJECTED


def test_mail_that_is_refused_for_now_is_tried_again_by_itself(smtp_server: SmtpServer) -> None:
    smtp_server.answers = {"ayse@example.org": "451 4.7.1 Please try again later"}
    mail = waiting_mail()
    assert send(mail) == OutgoingState.WAITING
    assert (mail.answer, mail.send_after, mail.tries) == (
        "451 4.7.1 Please try again later",
        DUE + timedelta(minutes=1),
        1,
    )
    smtp_server.answers = {}
    assert send(mail, DUE + timedelta(minutes=1)) == OutgoingState.SENT
    assert [one["Message-ID"] for one in smtp_server.mails] == [mail.message_id]


def test_mail_server_that_is_down_loses_nothing(settings: Settings) -> None:
    closed = {"host": "127.0.0.1", "port": 1, "timeout": 5}
    settings.MAILERS = {"default": {"BACKEND": "config.smtp.EmailBackend", "OPTIONS": closed}}
    mail = waiting_mail()
    assert send(mail) == OutgoingState.WAITING
    assert "refused" in mail.answer.lower()


@pytest.mark.parametrize("takes_it", [True, False])
def test_connection_that_breaks_during_the_handover_leaves_a_doubtful_mail(
    smtp_server: SmtpServer, takes_it: bool
) -> None:
    smtp_server.drop_at_data = lambda address: takes_it
    decision = rejected()
    assert decision.mail
    assert send(decision.mail) == OutgoingState.DOUBTFUL
    assert send(decision.mail, DUE + timedelta(days=1)) == OutgoingState.DOUBTFUL
    assert len(smtp_server.mails) == int(takes_it)
    assert Application.objects.get().stage == Stage.RECEIVED


def test_doubtful_mail_is_sent_again_under_its_message_id(smtp_server: SmtpServer) -> None:
    smtp_server.drop_at_data = lambda address: True
    mail = waiting_mail()
    send(mail)
    smtp_server.drop_at_data = None
    send_mail_now(mail=mail, now=DUE)
    assert send(mail) == OutgoingState.SENT
    assert [one["Message-ID"] for one in smtp_server.mails] == [mail.message_id] * 2


def test_mail_of_a_dead_worker_becomes_doubtful(smtp_server: SmtpServer) -> None:
    mail = waiting_mail()
    OutgoingMail.objects.update(state=OutgoingState.SENDING, sending_since=DUE)
    assert mark_doubtful(DUE + timedelta(seconds=89)) == 0
    assert send(mail, DUE + timedelta(seconds=89)) == OutgoingState.SENDING
    assert mark_doubtful(DUE + timedelta(seconds=90)) == 1
    assert send(mail) == OutgoingState.DOUBTFUL
    assert smtp_server.mails == []


@pytest.mark.parametrize(
    "change",
    [{"stage": Stage.WITHDRAWN, "decided_at": NOW}, {"erasure_requested_at": NOW}],
    ids=["withdrawn", "restricted"],
)
def test_applicant_who_leaves_gets_no_mail_any_more(
    smtp_server: SmtpServer, change: dict[str, object]
) -> None:
    decision = rejected()
    Application.objects.update(**change)
    assert decision.mail
    assert send(decision.mail) == OutgoingState.CANCELLED
    decision.refresh_from_db()
    assert (decision.state, smtp_server.mails) == (DecisionState.TAKEN_BACK, [])


def test_edited_mail_leaves_with_its_new_words(smtp_server: SmtpServer) -> None:
    mail = waiting_mail()
    edit_mail(mail=mail, subject="Neu", body="Anders.", send_after=NOW)
    send(mail)
    (sent,) = smtp_server.mails
    assert (sent["Subject"], text_of(sent).strip()) == ("Neu", "Anders.")
    with pytest.raises(OutboxRefused):
        edit_mail(mail=mail, subject="Zu spät", body="Zu spät.", send_after=NOW)


def test_cancelled_mail_never_leaves(smtp_server: SmtpServer) -> None:
    mail = waiting_mail()
    cancel_mail(mail=mail, now=NOW)
    assert send(mail) == OutgoingState.CANCELLED
    assert smtp_server.mails == []
    with pytest.raises(OutboxRefused):
        send_mail_now(mail=mail, now=NOW)


def test_worker_sends_what_is_due(smtp_server: SmtpServer) -> None:
    with time_machine.travel(NOW, tick=False):
        waiting_mail(send_after=NOW)
        run_worker()
    assert [one["Subject"] for one in smtp_server.mails] == ["Ihre Bewerbung"]
    assert OutgoingMail.objects.get().state == OutgoingState.SENT
