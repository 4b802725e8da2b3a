"""Decisions from the first thought to the announcement; every refusal beside what succeeds."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from applications.enums import Stage
from applications.models import Application, Message, StageChange
from hiring.enums import NEXT_DECISION_STATES, Announcement, DecisionState, OutgoingState
from hiring.models import Decision, OutgoingMail
from hiring.services.decisions import (
    Choice,
    DecisionRefused,
    announce_decision,
    apply_decision,
    change_state,
    decide,
    prepare_decision,
    take_back_decision,
)
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.hiring.factories import NOW, letter, rejection_reason

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


def rejection() -> Choice:
    return Choice(Stage.REJECTED, rejection_reason(), "Nach dem Gespräch")


def reject(application: Application) -> Decision:
    return decide(
        application=application, choice=rejection(), letter=letter(), actor=hr_manager(), now=NOW
    )


def facts(application: Application) -> tuple[str, object, int]:
    """What the applicant's page and the retention time go by."""
    application.refresh_from_db()
    return application.stage, application.decided_at, application.stage_changes.count()


def test_pending_decision_changes_nothing_for_the_applicant() -> None:
    application = ApplicationFactory()
    decision = prepare_decision(application=application, choice=rejection(), actor=None, now=NOW)
    assert decision.state == DecisionState.PENDING
    assert facts(application) == (Stage.RECEIVED, None, 0)
    assert OutgoingMail.objects.count() == 0


def test_pending_decision_takes_the_place_of_the_one_before() -> None:
    application = ApplicationFactory()
    first = prepare_decision(application=application, choice=rejection(), actor=None, now=NOW)
    second = prepare_decision(
        application=application, choice=Choice(Stage.INTERVIEW), actor=None, now=NOW
    )
    first.refresh_from_db()
    assert (first.state, second.state) == (DecisionState.TAKEN_BACK, DecisionState.PENDING)


def test_decision_with_a_letter_waits_for_its_mail() -> None:
    application = ApplicationFactory()
    decision = reject(application)
    assert decision.state == DecisionState.DECIDED
    assert decision.mail is not None
    assert (decision.mail.state, decision.mail.send_after) == (
        OutgoingState.WAITING,
        NOW + timedelta(minutes=60),
    )
    assert facts(application) == (Stage.RECEIVED, None, 0)


def test_decision_without_a_letter_is_announced_at_once() -> None:
    application = ApplicationFactory()
    decision = decide(application=application, choice=rejection(), letter=None, actor=None, now=NOW)
    assert (decision.state, decision.announcement, decision.announced_at) == (
        DecisionState.ANNOUNCED,
        Announcement.WITHOUT_MAIL,
        NOW,
    )
    assert facts(application) == (Stage.REJECTED, NOW, 1)


def test_announced_decision_moves_the_application_and_begins_its_retention() -> None:
    application = ApplicationFactory()
    decision = reject(application)
    announce_decision(decision=decision, announcement=Announcement.MAIL, now=LATER)
    assert facts(application) == (Stage.REJECTED, LATER, 1)
    change = StageChange.objects.get()
    assert (change.at, change.by, change.reason) == (LATER, decision.by, "Nach dem Gespräch")


def test_taking_back_cancels_the_mail_and_leaves_the_application_where_it_was() -> None:
    application = ApplicationFactory()
    decision = reject(application)
    take_back_decision(decision=decision, now=NOW)
    decision.refresh_from_db()
    assert decision.state == DecisionState.TAKEN_BACK
    assert OutgoingMail.objects.get().state == OutgoingState.CANCELLED
    assert facts(application) == (Stage.RECEIVED, None, 0)
    assert Message.objects.count() == 0


@pytest.mark.parametrize("state", [OutgoingState.SENDING, OutgoingState.SENT])
def test_decision_whose_mail_left_is_not_taken_back(state: OutgoingState) -> None:
    decision = reject(ApplicationFactory())
    sending = {"sending_since": NOW} if state == OutgoingState.SENDING else {"ended_at": NOW}
    OutgoingMail.objects.update(state=state, **sending)
    with pytest.raises(DecisionRefused):
        take_back_decision(decision=decision, now=NOW)
    decision.refresh_from_db()
    assert decision.state == DecisionState.DECIDED


