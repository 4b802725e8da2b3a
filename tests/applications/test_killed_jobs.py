"""Jobs that mail nothing, cut off in the middle by the death of their worker."""

import contextlib
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from applications.models import Application, ErasureProof
from applications.tasks import run_erasure, run_reconciliation
from careers.tasks import note_dates, run_stalled_jobs_again
from tests.applications.factories import ApplicationFactory
from tests.worker import run_worker
from tests.worker_processes import (
    make_retries_due,
    pass_time_of_the_dead,
    running_worker,
    wait_until,
)

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@contextlib.contextmanager
def locked_tables() -> Iterator[None]:
    """Nobody else gets at what the jobs read first."""
    options = {"dbname": connection.settings_dict["NAME"], "host": connection.settings_dict["HOST"]}
    with psycopg.connect(user="postgres", port=5432, **options) as other:
        other.execute(
            "LOCK applications_application, applications_document, careers_posting, careers_edition"
        )
        yield
        other.rollback()


def test_job_of_a_killed_worker_is_done_by_the_next() -> None:
    ApplicationFactory(withdrawn=True, erasure_requested_at=timezone.now())
    keys = [task.defer(timestamp=0) for task in (run_erasure, run_reconciliation, note_dates)]
    jobs = ProcrastinateJob.objects.filter(pk__in=keys)
    with locked_tables(), running_worker(concurrency=10) as worker:
        wait_until(lambda: jobs.filter(status="doing").count() == len(keys))
        worker.kill()
    pass_time_of_the_dead()
    with contextlib.suppress(AlreadyEnqueued):
        run_stalled_jobs_again.defer(timestamp=0)
    run_worker()
    make_retries_due()  # with --clock, "now" of this process may lie years ahead of PostgreSQL's
    run_worker()
    done = list(jobs.order_by("pk").values_list("attempts", flat=True))
    ended = set(jobs.values_list("status", flat=True))
    assert ended <= {"succeeded", "aborted"}  # aborted: the next one of its kind waited already
    assert (len(done), Application.objects.count(), ErasureProof.objects.count()) == (3, 0, 1)
