"""The worker killed in the middle of a job, and cut off from its database."""

import os
import signal
import time
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from applications.models import Application
from faults.audit import RECEIPT, find_open_jobs
from faults.database import IMMEDIATE
from faults.places import DELETED, HALF_WRITTEN, WORKER
from faults.scene import Scene, case, worker_process
from faults.waiting import wait_until

PREVIEW, ERASURE = "applications.make_preview", "applications.erase_due"
TAKEN_UP = 170.0
"""Seconds within which the jobs of a dead worker are done by the next one, see docs/operations.md."""
LONG_AGO = timedelta(days=400)


def wait_for_jobs(scene: Scene, task: str, keys: set[int]) -> None:
    """Until these jobs are done, and note how long that took."""
    wait_until(lambda: not keys & find_open_jobs(task), TAKEN_UP, f"{len(keys)} jobs of {task}")
    scene.recovered = time.monotonic() - scene.healed


def kill_worker(scene: Scene) -> None:
    """Kill -9; what keeps it running starts another one."""
    os.kill(worker_process(scene.stack), signal.SIGKILL)
    scene.heal()


@case(
    "mail-job-killed",
    "kill -9 of the worker while two mails are being handed over, taken already and not",
)
def kill_mail_job(scene: Scene) -> None:
    server = scene.stack.mailbox.server
    for place in ("RCPT", "DATA"):
        server.begun, server.stalls_at = 0, place
        wait_until(lambda: server.begun > 1, TAKEN_UP, "two mails are on their way")
        keys = find_open_jobs(RECEIPT)
        kill_worker(scene)
        server.stalls_at = ""
        wait_for_jobs(scene, RECEIPT, keys)


@case("preview-job-killed", "kill -9 of the worker that has written half of a page of a preview")
def kill_preview_job(scene: Scene) -> None:
    number = scene.catch(WORKER, HALF_WRITTEN)
    keys = find_running_jobs(PREVIEW)
    os.kill(number, signal.SIGKILL)
    scene.heal()
    wait_for_jobs(scene, PREVIEW, keys)


def find_running_jobs(task: str) -> set[int]:
    from procrastinate.contrib.django.models import ProcrastinateJob

    running = ProcrastinateJob.objects.filter(status="doing", task_name=task)
    return {*running.values_list("pk", flat=True)}


@case(
    "purge-job-killed",
    "kill -9 of the worker that erases ten applications, after the first file went",
)
def kill_purge_job(scene: Scene) -> None:
    due = [one.email for one in scene.load.acknowledged[:10]]
    Application.objects.filter(email__in=due).update(
        stage="rejected", decided_at=timezone.now() - LONG_AGO
    )
    scene.erased |= {*due}
    call_command("procrastinate", "defer", ERASURE, '{"timestamp": 0}', verbosity=0)
    number = scene.catch(WORKER, DELETED)
    keys = find_open_jobs(ERASURE)
    os.kill(number, signal.SIGKILL)
    scene.heal()
    wait_for_jobs(scene, ERASURE, keys)
    left = Application.objects.filter(email__in=due).count()
    scene.expect(not left, f"{left} applications were not erased")


@case(
    "worker-database",
    "PostgreSQL restarted (immediate); seconds until the worker sends a receipt again",
)
def cut_off_worker(scene: Scene) -> None:
    scene.stack.database.restart(IMMEDIATE)
    scene.heal()
    scene.stack.mailbox.wait_for_next()
    scene.recovered = time.monotonic() - scene.healed
