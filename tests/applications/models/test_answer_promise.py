"""The promised day of an answer: one rule in Python and in the database."""

from datetime import UTC, date, datetime

import pytest

from applications.enums import Stage
from applications.models import Application
from applications.models.answer_promise import answer_promised_on, with_promised_day
from tests.applications.factories import ApplicationFactory
from tests.careers.factories import published

pytestmark = pytest.mark.django_db
MIDNIGHT_IN_BERLIN = datetime(2026, 10, 23, 22, 0, tzinfo=UTC)


def applied(answer_days: int | None, at: datetime, **fields: object) -> Application:
    posting = published(answer_days=answer_days, now=datetime(2026, 10, 1, tzinfo=UTC))
    return ApplicationFactory(posting=posting, submitted_at=at, cv=False, **fields)


@pytest.mark.parametrize(
    ("minute", "day"),
    [(59, date(2026, 10, 26)), (0, date(2026, 10, 27))],
    ids=["before midnight", "at midnight"],
)
def test_days_are_those_of_the_portal_also_when_the_clock_is_set_back(
    minute: int, day: date
) -> None:
    at = MIDNIGHT_IN_BERLIN.replace(hour=21 if minute else 22, minute=minute)
    application = applied(3, at)
    in_database = with_promised_day(Application.objects.all()).values_list("promised_on", flat=True)
    assert [answer_promised_on(application), *in_database] == [day, day]


@pytest.mark.parametrize(
    ("answer_days", "stage"), [(None, Stage.RECEIVED), (0, Stage.RECEIVED), (3, Stage.INTERVIEW)]
)
def test_without_a_promise_or_after_an_answer_there_is_no_day(
    answer_days: int | None, stage: Stage
) -> None:
    application = applied(answer_days, MIDNIGHT_IN_BERLIN, stage=stage)
    assert answer_promised_on(application) is None
    assert not with_promised_day(Application.objects.all()).exists()
