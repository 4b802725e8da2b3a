"""How the installation is at the moment of a scrape, read from the database, the disk and what /readyz asks.

Every web process can be asked, and all say the same: rules and dashboards take the maximum.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain

from django.conf import settings
from django.db import DatabaseError, connections
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from applications.documents.scanner_faults import ScannerFault
from applications.documents.storage_faults import StorageFault
from applications.privacy.erasure import count_due_applications
from careers.background_jobs.faults import Fault
from config.health import CHECKS, list_degraded, list_failing
from config.metrics import figures
from config.metrics.series import PREFIX

type Labelled = dict[tuple[str, ...], float]

FAILING = (*CHECKS,)
DEGRADED = (*map(str, (*Fault, *StorageFault, *ScannerFault)), "keys", "backup")
FRESH_SECONDS, SLOW_SECONDS = 5.0, 60.0
"""For so long the answers are kept: several Prometheus ask, and some of the figures read whole tables."""


class Remembered:
    """What a function has said, for a number of seconds."""

    def __init__(self, read: Callable[[datetime], list[Metric]], seconds: float) -> None:
        self.read, self.seconds = read, seconds
        self.until, self.said = 0.0, list[Metric]()

    def get(self) -> list[Metric]:
        if time.monotonic() >= self.until:
            self.said = self.read(timezone.now())
            self.until = time.monotonic() + self.seconds
        return self.said


class InstallationCollector(Collector):
    """Without a database it says that, and what it knows by itself."""

    def __init__(self) -> None:
        self.parts = [Remembered(read_now, FRESH_SECONDS), Remembered(read_slowly, SLOW_SECONDS)]

    def collect(self) -> Iterator[Metric]:
        failing = list_failing()
        yield gauge(
            "failing",
            "Parts without which no page can be served.",
            name_all(FAILING, failing),
            "part",
        )
        yield gauge(
            "disk_free_bytes", "Free on the disk of the documents.", {(): read_free_bytes()}
        )
        if failing:
            return
        try:
            yield from chain.from_iterable(part.get() for part in self.parts)
        except DatabaseError:
            return  # it went away this moment; the next scrape says so
        finally:
            connections.close_all()


def read_now(now: datetime) -> list[Metric]:
    degraded = name_all(DEGRADED, list_degraded())
    return [
        gauge("degraded", "Parts that do not do their work; pages are served.", degraded, "part"),
        gauge("jobs", "Background jobs.", figures.count_jobs(), "task", "status"),
        gauge(
            "job_wait_seconds",
            "How long the oldest due job has waited.",
            figures.read_waits(now),
            "task",
        ),
        gauge("workers", "Workers seen within two minutes.", {(): figures.count_workers(now)}),
        *age("backup_age_seconds", "Since the last backup.", figures.read_backup_at(), now),
    ]


def read_slowly(now: datetime) -> list[Metric]:
    return [
        gauge("applications", "Applications.", figures.count_applications(), "stage"),
        gauge(
            "documents_withheld",
            "Documents that the virus scan holds.",
            figures.count_withheld(),
            "state",
        ),
        gauge(
            "postings_open", "Postings that take applications.", {(): figures.count_open_postings()}
        ),
        gauge("retention_due", "Applications due for erasure.", {(): count_due_applications(now)}),
    ]


def name_all(known: tuple[str, ...], found: list[str]) -> Labelled:
    """1 or 0 for each, so that a rule can tell "well" from "not asked"."""
    return {(name,): float(name in found) for name in known}


def read_free_bytes() -> float:
    try:
        return shutil.disk_usage(settings.DOCUMENTS_ROOT).free
    except OSError:
        return 0.0


def age(name: str, about: str, at: datetime | None, now: datetime) -> list[Metric]:
    """Nothing where it never happened."""
    return [gauge(name, about, {(): (now - at).total_seconds()})] if at else []


def gauge(name: str, about: str, values: Labelled, *labels: str) -> Metric:
    family = GaugeMetricFamily(f"{PREFIX}{name}", about, labels=labels)
    for key, value in values.items():
        family.add_metric(key, value)
    return family
