"""Whether background work gets done: seen by its own command, by /readyz and on the admin's start page."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db.models import DateTimeField, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from procrastinate.contrib.django.models import (
    ProcrastinateEvent,
    ProcrastinateJob,
    ProcrastinateWorker,
)

from careers.background_jobs.stalled import SECONDS_WITHOUT_HEARTBEAT


class Fault(StrEnum):
    """What can be wrong with background work."""

    WORKER = "worker"
    """No worker was seen for settings.WORKER_SILENCE."""
    QUEUE = "queue"
    """A job should have begun settings.JOB_DELAY ago, and has not."""


def find_faults(now: datetime) -> list[Fault]:
    """The faults of background work at this moment, none if all is well."""
    faults = []
    if not is_worker_seen(now):
        faults.append(Fault.WORKER)
    due = oldest_due_at()
    if due is not None and due <= now - settings.JOB_DELAY:
        faults.append(Fault.QUEUE)
    return faults


def is_worker_seen(now: datetime) -> bool:
    """Whether any worker has written a heartbeat within settings.WORKER_SILENCE."""
    return ProcrastinateWorker.objects.filter(
        last_heartbeat__gt=now - settings.WORKER_SILENCE
    ).exists()


def oldest_due_at() -> datetime | None:
    """Since when the job that waits longest could have begun; in the future if none is due yet."""
    deferred = ProcrastinateEvent.objects.filter(job=OuterRef("pk"), type="deferred")
    since = Subquery(deferred.values("at")[:1], output_field=DateTimeField())
    waiting = ProcrastinateJob.objects.filter(status="todo")
    found = waiting.aggregate(at=Min(Coalesce("scheduled_at", since)))
    at: datetime | None = found["at"]
    return at


def count_stalled_jobs(now: datetime) -> int:
    """How many jobs are begun whose worker is dead; they are tried again within two minutes."""
    silent = now - timedelta(seconds=SECONDS_WITHOUT_HEARTBEAT)
    is_stalled = Q(worker=None) | Q(worker__last_heartbeat__lt=silent)
    return ProcrastinateJob.objects.filter(is_stalled, status="doing").count()
