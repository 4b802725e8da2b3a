"""From which day on the procedure of an application that nobody decides on is to end."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from applications.enums import OPEN_STAGES, Stage
from applications.models import Application
from careers.models import Posting
from hiring.services.decisions import Choice, decide, prepare_decision
from hiring.waiting.undecided import find_undecided, read_end_days
from tests.applications.factories import ApplicationFactory
from tests.careers.factories import published
from tests.hiring.factories import letter, rejection_reason

pytestmark = pytest.mark.django_db
PUBLISHED = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
RECEIVED = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
DEADLINE = datetime(2026, 2, 27, 23, 30, tzinfo=UTC)  # half past midnight on the 28th in Berlin
DUE = datetime(2026, 10, 31, 9, 0, tzinfo=UTC)


def applied(closes_at: datetime | None = None, **fields: Any) -> Application:
    posting = published(closes_at=closes_at, now=PUBLISHED)
    closed_at = fields.pop("closed_at", None)
    Posting.objects.filter(pk=posting.pk).update(closed_at=closed_at)
    return ApplicationFactory(
        **{"posting": posting, "submitted_at": RECEIVED, "cv": False} | fields
    )


def found(now: datetime, **more: timedelta) -> list[Application]:
    return list(find_undecided(Application.objects.all(), now, **more))


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({}, date(2026, 10, 31)),
        ({"closes_at": DEADLINE}, date(2026, 11, 28)),
        ({"closed_at": DEADLINE}, date(2026, 11, 28)),
        ({"closes_at": DEADLINE, "closed_at": RECEIVED + timedelta(days=1)}, date(2026, 11, 1)),
        ({"closes_at": DEADLINE, "closed_at": DEADLINE + timedelta(days=9)}, date(2026, 11, 28)),
        ({"closes_at": DEADLINE, "submitted_at": DEADLINE.replace(month=5)}, date(2027, 2, 28)),
    ],
    ids=["no end", "deadline", "closing", "closed early", "closed late", "came after the end"],
)
def test_months_count_from_the_end_of_the_posting_or_from_receipt(
    fields: dict[str, Any], day: date
) -> None:
    application = applied(**fields)
    assert read_end_days(Application.objects.all()) == {application.pk: day}


def test_months_are_a_setting_and_short_ones_have_a_last_day(settings: Settings) -> None:
    settings.NOT_DECIDED_MONTHS = 1
    application = applied()
    assert read_end_days(Application.objects.all()) == {application.pk: date(2026, 2, 28)}


def test_it_is_due_from_that_day_on() -> None:
    application = applied()
    before = DUE - timedelta(days=1)
    assert (found(before), found(DUE)) == ([], [application])
    assert found(before, within=timedelta(days=1)) == [application]


@pytest.mark.parametrize("stage", OPEN_STAGES)
def test_every_open_stage_counts(stage: Stage) -> None:
    application = applied(stage=stage)
    assert found(DUE) == [application]


@pytest.mark.parametrize(
    "fields",
    [
        {"stage": Stage.REJECTED, "decided_at": DUE},
        {"stage": Stage.ENDED, "decided_at": DUE},
        {"erasure_requested_at": DUE},
    ],
    ids=["rejected", "ended", "only kept"],
)
def test_what_is_decided_or_only_kept_is_not_due(fields: dict[str, Any]) -> None:
    applied(**fields)
    assert found(DUE) == []


def test_decision_on_its_way_counts_and_a_pending_one_does_not() -> None:
    application = applied()
    choice = Choice(Stage.REJECTED, rejection_reason())
    prepare_decision(application=application, choice=choice, actor=None, now=DUE)
    assert found(DUE) == [application]
    decide(application=application, choice=choice, letter=letter(), actor=None, now=DUE)
    assert found(DUE) == []
