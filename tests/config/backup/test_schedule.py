"""Backups by the clock: one a slot, an hour after one that failed, and /readyz tells what is overdue."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from config.backup.closing import check_restore, mark_restore
from config.backup.database_tables import connect
from config.backup.manifest import list_backups
from config.backup.models import BackupKind, BackupRun
from config.backup.schedule import is_backup_due, is_backup_overdue
from config.backup.targets import FolderTarget
from config.backup.tasks import run_due_backup

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 12, 1, 0, 37, tzinfo=UTC)


@pytest.fixture(autouse=True)
def wanted(settings: Settings, tmp_path: Path) -> Path:
    settings.BACKUP_TARGET = str(tmp_path / "target")
    return tmp_path / "target"


def note(began_at: datetime, error: str = "", kind: BackupKind = BackupKind.BACKUP) -> None:
    BackupRun.objects.create(kind=kind, began_at=began_at, ended_at=began_at, error=error)


def test_first_one_is_due_at_once_and_none_without_a_target(settings: Settings) -> None:
    assert is_backup_due(NIGHT + timedelta(hours=9))
    settings.BACKUP_TARGET = ""
    assert not is_backup_due(NIGHT + timedelta(hours=9))


def test_one_is_due_each_night() -> None:
    note(NIGHT + timedelta(minutes=3))
    assert not is_backup_due(NIGHT + timedelta(hours=23, minutes=59))
    assert is_backup_due(NIGHT + timedelta(hours=24))


def test_slots_are_as_long_as_the_setting_says(settings: Settings) -> None:
    settings.BACKUP_HOURS = 6
    note(NIGHT + timedelta(minutes=3))
    assert not is_backup_due(NIGHT + timedelta(hours=5))
    assert is_backup_due(NIGHT + timedelta(hours=6))


def test_one_that_failed_is_tried_again_after_an_hour() -> None:
    note(NIGHT, error="OSError: no room")
    assert not is_backup_due(NIGHT + timedelta(minutes=50))
    assert is_backup_due(NIGHT + timedelta(minutes=61))


def test_backup_is_overdue_after_two_slots_and_checks_count_for_nothing() -> None:
    assert not is_backup_overdue(NIGHT)
    note(NIGHT)
    note(NIGHT + timedelta(hours=40), error="OSError: no room")
    note(NIGHT + timedelta(hours=40), kind=BackupKind.CHECK)
    assert not is_backup_overdue(NIGHT + timedelta(hours=47))
    assert is_backup_overdue(NIGHT + timedelta(hours=49))


def test_backup_that_never_worked_is_overdue_in_time() -> None:
    note(NIGHT, error="OSError: no room")
    assert is_backup_overdue(NIGHT + timedelta(hours=49))


def test_readyz_names_an_overdue_backup() -> None:
    note(timezone.now() - timedelta(hours=49))
    assert "backup" in Client().get("/readyz").json()["degraded"]
    note(timezone.now())
    assert "backup" not in Client().get("/readyz").json()["degraded"]


def test_readyz_fails_in_the_middle_of_a_restore() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE restore_under_way (since timestamptz)")
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["failing"]) == (503, ["restore"])


@pytest.mark.django_db(transaction=True)
def test_worker_makes_the_backup_that_is_due(wanted: Path) -> None:
    run_due_backup(0)
    run_due_backup(0)
    assert len(list_backups(FolderTarget(wanted))) == 1


@pytest.mark.django_db(transaction=True)
def test_web_and_worker_do_not_start_in_the_middle_of_a_restore() -> None:
    assert check_restore(None) == []
    with connect() as own:
        mark_restore(own)
        own.commit()
        try:
            [error] = check_restore(None)
        finally:
            own.execute("DROP TABLE restore_under_way")
    assert error.id == "config.restore"
