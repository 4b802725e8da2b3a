"""What /readyz and the start page say of a real scanner."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.applications.factories import hr_manager
from tests.applications.site import page, words
from tests.clamd import Clamd
from tests.config.people import browser

pytestmark = pytest.mark.django_db


def scanner_faults() -> list[str]:
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["failing"]) == (200, [])
    return [one for one in answer.json()["degraded"] if one.startswith("scanner")]


def start_page() -> str:
    return words(page(browser(hr_manager()).get(reverse("admin:index"))).tree)


def test_no_scanner_is_no_fault() -> None:
    assert scanner_faults() == []


@pytest.mark.usefixtures("clamd")
def test_scanner_that_is_well_is_no_fault() -> None:
    assert scanner_faults() == []
    assert "virus scanner" not in start_page()


def test_scanner_that_is_away_or_hangs_is_named(own_clamd: Clamd) -> None:
    own_clamd.freeze()
    assert scanner_faults() == ["scanner"]
    own_clamd.thaw()
    assert scanner_faults() == []
    own_clamd.kill()
    assert scanner_faults() == ["scanner"]
    assert "The virus scanner does not answer" in start_page()


@pytest.mark.usefixtures("stale_clamd")
def test_old_signatures_are_named(settings: Settings) -> None:
    assert scanner_faults() == ["scanner_signatures"]
    assert "The virus scanner has no recent signatures" in start_page()
    settings.CLAMD_SIGNATURE_DAYS = 11
    assert scanner_faults() == []
