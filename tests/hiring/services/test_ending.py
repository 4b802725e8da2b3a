"""Procedures that end without a decision: warned of, confirmed, or ended by themselves, each once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from applications.enums import HoldReason, Stage
from applications.models import Application
from hiring.enums import DecisionState, Occasion
from hiring.mails.letters import LetterRefused
from hiring.models import Decision, MailTemplate, OutgoingMail, UndecidedReminder
from hiring.services.decisions import Choice, DecisionRefused, prepare_decision
from hiring.services.ending import end_procedure, end_unconfirmed, note_reminders
from hiring.services.sending import send_outgoing_mail
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.careers.factories import published
from tests.hiring.factories import not_decided_template, rejection_reason

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
RECEIVED = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
DUE = datetime(2026, 10, 31, 2, 11, tzinfo=UTC)
A_DAY = timedelta(days=1)
MONTH = timedelta(days=30)


@pytest.fixture(autouse=True)
def template() -> MailTemplate:
    rejection_reason("not_decided")
    return not_decided_template()


def waiting(**fields: Any) -> Application:
    posting = published(now=RECEIVED - A_DAY)
    return ApplicationFactory(
        **{"posting": posting, "submitted_at": RECEIVED, "cv": False} | fields
    )


def steps() -> list[tuple[str, datetime]]:
    return list(UndecidedReminder.objects.values_list("step", "at"))


def test_each_step_is_noted_once_and_at_its_day() -> None:
    waiting()
    seen = []
    for days in range(32, -3, -1):
        note_reminders(DUE - days * A_DAY)
        seen.append(steps())
    assert [*dict.fromkeys(map(str, seen))] == [
        str([]),
        str([("first", DUE - 30 * A_DAY)]),
        str([("second", DUE - 7 * A_DAY)]),
        str([("due", DUE)]),
    ]


def test_warnings_begin_anew_when_the_day_moves_away() -> None:
    application = waiting()
    note_reminders(DUE)
    note_reminders(DUE)
    assert steps() == [("due", DUE)]
    Application.objects.filter(pk=application.pk).update(submitted_at=DUE)
    note_reminders(DUE + A_DAY)
    assert steps() == []


def test_confirmed_end_waits_in_the_outbox_and_is_announced_with_its_mail() -> None:
    application, actor = waiting(language="en"), hr_manager()
    decision = end_procedure(application=application, actor=actor, now=DUE)
    assert (decision.state, decision.to_stage) == (DecisionState.DECIDED, Stage.ENDED)
    assert decision.reason is not None
    assert (decision.reason.slug, decision.by) == ("not_decided", actor)
    sent_at = OutgoingMail.objects.get().send_after
    mail.outbox.clear()
    send_outgoing_mail(mail_id=OutgoingMail.objects.get().pk, now=sent_at)
    application.refresh_from_db()
    assert (application.stage, application.decided_at) == (Stage.ENDED, sent_at)
    assert application.retained_until == datetime(2027, 4, 30, tzinfo=UTC).date()
    assert [message.subject for message in mail.outbox] == [
        "The procedure has ended: Operations Technician"
    ]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_letter_calls_it_by_no_word_of_a_rejection(language: str) -> None:
    end_procedure(application=waiting(language=language), actor=None, now=DUE)
    letter = OutgoingMail.objects.get()
    text = f"{letter.subject} {letter.body}".casefold()
    bad = [word for word in ("absag", "ablehn", "abgelehnt", "reject", "declin") if word in text]
    assert (letter.occasion, bad) == (Occasion.NOT_DECIDED, [])


def test_what_is_not_due_or_ended_before_is_refused() -> None:
    done, early = waiting(), waiting(submitted_at=RECEIVED + A_DAY)
    end_procedure(application=done, actor=None, now=DUE)
    for application in (done, early):
        with pytest.raises(DecisionRefused):
            end_procedure(application=application, actor=None, now=DUE)
    assert OutgoingMail.objects.get().application == done


def test_unconfirmed_end_comes_thirty_days_after_it_was_asked_for_and_once() -> None:
    application = waiting()
    note_reminders(DUE)
    assert end_unconfirmed(DUE + MONTH - A_DAY) == []
    assert [one.application for one in end_unconfirmed(DUE + MONTH)] == [application]
    assert Decision.objects.get().by is None
    assert (end_unconfirmed(DUE + MONTH + A_DAY), OutgoingMail.objects.count()) == ([], 1)


def test_nothing_ends_by_itself_of_which_nobody_was_asked() -> None:
    waiting()
    assert end_unconfirmed(DUE + 12 * MONTH) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"hold_reason": HoldReason.CLAIM},
        {"stage": Stage.HIRED, "decided_at": DUE},
        {"erasure_requested_at": DUE},
    ],
    ids=["held", "decided", "only kept"],
)
def test_what_must_wait_does_not_end_by_itself(fields: dict[str, Any]) -> None:
    application = waiting()
    note_reminders(DUE)
    Application.objects.filter(pk=application.pk).update(**fields)
    assert end_unconfirmed(DUE + MONTH) == []


def test_noted_decision_gives_way() -> None:
    application = waiting()
    choice = Choice(Stage.REJECTED, rejection_reason())
    prepare_decision(application=application, choice=choice, actor=hr_manager(), now=DUE)
    note_reminders(DUE)
    end_unconfirmed(DUE + MONTH)
    found = Decision.objects.order_by("pk").values_list("to_stage", "state")
    assert list(found) == [("rejected", "taken_back"), ("ended", "decided")]


def test_without_a_letter_nothing_ends_and_it_is_said(template: MailTemplate) -> None:
    application = waiting(language="en")
    MailTemplate.objects.filter(pk=template.pk).update(body_en="")
    with pytest.raises(LetterRefused):
        end_procedure(application=application, actor=None, now=DUE)
    assert not Decision.objects.exists()
