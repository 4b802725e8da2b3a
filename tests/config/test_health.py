import json
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from config import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget() -> None:
    health.check_migrations.cache_clear()


def test_healthz_answers_any_host_without_a_query(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):
        answer = Client().get("/healthz", HTTP_HOST="10.0.0.7")
    assert (answer.status_code, answer.text, answer.headers["Cache-Control"]) == (
        200,
        "ok\n",
        "no-store",
    )


def test_readyz_answers_any_host() -> None:
    answer = Client().get("/readyz", HTTP_HOST="10.0.0.7")
    assert (answer.status_code, answer.json()["failing"]) == (200, [])
    assert answer.headers["Cache-Control"] == "no-store"


def test_readyz_names_storage_that_cannot_be_written(private_storage: Path) -> None:
    """Pages are served all the same, by this process as by any other."""
    private_storage.write_text("a file where the folder should be")
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["failing"]) == (200, [])
    assert "documents" in answer.json()["degraded"]


def test_readyz_names_a_disk_that_is_nearly_full(settings: Settings) -> None:
    settings.DISK_RESERVE = 2**62
    answer = Client().get("/readyz").json()
    assert (answer["ready"], "disk" in answer["degraded"]) == (True, True)


def test_readyz_leaves_nothing_in_the_storage(private_storage: Path) -> None:
    Client().get("/readyz")
    assert list(private_storage.iterdir()) == []


def test_readyz_names_migrations_that_are_missing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'careers'")
    expected = {"ready": False, "failing": ["migrations"], "degraded": []}
    assert Client().get("/readyz").json() == expected


def test_readyz_names_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")
    connection.close()
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["failing"]) == (503, ["database", "migrations"])


def test_readyz_names_static_files_that_were_not_collected(
    settings: Settings, tmp_path: Path
) -> None:
    backend = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": backend}}
    answer = Client().get("/readyz").json()
    assert (answer["ready"], answer["failing"]) == (False, ["static"])


def test_readyz_is_content_with_static_files_that_were_collected(
    settings: Settings, tmp_path: Path
) -> None:
    backend = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    names = {"css/site.css": "css/site.0123456789ab.css"}
    manifest = {"version": "1.1", "paths": names, "hash": "0123456789ab"}
    (tmp_path / "staticfiles.json").write_text(json.dumps(manifest))
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": backend}}
    answer = Client().get("/readyz").json()
    assert (answer["ready"], answer["failing"]) == (True, [])
