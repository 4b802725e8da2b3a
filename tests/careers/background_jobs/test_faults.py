"""What the health command, /readyz and the admin know of background work."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from applications.tasks import send_receipt
from careers.background_jobs.faults import Fault, find_faults

pytestmark = pytest.mark.django_db


def see_worker(ago: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval)",
            [ago],
        )


def faults_after(**time: int) -> list[Fault]:
    return find_faults(timezone.now() + timedelta(**time))


def test_worker_that_was_never_seen_is_a_fault() -> None:
    assert faults_after() == ["worker"]
    see_worker("119 seconds")
    assert faults_after() == []


def test_worker_that_was_not_seen_for_two_minutes_is_a_fault() -> None:
    see_worker("121 seconds")
    assert faults_after() == ["worker"]


def test_job_that_waits_for_ten_minutes_is_a_fault() -> None:
    see_worker("-1 hour")
    send_receipt.defer(application_id=0)
    assert (faults_after(minutes=9), faults_after(minutes=11)) == ([], ["queue"])


def test_job_waits_from_when_it_is_due() -> None:
    see_worker("-2 hours")
    hour = timezone.now() + timedelta(hours=1)
    send_receipt.configure(schedule_at=hour).defer(application_id=0)
    assert (faults_after(minutes=69), faults_after(minutes=71)) == ([], ["queue"])


def test_command_fails_and_says_why() -> None:
    with pytest.raises(CommandError) as error:
        call_command("worker_health")
    assert str(error.value) == "no worker was seen for 0:02:00."
    see_worker("0 seconds")
    call_command("worker_health")


def test_readyz_names_what_is_degraded_and_stays_ready(client: Client) -> None:
    answer = client.get("/readyz")
    expected = {"ready": True, "failing": [], "degraded": ["worker"]}
    assert (answer.status_code, answer.json()) == (200, expected)
    see_worker("0 seconds")
    assert client.get("/readyz").json() == expected | {"degraded": []}
