"""A web process has in memory what its pages need, and nothing that few of them or other processes need."""

import os
import subprocess
import sys

import pytest

START = (
    "import sys, config.wsgi; from django.urls import reverse; reverse('admin:index');"
    "print(*{name.partition('.')[0] for name in sys.modules},"
    " *(name for name in sys.modules if name.startswith(('careers.', 'applications.'))))"
)
READERS_OF_DOCUMENTS = {"pikepdf", "lxml", "pypdfium2", "PIL", "pi_heif"}
"""Only children read what strangers have sent."""
MAKERS_OF_FILES = {"typst", "xlsxwriter"}
READERS_OF_HTML = {"bs4", "soupsieve", "markdownify", "nh3"}
"""For what is published, pasted or imported."""
CIPHERS = {"cryptography", "fido2"}
"""For documents, and for ways to sign in."""
FIGURES = {"prometheus_client"}
"""Where nobody asks for them (METRICS_ADDRESS)."""
OF_OBJECT_STORAGES = {"boto3", "botocore", "storages", "s3transfer"}
"""Only where documents lie in one."""
OF_COMMANDS = {"careers.importing", "applications.demo", "coverage", "pytest", "mypy"}


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """What a web process has imported when it is ready, its URLs included."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", START]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return set(said.stdout.split())


def test_web_process_knows_its_pages(imported: set[str]) -> None:
    needed = {"django", "careers.views.listing", "applications.views.apply.fill_in", "hiring"}
    assert needed - imported == set()


@pytest.mark.parametrize(
    "group",
    [
        READERS_OF_DOCUMENTS,
        MAKERS_OF_FILES,
        READERS_OF_HTML,
        CIPHERS,
        FIGURES,
        OF_OBJECT_STORAGES,
        OF_COMMANDS,
    ],
)
def test_web_process_imports_no_more_at_its_start(imported: set[str], group: set[str]) -> None:
    assert imported & group == set()
