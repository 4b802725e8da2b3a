"""What the health command, /readyz and the admin know of background work."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from applications.tasks import send_receipt
from careers.background_jobs.faults import Fault, find_faults
from tests.clock import database_now

pytestmark = pytest.mark.django_db


NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def see_worker(at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [at])


def faults_after(now: datetime, *minutes: int) -> list[list[Fault]]:
    return [find_faults(now + timedelta(minutes=each)) for each in minutes]


def test_worker_that_was_never_seen_is_a_fault() -> None:
    assert find_faults(NOW) == ["worker"]
    see_worker(NOW - timedelta(seconds=119))
    assert find_faults(NOW) == []


def test_worker_that_was_not_seen_for_two_minutes_is_a_fault() -> None:
    see_worker(NOW - timedelta(seconds=121))
    assert find_faults(NOW) == ["worker"]


def test_job_that_waits_for_ten_minutes_is_a_fault() -> None:
    now = database_now()
    see_worker(now + HOUR)
    send_receipt.defer(application_id=0)
    assert faults_after(now, 9, 11) == [[], ["queue"]]


def test_job_waits_from_when_it_is_due() -> None:
    see_worker(NOW + 2 * HOUR)
    send_receipt.configure(schedule_at=NOW + HOUR).defer(application_id=0)
    assert faults_after(NOW, 69, 71) == [[], ["queue"]]


def test_command_fails_and_says_why() -> None:
    with pytest.raises(CommandError) as error:
        call_command("worker_health")
    assert str(error.value) == "no worker was seen for 0:02:00."
    see_worker(timezone.now())
    call_command("worker_health")


def test_readyz_names_what_is_degraded_and_stays_ready(client: Client) -> None:
    answer = client.get("/readyz")
    expected = {"ready": True, "failing": [], "degraded": ["worker"]}
    assert (answer.status_code, answer.json()) == (200, expected)
    see_worker(timezone.now())
    assert client.get("/readyz").json() == expected | {"degraded": []}
