"""`worker_health`: tells by its exit code whether background work gets done."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from careers.background_jobs.faults import Fault, find_faults


class Command(BaseCommand):
    help = "Fails if no worker is alive, or if a background job waits for too long."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        sentences = {
            Fault.WORKER: f"no worker was seen for {settings.WORKER_SILENCE}",
            Fault.QUEUE: f"a job has been waiting for more than {settings.JOB_DELAY}",
        }
        faults = find_faults(timezone.now())
        if faults:
            raise CommandError("; ".join(sentences[fault] for fault in faults) + ".")
        self.stdout.write("Background work gets done.")
