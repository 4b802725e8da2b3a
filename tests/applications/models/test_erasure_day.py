"""The day of the erasure: one rule in Python and in the database."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from applications.enums import HoldReason, Stage
from applications.models import Application
from applications.models.erasure_day import erasure_day, filter_erased_by, filter_held
from tests.applications.factories import ApplicationFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
frozen = time_machine.travel(NOW, tick=False)
END_OF_AUGUST = datetime(2026, 8, 31, 12, 0, tzinfo=UTC)
DECIDED = {"stage": Stage.REJECTED, "decided_at": END_OF_AUGUST}


@frozen
@pytest.mark.parametrize(
    "fields",
    [
        {},
        DECIDED,
        # Short before midnight in Berlin, and short after.
        DECIDED | {"decided_at": datetime(2026, 8, 30, 21, 59, tzinfo=UTC)},
        DECIDED | {"decided_at": datetime(2026, 8, 30, 22, 0, tzinfo=UTC)},
        DECIDED | {"pool_consent_at": NOW, "pool_until": NOW + timedelta(days=300)},
        DECIDED | {"pool_consent_at": END_OF_AUGUST, "pool_until": NOW},
        DECIDED | {"erasure_requested_at": NOW},
        {"stage": Stage.WITHDRAWN, "decided_at": END_OF_AUGUST, "erasure_requested_at": NOW},
        {"erasure_requested_at": NOW},
        {"pool_consent_at": NOW, "pool_until": NOW + timedelta(days=300)},
    ],
)
def test_day_is_the_same_in_the_database(fields: dict[str, object]) -> None:
    application = ApplicationFactory(cv=False)
    Application.objects.filter(pk=application.pk).update(**fields)
    application.refresh_from_db()
    in_database = Application.objects.values_list(erasure_day(), flat=True).get()
    assert in_database == application.retained_until


@frozen
@pytest.mark.parametrize(("day", "count"), [(date(2027, 2, 27), 0), (date(2027, 2, 28), 1)])
def test_those_that_are_erased_by_a_day_are_found(day: date, count: int) -> None:
    for hold in ("", HoldReason.CLAIM):
        application = ApplicationFactory(cv=False)
        Application.objects.filter(pk=application.pk).update(**DECIDED, hold_reason=hold)
    assert filter_erased_by(Application.objects.all(), day).count() == count
    assert filter_held(Application.objects.all()).count() == 1


def test_what_is_kept_for_legal_reasons_is_found_by_an_index() -> None:
    ApplicationFactory(cv=False)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        found = filter_held(Application.objects.order_by()).values("pk").explain()
    assert "application_on_legal_hold" in found
