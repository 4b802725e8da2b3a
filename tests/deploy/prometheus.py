"""A real Prometheus (Debian's) that scrapes what a test has started, with our rules and none of their waiting times."""

import contextlib
import json
import re
import shutil
import subprocess
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from tests.web_server import find_free_port, wait_for_port

MONITORING = Path(settings.BASE_DIR) / "deploy/monitoring"
IS_THERE = bool(shutil.which("prometheus") and shutil.which("promtool"))


class Prometheus:
    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, path: str, **parameters: str) -> Any:
        address = f"http://127.0.0.1:{self.port}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        with urllib.request.urlopen(address, timeout=30) as answer:
            return json.load(answer)["data"]

    def query(self, expression: str) -> list[Any]:
        found: list[Any] = self.ask("query", query=expression)["result"]
        return found

    def firing(self) -> set[str]:
        alerts = self.ask("alerts")["alerts"]
        return {one["labels"]["alertname"] for one in alerts if one["state"] == "firing"}


@contextlib.contextmanager
def running_prometheus(folder: Path, **targets: int) -> Iterator[Prometheus]:
    """Scrapes each target's port once a second, under the job of that name."""
    port = find_free_port()
    rules = re.sub(r"for: \d+[mh]", "for: 0s", (MONITORING / "alerts.yml").read_text())
    (folder / "alerts.yml").write_text(rules)
    (folder / "prometheus.yml").write_text(build_config(targets))
    command = ["prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=data"]
    server = subprocess.Popen(
        [*command, f"--web.listen-address=127.0.0.1:{port}", "--log.level=error"], cwd=folder
    )
    try:
        wait_for_port(port)
        yield Prometheus(port)
    finally:
        server.terminate()
        server.wait()


def build_config(targets: dict[str, int]) -> str:
    """JSON is YAML, too."""
    jobs = [
        {
            "job_name": f"offene-stelle-{name}",
            "static_configs": [{"targets": [f"127.0.0.1:{port}"]}],
        }
        for name, port in targets.items()
    ]
    pace = {"scrape_interval": "2s", "evaluation_interval": "1s"}
    return json.dumps({"global": pace, "scrape_configs": jobs, "rule_files": ["alerts.yml"]})
