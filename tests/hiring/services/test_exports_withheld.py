"""Exports of documents and the virus scan: what it withholds since leaves by none, whether made, being made or old."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import transaction
from django.utils import timezone

from applications.documents.virus_scan.pending import set_scan_state
from applications.enums import ScanState
from applications.models import Application, DataKey, Document, DocumentAccess
from hiring.enums import ExportKind, ExportState
from hiring.exports.document_archive import archive_documents
from hiring.exports.sources import read_applications
from hiring.exports.wishes import Wish
from hiring.models import Export
from hiring.services import exports
from hiring.services.exports import Selection, export_now, make_export
from tests.applications.documents.virus_scan.verdicts import scanned
from tests.applications.factories import hr_manager
from tests.hiring.services.test_exports import TABLE, applications, begin, fresh, opened, ready

pytestmark = pytest.mark.django_db(transaction=True)
DOCUMENTS = Wish(ExportKind.DOCUMENTS, "en")


def with_clean_documents(count: int) -> list[Application]:
    return applications(count, cv=scanned(ScanState.CLEAN))


def find_harm(application: Application) -> None:
    with transaction.atomic():
        document = Document.objects.select_for_update(of=("self",)).get(application=application)
        harm = {"finding": "Marker", "at": timezone.now()}
        set_scan_state(document, ScanState.INFECTED, **harm)


def files_of(export: Export) -> int:
    with fresh_file(export) as file:
        return len(ZipFile(BytesIO(file.read())).namelist()) - 1


def fresh_file(export: Export) -> Any:
    return exports.open_stored(export.storage_name)


def test_harmful_document_makes_the_export_void_at_once() -> None:
    rows = with_clean_documents(2)
    export, table = ready(hr_manager(), rows, DOCUMENTS), ready(hr_manager(), rows, TABLE)
    assert (export.state, files_of(export)) == (ExportState.READY, 2)
    find_harm(rows[1])
    assert (fresh(export).state, fresh(table).state) == (ExportState.VOID, ExportState.READY)
    assert opened(export) is None
    assert [*DataKey.objects.filter(application=None)] == [table.data_key]
    with pytest.raises(FileNotFoundError):
        fresh_file(export)


def test_document_that_came_to_be_withheld_in_another_way_is_found_at_download() -> None:
    rows = with_clean_documents(2)
    export = ready(hr_manager(), rows, DOCUMENTS)
    assert opened(export) is not None
    facts = scanned(ScanState.INFECTED)
    Document.objects.filter(application=rows[0]).update(**facts)
    assert (opened(export), fresh(export).state) == (None, ExportState.VOID)


def test_export_of_an_earlier_release_is_void_with_anything_withheld() -> None:
    rows = with_clean_documents(1)
    export = ready(hr_manager(), rows, DOCUMENTS)
    Export.objects.update(document_keys=None)
    assert opened(export) is not None
    Document.objects.update(**scanned(ScanState.INFECTED))
    assert opened(export) is None


@pytest.mark.parametrize("state", [ScanState.PENDING, ScanState.FAILED, ScanState.INFECTED])
def test_document_that_never_was_in_the_file_takes_nothing_away(state: ScanState) -> None:
    rows = with_clean_documents(1) + applications(1, cv=scanned(state))
    export = ready(hr_manager(), rows, DOCUMENTS)
    assert (opened(export) is not None, files_of(export)) == (True, 1)
    if state == ScanState.PENDING:
        find_harm(rows[1])
        assert opened(export) is not None
    assert {*DocumentAccess.objects.values_list("document__application", flat=True)} == {rows[0].pk}


def test_export_that_is_being_made_is_void_and_keeps_no_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = with_clean_documents(2)
    export, render = begin(hr_manager(), rows, DOCUMENTS), exports.render_export

    def find_harm_meanwhile(*args: Any, **kwargs: Any) -> Iterator[bytes]:
        for number, chunk in enumerate(render(*args, **kwargs)):
            if number == 1:
                find_harm(rows[0])
            yield chunk

    monkeypatch.setattr(exports, "render_export", find_harm_meanwhile)
    make_export(export_id=export.pk, now=timezone.now())
    assert fresh(export).state == ExportState.VOID
    with pytest.raises(FileNotFoundError):
        fresh_file(export)


def test_archive_asks_for_the_state_of_the_moment_at_which_a_file_is_added() -> None:
    rows = with_clean_documents(2)
    read = read_applications(hr_manager(), [row.pk for row in rows])

    def find_harm_after_reading() -> Iterator[Application]:
        for application in read:
            find_harm(application)
            yield application

    made = b"".join(archive_documents(find_harm_after_reading(), language="en"))
    archive = ZipFile(BytesIO(made))
    assert archive.namelist() == ["index.html"]
    assert "It is not handed out" in archive.read("index.html").decode()


def test_archive_asks_again_before_each_file_it_adds() -> None:
    """The verdict comes when the archive is under way, and the first file in it."""
    rows = with_clean_documents(2)
    read = read_applications(hr_manager(), [row.pk for row in rows])
    chunks = archive_documents(read, language="en")
    begun = next(chunks)
    find_harm(rows[1])
    archive = ZipFile(BytesIO(begun + b"".join(chunks)))
    assert len(archive.namelist()) == 2, "the first file and the page"
    assert "It is not handed out" in archive.read("index.html").decode()


def test_short_export_notes_no_access_to_what_it_withholds() -> None:
    rows = applications(1, cv=scanned(ScanState.FAILED))
    selection = Selection(hr_manager(), [row.pk for row in rows])
    list(export_now(selection=selection, wish=DOCUMENTS, now=timezone.now()))
    assert DocumentAccess.objects.count() == 0
