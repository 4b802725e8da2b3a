"""The text of a CV, looked for wherever bytes can lie: in every column, in the storage, in temporary folders."""

import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from applications.documents import upload_check
from applications.documents.previews.making import make_document_preview
from applications.models import Application, ApplicationWords, Document, Draft
from applications.services.copy_requests import request_full_copy
from hiring.enums import ExportKind
from hiring.exports.wishes import Wish
from hiring.services.copy_review import release_copy
from hiring.services.exports import Selection, begin_export, make_export
from tests.applications import files
from tests.applications.documents.previews import samples
from tests.applications.factories import hr_manager
from tests.applications.site import apply_path, fill_in, send
from tests.applications.traces import stored_files
from tests.applications.word_search import matching_words
from tests.careers.factories import published

pytestmark = pytest.mark.django_db(transaction=True)
MARKER = "Zwqxjyvendor"
"""A word of its own, in the text of the CV and in its bytes as they are sent."""
READABLE = {"applications_applicationwords"}
"""The word index of the search: decision 0033 says why."""
COLUMNS = """
SELECT table_name, column_name, data_type FROM information_schema.columns
JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
"""


def cv(size: int = 0) -> bytes:
    """A PDF that shows the marker and also says it in clear, after so many bytes."""
    written = BytesIO()
    with pikepdf.open(BytesIO(samples.text_pdf(["Lebenslauf", MARKER]))) as document:
        document.Root.Held = document.make_stream(b"." * size + MARKER.encode())
        document.save(written, compress_streams=False, deterministic_id=True)
    return written.getvalue()


@pytest.fixture
def temporary(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for all temporary files of this process."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = None
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def columns_that_hold(word: str) -> list[str]:
    """Tables and columns in which some row says it, as text or within bytes."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        for table, column, kind in cursor.fetchall():
            value = f'"{column}"' if kind == "bytea" else f"convert_to(\"{column}\"::text, 'UTF8')"
            spelled = [word, word.lower(), word.upper()]
            said = " OR ".join([f"position(convert_to(%s, 'UTF8') IN {value}) > 0"] * 3)
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE {said}', spelled)
            if cursor.fetchone()[0]:
                found.append(f"{table}.{column}")
    return found


def files_that_hold(word: str, *folders: Path) -> list[Path]:
    every = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path for path in every if word.encode() in path.read_bytes()]


def tables(columns: list[str]) -> set[str]:
    return {column.partition(".")[0] for column in columns}


def check_nothing_is_plain(folders: list[Path]) -> None:
    assert tables(columns_that_hold(MARKER)) <= READABLE
    assert files_that_hold(MARKER, *folders) == []


@pytest.fixture
def looked_at_while_checked(
    temporary: Path, private_storage: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[int]]:
    """Looks each time an upload is read; gives how large it was."""
    read, sizes = upload_check.read_content, list[int]()

    def read_and_look(content: Any, patience: Any) -> Any:
        content.seek(0)
        sizes.append(len(content.read()))
        check_nothing_is_plain([temporary, private_storage])
        return read(content, patience)

    monkeypatch.setattr(upload_check, "read_content", read_and_look)
    yield sizes
    assert sizes != []


def test_search_would_find_the_marker_in_a_column_and_in_a_file(private_storage: Path) -> None:
    """What the others count on."""
    published(title_en=f"A {MARKER}")
    private_storage.mkdir(parents=True)
    (private_storage / "plain").write_bytes(cv())
    assert columns_that_hold(MARKER) != []
    assert len(files_that_hold(MARKER, private_storage)) == 1


@pytest.mark.parametrize("size", [0, 3 * 1024 * 1024], ids=["in memory", "in a temporary file"])
def test_cv_sent_with_the_form_is_nowhere_in_plain(
    client: Client,
    looked_at_while_checked: list[int],
    temporary: Path,
    private_storage: Path,
    size: int,
) -> None:
    send(client, published(), cv=files.upload(cv(size)))
    assert looked_at_while_checked == [len(cv(size))]
    check_whole_life(temporary, private_storage)


def test_cv_sent_in_pieces_is_nowhere_in_plain(
    client: Client, looked_at_while_checked: list[int], temporary: Path, private_storage: Path
) -> None:
    posting, content = published(), cv(20_000)
    about = {"file-name": "CV.pdf", "file-size": len(content), "file-kind": "cv"}
    path = client.post(apply_path(posting, name="uploads"), about).json()["path"]
    cut = len(content) - 40
    for offset, piece in ((0, content[:cut]), (cut, content[cut:])):
        check_nothing_is_plain([temporary, private_storage])
        client.patch(
            path,
            piece,
            content_type="application/octet-stream",
            headers={"Upload-Offset": str(offset)},
        )
        assert len(stored_files()) == 1, "a piece that waits, then the document"
    draft = Draft.objects.get()
    fill_in(client, posting, cv=None, token=str(draft.token))
    client.post(apply_path(posting, name="review"))
    check_whole_life(temporary, private_storage)


def check_whole_life(temporary: Path, private_storage: Path) -> None:
    """Preview, index, a long export and the full copy are made; the index alone says the word."""
    document = Document.objects.get()
    application = Application.objects.get()
    make_document_preview(document_id=document.pk, now=timezone.now())
    preview = document.preview
    preview.refresh_from_db()
    assert MARKER in preview.read_text()
    assert preview.pages.count() == 1
    user = hr_manager()
    selection = Selection(user, [application.pk])
    export = begin_export(
        selection=selection, wish=Wish(ExportKind.DOCUMENTS, "en"), now=timezone.now()
    )
    make_export(export_id=export.pk, now=timezone.now())
    copy = request_full_copy(application=application, now=timezone.now())
    release_copy(request=copy, actor=user, now=timezone.now())
    assert len(stored_files()) == 4
    with document.open() as content:
        assert MARKER.encode() in content.read()
    assert [*matching_words(MARKER)] == [application]
    assert tables(columns_that_hold(MARKER)) == READABLE
    assert ApplicationWords.objects.count() == 1
    assert files_that_hold(MARKER, temporary, private_storage) == []
    for signature in ("%PDF", "RIFF", "PK\x03\x04"):
        assert files_that_hold(signature, private_storage) == []
