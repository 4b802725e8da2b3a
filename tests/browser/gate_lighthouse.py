"""Lighthouse as on a phone, on the list and on an ad: `make lighthouse`. It comes from npm, by the lock."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command

from careers.models import EditionText
from careers.web.localized_urls import list_path, posting_path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PROGRAM = Path(django_settings.BASE_DIR, "node_modules/.bin/lighthouse")
LEAST = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 95}
FLAGS = "--headless=new --no-sandbox --disable-background-networking --disable-dev-shm-usage"
TRIES = 3


def measure(address: str, report: Path) -> None:
    """Run Lighthouse; again where it says that it could not measure, never for what it measured."""
    command = [
        *(str(PROGRAM), address, "--quiet", "--no-enable-error-reporting", "--output=json"),
        *(f"--output-path={report}", f"--chrome-flags={FLAGS}"),
        f"--only-categories={','.join(LEAST)}",
    ]
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}
    for last in range(TRIES):
        done = subprocess.run(command, env=environment, check=last == TRIES - 1, timeout=300)
        if done.returncode == 0:
            return


def scores(address: str, report: Path) -> dict[str, int]:
    measure(address, report)
    found = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(found[name]["score"] * 100) for name in LEAST}


@pytest.mark.parametrize("name", ["list", "ad"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_scores(live_server, settings, tmp_path, name, language):
    settings.SITE_URL = live_server.url
    call_command("load_demo", verbosity=0)
    text = EditionText.objects.open().filter(language=language).newest_first().first()
    ad = posting_path(text.edition.current_for.public_id, text.slug, language)
    path = list_path(language) if name == "list" else ad
    found = scores(live_server.url + path, tmp_path / "report.json")
    words = ", ".join(f"{key} {score}" for key, score in found.items())
    print(f"\nlighthouse: {name} in {language}, {words}")
    assert {key: score for key, score in found.items() if score < LEAST[key]} == {}
