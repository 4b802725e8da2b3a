"""procrastinate's own command; its worker counts for Prometheus, too."""

from typing import Any

from django.conf import settings
from procrastinate.contrib.django.management.commands import procrastinate


class Command(procrastinate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if options.get("command") == "worker" and settings.METRICS_ADDRESS:
            from config.metrics.serving import start_metrics

            start_metrics(settings.METRICS_ADDRESS, settings.METRICS_FOLDER, of_installation=False)
        super().handle(*args, **options)
