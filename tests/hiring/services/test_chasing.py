"""Requests that chase themselves: once, after their days, and never when it makes no sense."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from applications.enums import DocumentKind, Stage
from applications.models import Application, DocumentRequest
from hiring.enums import Occasion, OutgoingState
from hiring.models import AnswerVerdict, MailTemplate, OutgoingMail, RequestMail
from hiring.services import chasing
from hiring.services.chasing import find_unanswered, remind_of_request, remind_of_requests
from hiring.services.decisions import Choice, decide, take_back_decision
from hiring.services.document_answers import return_answer
from hiring.services.document_requests import Wanted, ask_for_document
from hiring.services.own_letters import write_letter
from hiring.services.sending import send_outgoing_mail
from hiring.services.settling import take_back_mail
from tests.applications.factories import ApplicationFactory
from tests.hiring.factories import NOW, letter, rejection_reason, template_of

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
WEEK = timedelta(days=7)
DUE = NOW + WEEK
LEAVES = DUE + timedelta(hours=1)


@pytest.fixture(autouse=True)
def templates() -> None:
    template_of(Occasion.REQUEST)
    template_of(Occasion.REQUEST_REMINDER)


def asked(application: Application | None = None, now: datetime = NOW) -> DocumentRequest:
    """A request whose mail was sent."""
    mail = ask_for_document(
        application=application or ApplicationFactory(language="en"),
        wanted=Wanted(DocumentKind.CERTIFICATE, "C1"),
        letter=letter(occasion=Occasion.REQUEST, send_after=now),
        actor=None,
        now=now,
    )
    send_outgoing_mail(mail_id=mail.pk, now=now)
    return DocumentRequest.objects.latest("pk")


def reminders() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(occasion=Occasion.REQUEST_REMINDER))


def send_all(now: datetime = LEAVES) -> list[OutgoingState | None]:
    return [send_outgoing_mail(mail_id=mail.pk, now=now) for mail in reminders()]


def test_reminder_leaves_after_its_days_and_is_noted_when_it_was_sent() -> None:
    request = asked()
    assert remind_of_requests(DUE - timedelta(seconds=1)) == 0
    assert remind_of_requests(DUE) == 1
    (mail,) = reminders()
    assert (mail.language, mail.written_by, mail.send_after) == ("en", None, LEAVES)
    request.refresh_from_db()
    assert request.reminded_at is None
    assert send_all() == [OutgoingState.SENT]
    request.refresh_from_db()
    assert request.reminded_at == LEAVES


def test_nobody_is_reminded_twice() -> None:
    asked()
    assert [remind_of_requests(DUE), remind_of_requests(DUE)] == [1, 0]
    send_all()
    assert remind_of_requests(DUE + 10 * WEEK) == 0
    assert len(reminders()) == 1


class Killed(BaseException):
    """What a worker that is killed leaves behind: nothing is caught, and nothing noted."""


def test_run_whose_worker_dies_is_taken_up_without_doubling(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = asked(), asked()

    def write_and_die(**values: Any) -> OutgoingMail:
        mail = write_letter(**values)
        if mail.application == second.application:
            raise Killed
        return mail

    with monkeypatch.context() as dying:
        dying.setattr(chasing, "write_letter", write_and_die)
        with pytest.raises(Killed):
            remind_of_requests(DUE)
    assert len(reminders()) == 1
    assert remind_of_requests(DUE) == 1
    about = RequestMail.objects.filter(is_reminder=True).values_list("request", flat=True)
    assert [*about] == [first.pk, second.pk]


def test_database_refuses_a_second_reminder() -> None:
    request = asked()
    first = remind_of_request(request=request, now=DUE)
    assert first is not None
    other = OutgoingMail.objects.exclude(pk=first.pk).get()
    RequestMail.objects.filter(mail=other).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        RequestMail.objects.create(mail=other, kind="cv", is_reminder=True, request=request)
    RequestMail.objects.create(mail=other, kind="cv", request=request)


def test_reminder_that_was_taken_back_is_not_written_again() -> None:
    request = asked()
    mail = remind_of_request(request=request, now=DUE)
    assert mail is not None
    take_back_mail(mail=mail, now=DUE)
    assert remind_of_requests(DUE) == 0
    request.refresh_from_db()
    assert request.reminded_at is None


CHANGES: dict[str, dict[str, object]] = {
    "withdrawn": {"stage": Stage.WITHDRAWN, "decided_at": DUE},
    "decided": {"stage": Stage.REJECTED, "decided_at": DUE},
    "erasure requested": {"erasure_requested_at": DUE},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nobody_is_reminded_whose_application_is_over(change: dict[str, object]) -> None:
    request, other = asked(), asked()
    Application.objects.filter(pk=request.application_id).update(**change)
    assert [*find_unanswered(DUE)] == [other]
    assert remind_of_request(request=request, now=DUE) is None


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_reminder_that_waits_does_not_leave_when_it_is_over(change: dict[str, object]) -> None:
    asked()
    remind_of_requests(DUE)
    Application.objects.update(**change)
    assert send_all() == [OutgoingState.CANCELLED]
    assert DocumentRequest.objects.get().reminded_at is None


def test_reminder_that_a_rejection_overtook_leaves_when_that_is_taken_back() -> None:
    request = asked()
    remind_of_requests(DUE)
    choice = Choice(Stage.REJECTED, rejection_reason())
    decision = decide(
        application=request.application, choice=choice, letter=letter(), actor=None, now=DUE
    )
    assert send_all() == [OutgoingState.CANCELLED]
    assert remind_of_requests(DUE) == 0
    take_back_decision(decision=decision, now=DUE)
    assert [remind_of_requests(DUE), remind_of_requests(DUE)] == [1, 0]
    assert send_all()[-1] == OutgoingState.SENT


def test_answer_that_was_to_be_returned_can_be_judged_when_a_rejection_overtook_that() -> None:
    request = asked()
    DocumentRequest.objects.update(answered_at=NOW)
    mail = return_answer(request=request, reason="Seite 2 fehlt", actor=None, now=DUE)
    choice = Choice(Stage.REJECTED, rejection_reason())
    decide(application=request.application, choice=choice, letter=letter(), actor=None, now=DUE)
    assert send_outgoing_mail(mail_id=mail.pk, now=LEAVES) == OutgoingState.CANCELLED
    assert not AnswerVerdict.objects.exists()


def test_who_has_answered_is_not_reminded() -> None:
    first, second = asked(), asked()
    DocumentRequest.objects.filter(pk=first.pk).update(answered_at=NOW)
    assert remind_of_requests(DUE) == 1
    DocumentRequest.objects.filter(pk=second.pk).update(answered_at=DUE)
    assert send_all() == [OutgoingState.CANCELLED]


def test_nobody_is_reminded_while_a_rejection_waits() -> None:
    request = asked()
    choice = Choice(Stage.REJECTED, rejection_reason())
    decide(application=request.application, choice=choice, letter=letter(), actor=None, now=NOW)
    assert remind_of_requests(DUE) == 0


def test_asking_again_begins_the_days_anew_once() -> None:
    request = asked()
    DocumentRequest.objects.update(answered_at=NOW)
    mail = return_answer(request=request, reason="Seite 2 fehlt", actor=None, now=DUE)
    send_outgoing_mail(mail_id=mail.pk, now=LEAVES)
    assert remind_of_requests(LEAVES + WEEK - timedelta(seconds=1)) == 0
    assert [remind_of_requests(LEAVES + WEEK), remind_of_requests(LEAVES + 2 * WEEK)] == [1, 0]


def test_requests_of_the_release_before_are_left_alone() -> None:
    ApplicationFactory().document_requests.create(kind="cv", at=NOW, told_at=NOW)
    assert remind_of_requests(DUE) == 0


def test_days_are_a_setting_and_none_switches_it_off(settings: Settings) -> None:
    asked()
    settings.REQUEST_REMINDER_DAYS = 0
    assert remind_of_requests(DUE + 10 * WEEK) == 0
    settings.REQUEST_REMINDER_DAYS = 3
    assert remind_of_requests(NOW + timedelta(days=3)) == 1


def test_what_cannot_be_written_keeps_none_of_the_others_back() -> None:
    asked(ApplicationFactory(language="de"))
    asked(ApplicationFactory(language="en"))
    rows = MailTemplate.objects.filter(occasion=Occasion.REQUEST_REMINDER)
    rows.update(body_de="")
    assert remind_of_requests(DUE) == 1
    assert [mail.language for mail in reminders()] == ["en"]