def test_application_with_a_decision_on_its_way_gets_no_other() -> None:
    application = ApplicationFactory()
    reject(application)
    with pytest.raises(DecisionRefused, match="unterwegs"):
        prepare_decision(
            application=application, choice=Choice(Stage.INTERVIEW), actor=None, now=NOW
        )
    assert Decision.objects.count() == 1


def test_database_keeps_a_second_live_decision_out() -> None:
    application = ApplicationFactory()
    reject(application)
    with pytest.raises(IntegrityError, match="decision_live_once"), transaction.atomic():
        Decision.objects.create(application=application, to_stage=Stage.INTERVIEW, at=NOW)


def test_rejection_needs_a_reason_and_an_invitation_none() -> None:
    application = ApplicationFactory()
    with pytest.raises(DecisionRefused, match="braucht einen Grund"):
        prepare_decision(
            application=application, choice=Choice(Stage.REJECTED), actor=None, now=NOW
        )
    prepare_decision(application=application, choice=Choice(Stage.INTERVIEW), actor=None, now=NOW)
    assert Decision.objects.get().to_stage == Stage.INTERVIEW


def test_move_outside_of_the_table_is_refused() -> None:
    application = ApplicationFactory()
    with pytest.raises(DecisionRefused, match="von dort nicht in die Phase"):
        prepare_decision(application=application, choice=Choice(Stage.HIRED), actor=None, now=NOW)
    assert Decision.objects.count() == 0


def test_application_whose_author_wants_erasure_is_not_decided_on() -> None:
    application = ApplicationFactory(erasure_requested_at=NOW)
    with pytest.raises(DecisionRefused, match="Löschung"):
        prepare_decision(application=application, choice=rejection(), actor=None, now=NOW)


def test_pending_decision_that_the_application_has_left_behind_is_not_applied() -> None:
    application = ApplicationFactory()
    decision = prepare_decision(
        application=application, choice=Choice(Stage.INTERVIEW), actor=None, now=NOW
    )
    Application.objects.update(stage=Stage.WITHDRAWN, decided_at=NOW)
    with pytest.raises(DecisionRefused, match="von dort nicht in die Phase"):
        apply_decision(decision=decision, letter=None, actor=None, now=NOW)
    decision.refresh_from_db()
    assert decision.state == DecisionState.PENDING


@pytest.mark.parametrize(("before", "after"), [*product(DecisionState, DecisionState)])
def test_states_follow_the_one_table(before: DecisionState, after: DecisionState) -> None:
    decision = Decision(application=ApplicationFactory(), to_stage=Stage.INTERVIEW, at=NOW)
    announced = {"announced_at": NOW, "announcement": Announcement.MAIL}
    decision.state = before
    if before == DecisionState.ANNOUNCED:
        decision.announced_at, decision.announcement = NOW, Announcement.MAIL
    decision.save()
    columns = announced if after == DecisionState.ANNOUNCED else {}
    if after in NEXT_DECISION_STATES[before]:
        change_state(decision, after, **columns)
        assert Decision.objects.get().state == after
    else:
        with pytest.raises(DecisionRefused):
            change_state(decision, after, **columns)
        assert Decision.objects.get().state == before


def test_procedure_is_ended_by_no_hand_but_by_its_own_service() -> None:
    application = ApplicationFactory()
    for reason in (None, rejection_reason()):
        with pytest.raises(DecisionRefused):
            prepare_decision(
                application=application, choice=Choice(Stage.ENDED, reason), actor=None, now=NOW
            )
    choice = Choice(Stage.ENDED, rejection_reason("not_decided"))
    assert prepare_decision(application=application, choice=choice, actor=None, now=NOW).pk
