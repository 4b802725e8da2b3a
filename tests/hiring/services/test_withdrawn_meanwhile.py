"""A withdrawal ends what waits in its own transaction: no order of clocks lets a rejection leave."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from applications.enums import Stage
from applications.models import Application
from applications.services.erasure_requests import request_erasure
from applications.services.follow_up import withdraw_application
from hiring.enums import DecisionState, Occasion, OutgoingState
from hiring.mails.handover import Answer, Handover
from hiring.models import Decision, OutgoingMail
from hiring.services.decisions import Choice, decide, prepare_decision
from hiring.services.sending import (
    begin_sending,
    lock_mail_and_application,
    note_handover,
    send_outgoing_mail,
)
from hiring.services.settling import confirm_arrival
from tests.applications.factories import ApplicationFactory
from tests.hiring.factories import NOW, letter, rejection_reason, waiting_mail
from tests.smtp import SmtpServer

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
DUE = NOW + timedelta(minutes=61)
CLOCKS = [NOW - timedelta(milliseconds=40), NOW, NOW + timedelta(milliseconds=40)]


def decided(to: Stage = Stage.REJECTED, **fields: object) -> Decision:
    """A decision whose mail waits."""
    reason = rejection_reason() if to == Stage.REJECTED else None
    application = ApplicationFactory(**fields)
    choice = Choice(to, reason)
    return decide(application=application, choice=choice, letter=letter(), actor=None, now=NOW)


def withdraw(at: datetime = NOW) -> None:
    withdraw_application(application=Application.objects.get(), reason="", now=at)


def states() -> tuple[str, str]:
    return Decision.objects.get().state, OutgoingMail.objects.get().state


def start_sending(mail: OutgoingMail) -> None:
    with transaction.atomic():
        locked = lock_mail_and_application(mail.pk)
        assert locked is not None
        assert begin_sending(locked, DUE)


def hear(answer: Answer) -> None:
    """The server answers."""
    with transaction.atomic():
        locked = lock_mail_and_application(OutgoingMail.objects.get().pk)
        assert locked is not None
        note_handover(locked, Handover(answer, ""), DUE)


@pytest.mark.parametrize("at", CLOCKS)
def test_decision_and_its_mail_end_with_the_withdrawal(
    smtp_server: SmtpServer, at: datetime
) -> None:
    decision = decided()
    withdraw(at)
    assert states() == (DecisionState.TAKEN_BACK, OutgoingState.CANCELLED)
    assert decision.mail_id is not None
    assert send_outgoing_mail(mail_id=decision.mail_id, now=DUE) == OutgoingState.CANCELLED
    assert smtp_server.mails == []


def test_decision_that_is_only_noted_ends_as_well() -> None:
    choice = Choice(Stage.REJECTED, rejection_reason())
    prepare_decision(application=ApplicationFactory(), choice=choice, actor=None, now=NOW)
    withdraw(CLOCKS[0])
    assert Decision.objects.get().state == DecisionState.TAKEN_BACK


def test_wish_for_erasure_ends_it_as_well() -> None:
    decided(hold_reason="claim")
    application = Application.objects.get()
    assert not request_erasure(application=application, reads_mail=True, now=CLOCKS[0])
    assert states() == (DecisionState.TAKEN_BACK, OutgoingState.CANCELLED)


@pytest.mark.parametrize("at", CLOCKS)
def test_mail_that_is_just_being_sent_ends_as_sent_and_announces_nothing(at: datetime) -> None:
    mail = decided().mail
    assert mail
    start_sending(mail)
    withdraw(at)
    hear(Answer.TAKEN)
    assert states() == (DecisionState.TAKEN_BACK, OutgoingState.SENT)
    assert Application.objects.get().stage == Stage.WITHDRAWN


def test_mail_in_doubt_can_be_said_to_have_arrived() -> None:
    mail = decided().mail
    assert mail
    start_sending(mail)
    withdraw(CLOCKS[0])
    hear(Answer.IN_DOUBT)
    confirm_arrival(mail=mail, now=DUE)
    assert states() == (DecisionState.TAKEN_BACK, OutgoingState.SENT)


@pytest.mark.parametrize("at", CLOCKS)
def test_mail_that_is_put_off_by_the_server_does_not_leave_later(
    smtp_server: SmtpServer, at: datetime
) -> None:
    mail = decided().mail
    assert mail
    start_sending(mail)
    withdraw(at)
    hear(Answer.LATER)
    later = DUE + timedelta(hours=2)
    assert send_outgoing_mail(mail_id=mail.pk, now=later) == OutgoingState.CANCELLED
    assert smtp_server.mails == []


def test_answer_that_the_law_demands_leaves(smtp_server: SmtpServer) -> None:
    mail = waiting_mail()
    OutgoingMail.objects.update(occasion=Occasion.ACCESS)
    withdraw()
    assert send_outgoing_mail(mail_id=mail.pk, now=DUE) == OutgoingState.SENT
    assert len(smtp_server.mails) == 1


@pytest.mark.parametrize("stage", [Stage.HIRED, Stage.ENDED, Stage.WITHDRAWN])
def test_mail_is_void_where_another_end_came_first(smtp_server: SmtpServer, stage: Stage) -> None:
    mail = decided().mail
    assert mail
    Application.objects.update(stage=stage, decided_at=CLOCKS[0])
    send_outgoing_mail(mail_id=mail.pk, now=DUE)
    assert states() == (DecisionState.TAKEN_BACK, OutgoingState.CANCELLED)
    assert smtp_server.mails == []


def test_mail_of_an_end_that_was_reached_already_leaves_and_hangs_nowhere(
    smtp_server: SmtpServer,
) -> None:
    mail = decided().mail
    assert mail
    Application.objects.update(stage=Stage.REJECTED, decided_at=NOW)
    assert send_outgoing_mail(mail_id=mail.pk, now=DUE) == OutgoingState.SENT
    assert states() == (DecisionState.TAKEN_BACK, OutgoingState.SENT)
    assert Application.objects.get().decided_at == NOW
    assert len(smtp_server.mails) == 1


def test_step_back_from_an_end_is_announced(smtp_server: SmtpServer) -> None:
    """The table of moves leads from hired to an offer again."""
    mail = decided(Stage.OFFER, stage=Stage.HIRED, decided_at=NOW).mail
    assert mail
    send_outgoing_mail(mail_id=mail.pk, now=DUE)
    assert states() == (DecisionState.ANNOUNCED, OutgoingState.SENT)
    assert Application.objects.get().stage == Stage.OFFER
