"""The figures of an installation, each in one query, as labels and numbers."""

from datetime import datetime

from django.conf import settings
from django.db.models import Count, DateTimeField, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from procrastinate.contrib.django.models import (
    ProcrastinateEvent,
    ProcrastinateJob,
    ProcrastinateWorker,
)

from applications.enums import WITHHELD_STATES, Stage
from applications.models import Application, Document
from careers.models import Posting
from config.backup.models import BackupRun

type Labelled = dict[tuple[str, ...], float]

UNFINISHED = ("todo", "doing", "failed")


def count_jobs() -> Labelled:
    jobs = ProcrastinateJob.objects.filter(status__in=UNFINISHED)
    rows = jobs.order_by().values_list("task_name", "status").annotate(number=Count("pk"))
    return {(task, status): number for task, status, number in rows}


def read_waits(now: datetime) -> Labelled:
    """Of each task with a due job that has not begun: how many seconds the oldest one has waited."""
    deferred = ProcrastinateEvent.objects.filter(job=OuterRef("pk"), type="deferred")
    since = Subquery(deferred.values("at")[:1], output_field=DateTimeField())
    due = ProcrastinateJob.objects.filter(status="todo").annotate(
        due_at=Coalesce("scheduled_at", since)
    )
    rows = (
        due.filter(due_at__lte=now).order_by().values_list("task_name").annotate(at=Min("due_at"))
    )
    return {(task,): (now - at).total_seconds() for task, at in rows}


def count_workers(now: datetime) -> int:
    seen = ProcrastinateWorker.objects.filter(last_heartbeat__gt=now - settings.WORKER_SILENCE)
    return seen.count()


def count_applications() -> Labelled:
    return count_by(Application.objects.all(), "stage", Stage.values)


def count_withheld() -> Labelled:
    states = [str(state) for state in WITHHELD_STATES]
    return count_by(Document.objects.filter(scan_state__in=states), "scan_state", states)


def count_by(
    rows: QuerySet[Application] | QuerySet[Document], field: str, known: list[str]
) -> Labelled:
    """Also those of which there are none."""
    found = dict(rows.order_by().values_list(field).annotate(number=Count("pk")))
    return {(value,): found.get(value, 0) for value in known}


def count_open_postings() -> int:
    return Posting.objects.open().count()


def read_backup_at() -> datetime | None:
    """From when the last good backup is; None where none is known."""
    return BackupRun.last_good()
