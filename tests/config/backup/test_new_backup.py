"""Making backups: a pair of rows and files of one moment, only what is new, and old ones in time."""

import gzip
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from pyrage.x25519 import Identity

from applications.models import Document
from config.backup import new_backup, stored_files
from config.backup.age_encryption import Age, Plain
from config.backup.byte_streams import decompress
from config.backup.document_files import read_file
from config.backup.manifest import list_backups, read_file_list, read_manifest
from config.backup.models import BackupKind, BackupRun
from config.backup.new_backup import make_backup
from config.backup.retention import forget_old_backups, read_period
from config.backup.stored_files import StoredFile, match_sorted, read_lines
from config.backup.targets import FolderTarget
from tests.applications.factories import ApplicationFactory, DocumentFactory

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


def back_up(target: FolderTarget, now: datetime = NOW, **options: object):
    return make_backup(target=target, encryption=Plain(), now=now, **options)


def files_of(target: FolderTarget, name: str) -> list[StoredFile]:
    manifest = read_manifest(target, name)
    return [*read_lines(decompress(read_file_list(target, manifest)))]


def test_backup_holds_all_rows_and_all_files(target: FolderTarget) -> None:
    ApplicationFactory()
    made = back_up(target)
    [table] = [one for one in made.manifest.tables if one.name == "applications_application"]
    path = target.folder / made.manifest.folder / "database" / f"{table.name}.copy.gz"
    assert (table.rows, gzip.decompress(path.read_bytes()).count(b"\n")) == (1, 1)
    [file] = files_of(target, made.manifest.name)
    stored = b"".join(read_file(Document.objects.get().storage_name))
    assert (target.folder / stored_files.pool_name(file.sha256, Plain())).read_bytes() == stored
    assert (made.new, made.manifest.files.count, made.manifest.files.gone) == (1, 1, 0)


def test_second_backup_copies_only_what_is_new(target: FolderTarget) -> None:
    application = ApplicationFactory()
    back_up(target)
    DocumentFactory(application=application)
    made = back_up(target)
    assert (made.new, made.manifest.files.count) == (1, 2)
    assert len([*target.find("files/")]) == 2


def test_file_that_is_unchanged_is_not_read_again(
    target: FolderTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    ApplicationFactory()
    back_up(target)
    monkeypatch.setattr(stored_files, "read_file", lambda _: pytest.fail("was read"))
    assert back_up(target).manifest.files.count == 1
    with pytest.raises(pytest.fail.Exception):
        back_up(target, from_scratch=True)


def test_file_that_somebody_took_out_of_the_target_is_copied_again(target: FolderTarget) -> None:
    ApplicationFactory()
    back_up(target)
    [kept] = target.find("files/")
    target.delete(kept.name)
    assert back_up(target).new == 1


def test_file_that_is_gone_is_written_down_as_that(target: FolderTarget) -> None:
    ApplicationFactory(cv={"stored": False})
    made = back_up(target)
    assert (made.manifest.files.count, made.manifest.files.gone) == (1, 1)


def test_rows_of_after_the_moment_are_not_in_it(
    target: FolderTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody applies while tables are copied: neither the row nor its file is in the backup."""
    ApplicationFactory()
    dump = new_backup.dump_table

    def apply_meanwhile(connection, table, *rest):
        if table.name == "account_emailaddress":
            ApplicationFactory()
        return dump(connection, table, *rest)

    monkeypatch.setattr(new_backup, "dump_table", apply_meanwhile)
    manifest = back_up(target).manifest
    rows = {table.name: table.rows for table in manifest.tables}
    assert (rows["applications_application"], manifest.files.count) == (1, 1)


def test_backup_that_breaks_off_is_none(
    target: FolderTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_backup, "list_document_keys", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        back_up(target)
    assert list_backups(target) == []
    assert [*target.find("backups/")] != []


def test_encrypted_backup_says_nothing_in_clear(target: FolderTarget) -> None:
    ApplicationFactory(name="Xanthippe Musterfrau")
    identity = Identity.generate()
    make_backup(target=target, encryption=Age(recipients=[identity.to_public()]), now=NOW)
    contents = {path: path.read_bytes() for path in target.folder.rglob("*") if path.is_file()}
    plain = [path.name for path, content in contents.items() if not content.startswith(b"age-enc")]
    assert sorted(plain) == ["files.jsonl.gz", "manifest.json"]
    assert not any(b"Xanthippe" in content for content in contents.values())


def test_old_backups_go_with_their_files_and_the_newest_stays(target: FolderTarget) -> None:
    application = ApplicationFactory()
    first = back_up(target, NOW - timedelta(days=40)).manifest.name
    Document.objects.all().delete()
    DocumentFactory(application=application)
    last = back_up(target, NOW - timedelta(days=35)).manifest.name
    later = datetime.now(UTC) + timedelta(days=2)  # files have the time of this machine
    assert forget_old_backups(target=target, period=timedelta(days=3650), now=later) == []
    assert len([*target.find("files/")]) == 2
    assert forget_old_backups(target=target, period=read_period("30 days"), now=later) == [first]
    assert (list_backups(target), len([*target.find("files/")])) == ([last], 1)
    assert not [kept for kept in target.find("backups/") if last not in kept.name]
    assert forget_old_backups(target=target, period=timedelta(days=1), now=later) == []


@pytest.mark.parametrize(("words", "days"), [("30 days", 30), ("8 weeks", 56), ("1d", 1)])
def test_periods_are_read(words: str, days: int) -> None:
    assert read_period(words) == timedelta(days=days)


def test_command_says_what_it_did_and_that_the_keys_are_elsewhere(
    target: FolderTarget, capsys: pytest.CaptureFixture[str]
) -> None:
    ApplicationFactory()
    call_command("backup", str(target.folder), keep="4 weeks")
    said = capsys.readouterr().out
    assert "1 files with" in said
    assert "SECRET_KEY and DOCUMENT_KEYS are not in it" in said
    run = BackupRun.objects.get()
    assert (run.kind, run.error, run.files) == (BackupKind.BACKUP, "", 1)


def test_command_notes_what_fails(target: FolderTarget) -> None:
    target.folder.write_text("a file in the place of the folder")
    with pytest.raises(CommandError):
        call_command("backup", str(target.folder))
    assert "Error" in BackupRun.objects.get().error
    with pytest.raises(CommandError, match="30 days"):
        call_command("backup", str(target.folder), keep="long")


def test_files_are_matched_by_name_in_their_order() -> None:
    files = [StoredFile(name) for name in ("a", "c", "d")]
    found = [(name, file and file.name) for name, file in match_sorted("bcde", files)]
    assert found == [("b", None), ("c", "c"), ("d", "d"), ("e", None)]


def test_manifest_names_no_person(target: FolderTarget) -> None:
    ApplicationFactory(name="Xanthippe Musterfrau", email="x@example.org")
    text = (target.folder / back_up(target).manifest.folder / "manifest.json").read_text()
    assert "Xanthippe" not in text
    assert "x@example.org" not in text
    assert json.loads(text)["format"] == 1
