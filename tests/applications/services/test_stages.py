from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from applications.enums import ALLOWED_MOVES, Stage
from applications.models import Application, StageChange
from applications.services import MoveRefused, move_application
from tests.applications.factories import ApplicationFactory, hr_manager

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-23T12:00:00+01:00")


def move(application: Application, to: Stage, reason: str = "") -> StageChange:
    return move_application(application=application, to=to, actor=None, reason=reason, now=NOW)


@pytest.mark.parametrize("before", Stage)
@pytest.mark.parametrize("after", Stage)
def test_moves_follow_the_table(before: Stage, after: Stage) -> None:
    decided = {"decided_at": NOW} if before.is_final else {}
    application = ApplicationFactory(stage=before, cv=False, **decided)
    if after in ALLOWED_MOVES[before]:
        move(application, after)
    else:
        with pytest.raises(MoveRefused):
            move(application, after)
    stored = Application.objects.get()
    assert stored.stage == (after if after in ALLOWED_MOVES[before] else before)
    assert (stored.decided_at is not None) is Stage(stored.stage).is_final


def test_table_knows_every_stage() -> None:
    assert set(ALLOWED_MOVES) == set(Stage)


def test_move_records_who_when_and_why() -> None:
    application, actor = ApplicationFactory(cv=False), hr_manager()
    change = move_application(
        application=application, to=Stage.IN_REVIEW, actor=actor, reason="passt", now=NOW
    )
    assert (change.from_stage, change.to_stage) == (Stage.RECEIVED, Stage.IN_REVIEW)
    assert (change.at, change.by, change.reason) == (NOW, actor, "passt")
    assert application.stage == Stage.IN_REVIEW


def test_move_refused_changes_and_records_nothing() -> None:
    application = ApplicationFactory(withdrawn=True, cv=False)
    with translation.override("en"), pytest.raises(MoveRefused) as refusal:
        move(application, Stage.IN_REVIEW)
    assert str(refusal.value) == (
        "The application is now “withdrawn” and cannot be moved to “in review” from there."
    )
    assert StageChange.objects.count() == 0


def test_decision_is_not_taken_back_once_erasure_was_asked_for() -> None:
    locked = ApplicationFactory(rejected=True, cv=False, erasure_requested_at=NOW)
    assert (locked.next_stages, locked.retained_until is None) == ((), False)
    with pytest.raises(MoveRefused):
        move(locked, Stage.IN_REVIEW)
    assert (Application.objects.get().stage, StageChange.objects.count()) == ("rejected", 0)
    move(ApplicationFactory(rejected=True, cv=False), Stage.IN_REVIEW)


def test_move_counts_from_the_stage_in_the_database() -> None:
    application = ApplicationFactory(cv=False)
    stale = Application.objects.get()
    move(application, Stage.REJECTED)
    with pytest.raises(MoveRefused):
        move(stale, Stage.INTERVIEW)


def test_move_back_from_a_decision_takes_its_date_away() -> None:
    application = ApplicationFactory(rejected=True, cv=False)
    move(application, Stage.IN_REVIEW)
    assert application.decided_at is None


@pytest.mark.parametrize(
    "wrong",
    [{"stage": "limbo"}, {"stage": Stage.HIRED}, {"decided_at": timezone.now()}],
)
def test_database_refuses_stages_and_dates_that_contradict(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ApplicationFactory(cv=False, **wrong)


def test_database_refuses_a_move_to_nowhere() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StageChange.objects.create(
            application=ApplicationFactory(cv=False),
            from_stage=Stage.OFFER,
            to_stage=Stage.OFFER,
            at=NOW,
        )


def test_stage_change_reads_as_from_and_to() -> None:
    assert str(StageChange(from_stage="offer", to_stage="hired")) == "offer → hired"
