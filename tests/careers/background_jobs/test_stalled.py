"""Jobs whose worker died, beside those of workers that live."""

from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from applications.tasks import run_erasure, send_receipt
from careers.background_jobs.faults import count_stalled_jobs
from careers.background_jobs.stalled import retry_stalled_jobs
from tests.clock import database_now

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def begin(*, heartbeat: str, attempts: int = 0, task: Any = send_receipt, **args: int) -> int:
    """A job that a worker with this last sign of life has begun."""
    key = task.defer(**(args or {"application_id": 0}))
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH worker AS (INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - %s::interval) RETURNING id)"
            " UPDATE procrastinate_jobs SET status = 'doing', attempts = %s,"
            " worker_id = (SELECT id FROM worker) WHERE id = %s",
            [heartbeat, attempts, key],
        )
    return int(key)


def retry() -> int:
    with app.replace_connector(app.connector.get_worker_connector()) as worker:

        async def run() -> int:
            async with worker.open_async():
                return await retry_stalled_jobs(worker.job_manager)

        return async_to_sync(run)()


def status(key: int) -> str:
    return str(ProcrastinateJob.objects.get(pk=key).status)


def test_job_of_a_dead_worker_is_tried_again() -> None:
    key = begin(heartbeat="46 seconds")
    assert count_stalled_jobs(database_now()) == 1
    assert (retry(), status(key), count_stalled_jobs(database_now())) == (1, "todo", 0)


def test_job_of_a_slow_worker_that_lives_is_left_to_it() -> None:
    key = begin(heartbeat="40 seconds")
    assert (retry(), status(key), count_stalled_jobs(database_now())) == (0, "doing", 0)


def test_job_whose_worker_is_forgotten_is_tried_again() -> None:
    key = begin(heartbeat="0 seconds")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
    assert (retry(), status(key)) == (1, "todo")


def test_periodic_job_whose_next_one_waits_ends() -> None:
    key = begin(heartbeat="46 seconds", task=run_erasure, timestamp=0)
    waiting = run_erasure.defer(timestamp=60)
    assert (retry(), status(key), status(waiting)) == (0, "aborted", "todo")


def test_job_that_ends_each_worker_ends_some_time() -> None:
    last, often = (begin(heartbeat="46 seconds", attempts=number) for number in (99, 100))
    assert (retry(), status(last), status(often)) == (1, "todo", "failed")
