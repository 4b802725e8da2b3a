"""Figures of real web processes, read as Prometheus reads them."""

import contextlib
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from django.urls import reverse
from django.utils import timezone

from config.backup.models import BackupRun
from tests.applications.factories import ApplicationFactory
from tests.careers.factories import published
from tests.config.metrics.scraping import scrape, value
from tests.config.page_cache.servers import Site, running_site
from tests.web_server import find_free_port
from tests.worker_processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)

KEEP = {"TESTS_KEEP": "METRICS_ADDRESS METRICS_FOLDER"}


class Watched(NamedTuple):
    site: Site
    port: int

    def value(self, name: str, **labels: str) -> float | None:
        return value(scrape(self.port), name, **labels)

    def rest(self) -> None:
        """Until what was counted so far has been passed on."""
        before = self.value("requests_total", view="none", status="404") or 0
        assert self.site.ask("/nothing-there").status == 404
        wait_until(lambda: (self.value("requests_total", view="none", status="404") or 0) > before)


@contextlib.contextmanager
def running_watched(folder: Path) -> Iterator[Watched]:
    port = find_free_port()
    variables = {"METRICS_ADDRESS": f"tcp:127.0.0.1:{port}", "METRICS_FOLDER": str(folder), **KEEP}
    with running_site(**variables) as site:
        yield Watched(site, port)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    with running_watched(tmp_path) as found:
        yield found


def test_requests_are_counted_by_view_kept_or_not(watched: Watched) -> None:
    published(closes_at=None)
    path = reverse("careers:posting_list")
    wait_until(lambda: not watched.site.is_asked_for(path))
    watched.rest()
    requests = watched.value("requests_total", view="careers:posting_list", status="200") or 0
    hits = watched.value("page_cache_lookups_total", result="hit") or 0
    timed = watched.value("request_seconds_count", view="careers:posting_list") or 0
    for _ in range(3):
        assert watched.site.ask(path).status == 200
    watched.rest()
    assert (
        watched.value("requests_total", view="careers:posting_list", status="200") == requests + 3
    )
    assert watched.value("page_cache_lookups_total", result="hit") == hits + 3
    assert watched.value("request_seconds_count", view="careers:posting_list") == timed


def test_what_strangers_ask_for_makes_no_series(watched: Watched) -> None:
    watched.site.ask("/en/jobs/anything-at-all/")
    watched.site.ask("/static/nothing.css")
    watched.rest()
    assert watched.site.ask("/metrics").status == 404
    views = {dict(labels).get("view") for _name, labels in scrape(watched.port)}
    assert views <= {None, "none", "static", "unnamed", "careers:posting_list", "probe"}


def test_installation_is_told_by_its_state(watched: Watched) -> None:
    ApplicationFactory()
    now = timezone.now()
    BackupRun.objects.create(kind="backup", began_at=now - timedelta(hours=3), ended_at=now)
    found = scrape(watched.port)
    assert value(found, "failing", part="database") == 0
    assert value(found, "degraded", part="worker") == 1
    assert value(found, "workers") == 0
    assert value(found, "applications", stage="received") == 1
    assert value(found, "applications", stage="hired") == 0
    assert value(found, "retention_due") == 0
    assert (value(found, "disk_free_bytes") or 0) > 0
    assert value(found, "degraded", part="backup") == 0
    assert 3 * 3600 <= (value(found, "backup_age_seconds") or 0) < 4 * 3600
    watched.rest()
    assert watched.value("pool_max") == 8
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"http://127.0.0.1:{watched.port}/en/jobs/", timeout=10)


def test_processes_answer_for_each_other(watched: Watched, tmp_path: Path) -> None:
    """Two servers that share a folder and a port, and one that has ended."""
    watched.rest()
    counted = watched.value("requests_total", view="none", status="404") or 0
    variables = {
        "METRICS_ADDRESS": f"tcp:127.0.0.1:{watched.port}",
        "METRICS_FOLDER": str(tmp_path),
        **KEEP,
    }
    with running_site(**variables) as other:
        assert other.ask("/nothing-there").status == 404
        wait_until(
            lambda: watched.value("requests_total", view="none", status="404") == counted + 1
        )
        wait_until(lambda: watched.value("pool_max") == 16)
    assert watched.value("requests_total", view="none", status="404") == counted + 1
    assert watched.value("pool_max") == 8


def test_site_is_served_though_the_port_of_the_figures_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as foreign:
        port = foreign.getsockname()[1]
        variables = {
            "METRICS_ADDRESS": f"tcp:127.0.0.1:{port}",
            "METRICS_FOLDER": str(tmp_path),
            **KEEP,
        }
        with running_site(**variables) as site:
            assert site.ask("/healthz").status == 200
