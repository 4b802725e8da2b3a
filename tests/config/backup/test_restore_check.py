"""The database in which a backup is tried: made and dropped, or the one of the settings, emptied before and after."""

import psycopg
import pytest
from django.utils import timezone
from pytest_django import Settings

from config.backup import restore_check
from config.backup.backup_errors import BackupError
from config.backup.models import BackupKind, BackupRun
from config.backup.restore_check import check_backup, empty_database

pytestmark = pytest.mark.django_db(transaction=True)


def count_tables(url: str) -> int:
    with psycopg.connect(url) as server:
        found = server.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        return int(found.fetchall()[0][0])


def test_database_is_made_and_dropped() -> None:
    with empty_database() as url:
        assert count_tables(url) == 0
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        count_tables(url)


def test_database_of_the_settings_is_emptied_before_and_after(settings: Settings) -> None:
    with empty_database() as url:
        settings.BACKUP_CHECK_DATABASE_URL = url
        with psycopg.connect(url) as server:
            server.execute("CREATE TABLE left_over (number int)")
        with empty_database() as given:
            assert (given, count_tables(url)) == (url, 0)
            with psycopg.connect(url) as server:
                server.execute("CREATE TABLE restored (number int)")
        assert count_tables(url) == 0


def test_check_that_fails_is_noted_and_leaves_no_database(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def fail(_arguments: object, url: str, _folder: object) -> str:
        seen.append(url)
        raise BackupError("The list of files is damaged.")

    monkeypatch.setattr(restore_check, "restore_elsewhere", fail)
    with pytest.raises(BackupError):
        check_backup(arguments=["/nowhere"], now=timezone.now())
    run = BackupRun.objects.get()
    assert (run.kind, run.error) == (BackupKind.CHECK, "The list of files is damaged.")
    with pytest.raises(psycopg.OperationalError):
        count_tables(seen[0])
