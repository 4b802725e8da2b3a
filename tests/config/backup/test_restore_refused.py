"""What restore refuses, before it has touched anything: another place, other keys, damage, a later release."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from applications.models import Application
from config.backup import restoring
from config.backup.age_encryption import Plain
from config.backup.backup_errors import BackupError, DamagedBackup, NotEmpty
from config.backup.database_tables import connect
from config.backup.manifest import read_newest
from config.backup.new_backup import make_backup
from config.backup.restoring import Restore, refuse_company, restore
from config.backup.targets import FolderTarget
from tests.applications.factories import ApplicationFactory

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def untouched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The step behind all refusals must not be reached."""
    monkeypatch.setattr(restoring, "refuse_company", lambda _: pytest.fail("went on"))


@pytest.fixture
def made(target: FolderTarget) -> Restore:
    """A backup with one document, and the wish to restore it, replacing what is there."""
    ApplicationFactory()
    make_backup(target=target, encryption=Plain(), now=NOW)
    return Restore(target=target, replaces=True, say=lambda _: None)


def change_manifest(made: Restore, change: Callable[[dict[str, object]], object]) -> None:
    manifest = read_newest(made.target)
    assert manifest is not None
    name = f"{manifest.folder}/manifest.json"
    read = json.loads(b"".join(made.target.read(name)))
    change(read)
    made.target.write(name, [json.dumps(read).encode()])


def only_file(target: FolderTarget) -> Path:
    [kept] = target.find("files/")
    return target.folder / kept.name


def test_good_backup_is_refused_by_nothing(made: Restore) -> None:
    with pytest.raises(pytest.fail.Exception, match="went on"):
        restore(made)


def test_database_with_people_in_it_is_refused(made: Restore) -> None:
    made.replaces = False
    with pytest.raises(NotEmpty, match=r"database is not empty.*--replace"):
        restore(made)


def test_folder_with_documents_in_it_is_refused(made: Restore) -> None:
    made.replaces = False
    Application.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE careers_posting RENAME TO elsewhere")
        cursor.execute("ALTER TABLE auth_user RENAME TO nobody")
    try:
        with pytest.raises(NotEmpty, match="folder of the documents is not empty"):
            restore(made)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO careers_posting")
            cursor.execute("ALTER TABLE nobody RENAME TO auth_user")


def test_other_document_keys_are_named_at_once(made: Restore, settings: Settings) -> None:
    settings.DOCUMENT_KEYS = {"other": bytes(32)}
    with pytest.raises(BackupError, match="DOCUMENT_KEYS lacks test: documents could not be"):
        restore(made)


def test_other_secret_key_is_told_and_an_earlier_one_will_do(
    made: Restore, settings: Settings
) -> None:
    settings.SECRET_KEY = "another" * 10
    with pytest.raises(BackupError, match="links in mails that were sent would not work"):
        restore(made)
    settings.SECRET_KEY_FALLBACKS = ["only-for-tests-" * 5]
    with pytest.raises(pytest.fail.Exception, match="went on"):
        restore(made)


def test_explicit_word_goes_on_with_other_keys_and_says_what_is_lost(
    made: Restore, settings: Settings
) -> None:
    said: list[str] = []
    made.say, made.other_keys = said.append, True
    settings.SECRET_KEY, settings.DOCUMENT_KEYS = "another" * 10, {"other": bytes(32)}
    with pytest.raises(pytest.fail.Exception, match="went on"):
        restore(made)
    assert sum("WARNING" in line for line in said) == 2


def test_changed_manifest_is_noticed(made: Restore) -> None:
    change_manifest(made, lambda read: read["sequences"].update(auth_user_id_seq=1))
    with pytest.raises(DamagedBackup, match="was changed"):
        restore(made)


def test_backup_of_a_later_release_is_refused(made: Restore) -> None:
    manifest = read_newest(made.target)
    assert manifest is not None
    manifest.migrations.append(["applications", "0999_later"])
    manifest.write(made.target)
    with pytest.raises(BackupError, match=r"later release: applications\.0999_later is unknown"):
        restore(made)
    change_manifest(made, lambda read: read.update(format=2))
    with pytest.raises(BackupError, match="later release"):
        restore(made)


def test_damaged_file_is_noticed(made: Restore, target: FolderTarget) -> None:
    path = only_file(target)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(DamagedBackup, match="is damaged in the backup"):
        restore(made)
    path.unlink()
    with pytest.raises(DamagedBackup, match="is missing in the backup"):
        restore(made)


@pytest.mark.parametrize("end", [b"", b"x" * 20])
def test_damaged_table_is_noticed(made: Restore, target: FolderTarget, end: bytes) -> None:
    [path] = target.folder.rglob("applications_application.copy.gz")
    path.write_bytes(path.read_bytes()[:-20] + end)
    with pytest.raises(DamagedBackup, match="table applications_application is damaged"):
        restore(made)


def test_backup_that_is_not_there_is_told_with_those_that_are(made: Restore) -> None:
    made.name = "2020-01-01T000000Z-abcd"
    with pytest.raises(BackupError, match=r"no whole backup 2020.*Whole ones: 20"):
        restore(made)


def test_only_files_brings_back_what_the_folder_lacks_and_touches_no_row(
    made: Restore, private_storage: Path
) -> None:
    [path] = private_storage.glob("??/*")
    before = path.read_bytes()
    path.unlink()
    made.only_files = True
    restore(made)
    assert path.read_bytes() == before
    assert Application.objects.count() == 1


def test_others_on_the_database_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restoring, "PATIENCE", 0.5)
    with connect() as own:
        refuse_company(own)
        with connect(), pytest.raises(BackupError, match="1 others are connected"):
            refuse_company(own)
