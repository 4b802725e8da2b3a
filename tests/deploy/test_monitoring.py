"""Alert rules and dashboard against a real Prometheus that scrapes the real site and a real worker."""

import contextlib
import json
import re
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import connection
from django.utils import timezone

from applications.tasks import send_receipt
from tests.applications.factories import ApplicationFactory
from tests.config.page_cache.servers import running_site
from tests.deploy.prometheus import IS_THERE, MONITORING, Prometheus, running_prometheus
from tests.smtp import SmtpServer
from tests.web_server import find_free_port
from tests.worker_processes import Worker, running_worker, wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not IS_THERE, reason="needs Debian's package prometheus"),
]
WITHOUT_DATA = {"min(offene_stelle_backup_age_seconds)"}
"""Queries of the dashboard that say nothing here, as there is no backup."""


class Watched(NamedTuple):
    prometheus: Prometheus
    worker: Worker


@pytest.fixture
def watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, smtp_server: SmtpServer
) -> Iterator[Watched]:
    web, worker_port = find_free_port(), find_free_port()
    monkeypatch.setenv("METRICS_ADDRESS", f"tcp:127.0.0.1:{worker_port}")
    monkeypatch.setenv("METRICS_FOLDER", str(tmp_path / "worker"))
    variables = {
        "METRICS_ADDRESS": f"tcp:127.0.0.1:{web}",
        "METRICS_FOLDER": str(tmp_path / "web"),
    }
    with (
        running_worker() as worker,
        running_site(**variables) as site,
        running_prometheus(tmp_path, web=web, worker=worker_port) as prometheus,
    ):
        site.ask("/en/jobs/")
        wait_until(lambda: prometheus.query("max(offene_stelle_workers) == 1"))
        wait_until(lambda: len(prometheus.query("up == 1")) == 2)
        yield Watched(prometheus, worker)


def list_queries() -> list[str]:
    panels = json.loads((MONITORING / "dashboard.json").read_text())["panels"]
    return [target["expr"] for panel in panels for target in panel["targets"]]


def test_rules_are_well_formed_and_fire_when_they_should() -> None:
    """Their waiting times and sums, by promtool on series of its own."""
    for command in (["check", "rules", "alerts.yml"], ["test", "rules", "alerts_test.yml"]):
        said = subprocess.run(
            ["promtool", *command], cwd=MONITORING, capture_output=True, text=True, check=False
        )
        assert said.returncode == 0, said.stdout + said.stderr


def test_every_rule_is_tried() -> None:
    rules = (MONITORING / "alerts.yml").read_text()
    tried = set(re.findall(r"alertname: (\w+)", (MONITORING / "alerts_test.yml").read_text()))
    assert set(re.findall(r"alert: (\w+)", rules)) == tried


@pytest.mark.nightly(
    "tests/deploy/test_monitoring.py::test_rules_are_well_formed_and_fire_when_they_should"
)
def test_queries_of_the_dashboard_find_what_is_scraped(watched: Watched) -> None:
    fill_queue()
    queries = [one.replace("$__rate_interval", "1m") for one in list_queries()]
    assert len(queries) > 20
    with contextlib.suppress(AssertionError):
        wait_until(lambda: find_empty(watched.prometheus, queries) <= WITHOUT_DATA)
    assert find_empty(watched.prometheus, queries) == WITHOUT_DATA


def find_empty(prometheus: Prometheus, queries: list[str]) -> set[str]:
    return {one for one in queries if not prometheus.query(one)}


@pytest.mark.nightly(
    "tests/deploy/test_monitoring.py::test_rules_are_well_formed_and_fire_when_they_should"
)
def test_alerts_fire_on_real_faults(watched: Watched, smtp_server: SmtpServer) -> None:
    """Mail is refused, the worker is stopped, and the queue fills."""
    prometheus = watched.prometheus
    assert prometheus.firing() == set()
    refuse_mails(smtp_server, 5)
    wait_until(lambda: "OffeneStelleMailsRefused" in prometheus.firing())
    watched.worker.kill()
    fill_queue()
    pass_three_minutes()
    wanted = {"OffeneStelleWorkerGone", "OffeneStelleQueueWaits", "OffeneStelleNotScraped"}
    wait_until(lambda: wanted <= prometheus.firing())


def refuse_mails(smtp_server: SmtpServer, number: int) -> None:
    for place in range(number):
        address = f"gone-{place}@example.org"
        smtp_server.refused.add(address)
        send_receipt.defer(application_id=ApplicationFactory(email=address).pk)


def fill_queue() -> None:
    long_ago = timezone.now() - timedelta(minutes=20)
    for _ in range(20):
        send_receipt.configure(schedule_at=long_ago).defer(application_id=1)


def pass_three_minutes() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '3 minutes'"
        )
