"""The worker really does what comes round by the clock, and forgets that it did."""

from datetime import timedelta

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from careers.models import PostingEvent
from careers.tasks import note_dates, remove_finished_jobs
from tests.careers.factories import past_deadline
from tests.worker import run_worker

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.dates,
]


def run_finished(age: timedelta) -> int:
    """A job that succeeded that long ago; returns its key."""
    key = note_dates.configure(queueing_lock=None).defer(timestamp=0)
    run_worker()
    assert ProcrastinateJob.objects.get(pk=key).status == "succeeded"
    with connection.cursor() as cursor:
        # By the clock of the database, which tells the age when old jobs are removed.
        cursor.execute("UPDATE procrastinate_events SET at = now() - %s", [age])
    return key


def test_worker_notes_a_deadline() -> None:
    posting = past_deadline()
    run_finished(timedelta())
    assert PostingEvent.objects.get(kind="ended").posting == posting


@pytest.mark.parametrize(("hours", "is_kept"), [(23, True), (25, False)])
def test_worker_forgets_jobs_that_succeeded_a_day_ago(hours: int, is_kept: bool) -> None:
    key = run_finished(timedelta(hours=hours))
    remove_finished_jobs.configure(queueing_lock=None).defer(timestamp=0)
    run_worker()
    assert ProcrastinateJob.objects.filter(pk=key).exists() is is_kept
