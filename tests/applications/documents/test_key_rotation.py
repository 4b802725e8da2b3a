"""Master keys are changed while the site runs: data keys go from the old to the new one, batch by batch."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from applications.documents import key_rotation
from applications.documents.key_rotation import count_by_master_key, rotate_keys
from applications.models import Application, DataKey
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.config.people import browser

pytestmark = pytest.mark.django_db
OLD, NEW, LOST = {"old": b"o" * 32}, {"new": b"n" * 32}, {"lost": b"l" * 32}


@pytest.fixture
def applications(settings: Settings) -> list[int]:
    """Five, with files under the old master key."""
    settings.DOCUMENT_KEYS = OLD
    return [ApplicationFactory().pk for _number in range(5)]


def run(*options: str) -> str:
    out = StringIO()
    call_command("rotate_keys", *options, stdout=out)
    return out.getvalue()


def stop_after(batches: int) -> Iterator[None]:
    for number, _done in enumerate(rotate_keys(), start=1):
        yield
        if number == batches:
            return


def test_all_files_are_opened_by_the_new_key_alone(
    applications: list[int], settings: Settings
) -> None:
    settings.DOCUMENT_KEYS = NEW | OLD
    said = run()
    assert "5 data keys rewrapped" in said
    assert "Master key old: 0 data keys. It can be taken out of DOCUMENT_KEYS." in said
    settings.DOCUMENT_KEYS = NEW
    for application in Application.objects.all():
        with application.documents.get().open() as content:
            assert content.read(4) == b"%PDF"


def test_rotation_goes_on_where_it_was_broken_off(
    applications: list[int], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_rotation, "BATCH", 2)
    settings.DOCUMENT_KEYS = NEW | OLD
    list(stop_after(1))
    assert count_by_master_key() == {"new": 2, "old": 3}
    assert "3 data keys rewrapped" in run()
    assert count_by_master_key() == {"new": 5, "old": 0}


def test_new_files_get_the_first_key_meanwhile(applications: list[int], settings: Settings) -> None:
    settings.DOCUMENT_KEYS = NEW | OLD
    ApplicationFactory()
    assert count_by_master_key() == {"new": 1, "old": 5}
    assert run("--list").splitlines()[1] == "Master key old: 5 data keys."


def test_missing_master_key_is_named_with_what_to_do(
    applications: list[int], settings: Settings
) -> None:
    settings.DOCUMENT_KEYS = NEW
    with pytest.raises(CommandError, match="DOCUMENT_KEYS lacks these master keys: old"):
        run()


def test_damaged_data_key_stops_no_other(applications: list[int], settings: Settings) -> None:
    damaged = DataKey.objects.first()
    damaged.wrapped = b"x" * 60
    damaged.save()
    settings.DOCUMENT_KEYS = NEW | OLD
    with pytest.raises(CommandError, match=str(damaged.pk)):
        run()
    assert count_by_master_key() == {"new": 4, "old": 1}


@pytest.mark.parametrize("configured", [NEW, NEW | LOST, {"aaa": b"a" * 32}, {"zzz": b"z" * 32}])
def test_readiness_and_start_page_say_that_a_key_is_missing(
    applications: list[int], settings: Settings, configured: dict[str, bytes]
) -> None:
    assert "keys" not in Client().get("/readyz").json()["degraded"]
    settings.DOCUMENT_KEYS = configured
    answer = Client().get("/readyz")
    assert (answer.status_code, "keys" in answer.json()["degraded"]) == (200, True)
    assert "DOCUMENT_KEYS lacks a key" in browser(hr_manager()).get("/admin/").text
    settings.DOCUMENT_KEYS = configured | OLD
    assert "keys" not in Client().get("/readyz").json()["degraded"]
