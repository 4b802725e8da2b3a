"""Files without rows go after a day, rows without files are told; all others stay as they are."""

import os
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from procrastinate.contrib.django import app
from pytest_django import Settings

from applications.documents import orphans
from applications.documents.orphans import Orphans, TooManyOrphans, delete_orphans
from applications.documents.storage import make_storage_name
from applications.enums import DocumentKind
from applications.models import Document, DocumentPreview
from applications.services import AnnouncedFile, append_chunk, start_upload
from applications.tasks import run_reconciliation
from tests.applications.factories import ApplicationFactory, draft_with
from tests.applications.stored import store
from tests.applications.traces import stored_files

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.dates]


def leave(name: str = "") -> str:
    return store(b"left", name)


def make_old(*, hours: int = 25) -> None:
    for path in stored_files():
        os.utime(path, (time.time() - hours * 3600,) * 2)
    Document.objects.update(created_at=timezone.now() - timedelta(hours=hours))


def run(*options: str) -> str:
    out = StringIO()
    call_command("reconcile_documents", *options, stdout=out)
    return out.getvalue()


def test_file_without_a_row_goes_after_a_day_and_no_other_does() -> None:
    ApplicationFactory()
    draft_with()
    kept = set(stored_files())
    name = leave()
    make_old(hours=23)
    assert delete_orphans(timezone.now()) == Orphans(named=2)
    make_old()
    assert delete_orphans(timezone.now()) == Orphans([name], named=2)
    assert set(stored_files()) == kept


def test_page_of_a_preview_stays_as_long_as_its_row() -> None:
    document = ApplicationFactory().documents.get()
    preview = DocumentPreview.objects.create(document=document)
    page = preview.pages.create(number=1, width=10, height=20, storage_name=leave())
    make_old()
    assert delete_orphans(timezone.now()) == Orphans(named=2)
    page.delete()
    assert delete_orphans(timezone.now()) == Orphans([page.storage_name], named=1)
    assert len(stored_files()) == 1


def test_half_written_file_goes() -> None:
    name = leave(f"{make_storage_name()}.part")
    make_old()
    assert delete_orphans(timezone.now()).files == [name]
    assert stored_files() == []


@pytest.mark.parametrize("name", ["notes.txt", "7f/notes.txt", "other/7f", "7g/" + "7" * 32])
def test_file_that_is_not_the_portals_stays(name: str) -> None:
    leave(name)
    make_old()
    assert delete_orphans(timezone.now()) == Orphans()
    assert len(stored_files()) == 1


def test_file_on_its_way_stays() -> None:
    announced = AnnouncedFile(DocumentKind.OTHER, "Zeugnis.pdf", 1000)
    upload = start_upload(draft=draft_with(), announced=announced, now=timezone.now())
    append_chunk(upload=upload, offset=0, content=b"%PDF", now=timezone.now())
    make_old()
    assert delete_orphans(timezone.now()) == Orphans(named=1)
    assert len(stored_files()) == 2


def test_file_whose_row_comes_while_the_folder_is_read_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name, original = leave(), orphans.list_folder
    make_old()

    def commit_meanwhile(folder: str) -> tuple[list[str], list[str]]:
        found = original(folder)
        if folder:
            ApplicationFactory(cv={"storage_name": name, "stored": False})
        return found

    monkeypatch.setattr(orphans, "list_folder", commit_meanwhile)
    assert delete_orphans(timezone.now()) == Orphans(named=1)


def test_files_of_another_database_are_not_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orphans, "USUAL", 2)
    names = [leave() for _number in range(3)]
    make_old()
    with pytest.raises(TooManyOrphans):
        delete_orphans(timezone.now())
    with pytest.raises(CommandError, match="3 files without a document, 0 with one"):
        run()
    assert len(stored_files()) == 3
    assert sorted(delete_orphans(timezone.now(), force=True).files) == sorted(names)
    assert stored_files() == []


def test_nothing_stored_is_no_trouble(settings: Settings) -> None:
    assert not Path(settings.DOCUMENTS_ROOT).exists()
    assert delete_orphans(timezone.now()) == Orphans()


def test_command_counts_and_deletes() -> None:
    missing = ApplicationFactory(cv={"stored": False}).documents.get().pk
    leave()
    make_old()
    told = (
        f"Documents without a file: {missing}.\nOriginals without a file: none.\n"
        "Requests for a full copy without a file: none.\n"
    )
    again = "Previews without their pages: 0"
    dry = f"Files without a document: 1 to delete.\n{told}{again} to be made again.\n"
    assert run("--dry-run") == dry
    assert Document.objects.exclude(missing_since=None).count() == 0
    done = f"Files without a document: 1 deleted.\n{told}{again} made again by the worker.\n"
    assert run() == done
    assert Document.objects.exclude(missing_since=None).count() == 1
    assert stored_files() == []


def test_job_runs_every_night_and_reports(caplog: pytest.LogCaptureFixture) -> None:
    cron = {name: task.cron for (name, _id), task in app.periodic_registry.periodic_tasks.items()}
    assert cron["applications.reconcile_documents"] == "23 2 * * *"
    missing = ApplicationFactory(cv={"stored": False}).documents.get().pk
    make_old()
    run_reconciliation(0)
    assert f"The files of these documents are gone: [{missing}]" in caplog.text
