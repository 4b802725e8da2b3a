"""Documents and dossiers as ZIP archives, unpacked again."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db.models import Q
from pikepdf import Pdf
from pypdf import PdfReader

from applications.documents.upload_check import check_upload
from applications.models import Application
from applications.services.follow_up import add_document
from careers.channels.pdf.typesetter import TypesetterFailed
from careers.channels.pdf.typesetting import typeset
from hiring.exports import dossiers
from hiring.exports.document_archive import archive_documents
from hiring.exports.dossiers import archive_dossiers, dossier_columns, dossier_reader, draw_dossier
from hiring.exports.sources import read_applications
from tests.applications import files
from tests.applications.factories import (
    ApplicationFactory,
    DocumentFactory,
    StaffFactory,
    hr_manager,
    team_member,
)
from tests.hiring.factories import NOW

pytestmark = pytest.mark.django_db


def unpack(chunks: Iterator[bytes]) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(b"".join(chunks))) as archive:
        assert archive.testzip() is None
        return {info.filename: archive.read(info) for info in archive.infolist()}


def documents_of(*applications: Application, language: str = "de") -> dict[str, bytes]:
    keys = [one.pk for one in applications]
    return unpack(archive_documents(read_applications(hr_manager(), keys), language=language))


def index_of(unpacked: dict[str, bytes]) -> BeautifulSoup:
    return BeautifulSoup(unpacked["index.html"].decode(), "html.parser")


def test_files_have_readable_names_and_their_bytes() -> None:
    one = ApplicationFactory(cv={"stored": b"first", "size": 5})
    two = ApplicationFactory(name="AYŞE ÖZTÜRK", cv={"stored": b"other", "size": 5})
    assert {name: content for name, content in documents_of(one, two).items() if "–" in name} == {
        "Ayşe Öztürk – Lebenslauf – Lebenslauf Öztürk.pdf": b"first",
        "AYŞE ÖZTÜRK – Lebenslauf – Lebenslauf Öztürk (2).pdf": b"other",
    }


def test_page_lists_every_file_and_says_what_is_missing() -> None:
    one = ApplicationFactory(name="Kim <b>Li</b>")
    DocumentFactory(application=one, kind="other", name="gone.pdf", stored=False)
    empty = ApplicationFactory(cv=False)
    unpacked = documents_of(one, empty, language="en")
    page = index_of(unpacked)
    assert page.html is not None
    assert page.html["lang"] == "en"
    assert [head.text for head in page.find_all("h2")] == ["Kim <b>Li</b>", "Ayşe Öztürk"]
    assert "One file is missing." in page.text
    lines = [" ".join(line.text.split()) for line in page.find_all("li")]
    stem = "Kim _b_Li__b_"
    assert lines[1] == (
        f"Further document: {stem} – Further document – gone.pdf (The file of this document is missing.)"
    )
    assert [link["href"].startswith("Kim%20_b_Li") for link in page.find_all("a")] == [True]
    assert sorted(unpacked) == sorted([f"{stem} – CV – Lebenslauf Öztürk.pdf", "index.html"])


def test_archive_is_never_whole_in_memory() -> None:
    size = 3 * 1024 * 1024
    one = ApplicationFactory(cv={"stored": b"x" * size, "size": size})
    chunks = [*archive_documents(read_applications(hr_manager(), [one.pk]), language="de")]
    assert sum(map(len, chunks)) > size
    assert max(map(len, chunks)) < 512 * 1024


def test_archive_holds_nothing_that_was_taken_out() -> None:
    one = ApplicationFactory(cv=False)
    upload = check_upload(files.upload(files.pdf_with_script()))
    add_document(application=one, upload=upload, now=NOW)
    chunks = archive_documents(read_applications(hr_manager(), [one.pk]), language="de")
    found = unpack(chunks)
    assert len(found) == 2
    assert [name for name, content in found.items() if b"/JavaScript" in content] == []


def pdf_text(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def dossier(application: Application, *, language: str, user: Any = None) -> bytes:
    reader = user or hr_manager()
    shown = dossier_reader(reader, dossier_columns(reader), language=language, at=NOW)
    [read] = read_applications(reader, [application.pk])
    return draw_dossier(read, shown)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "de",
            (
                "Vertraulich.",
                "Bewerbungsnummer",
                "Antworten",
                "Ja",
                "Unterlagen",
                "Lebenslauf",
                "Nachricht",
            ),
        ),
        ("en", ("Confidential.", "Reference", "Answers", "Yes", "Documents", "CV", "Message")),
    ],
)
def test_dossier_says_all_of_an_application(language: str, words: tuple[str, ...]) -> None:
    question = {"key": "1", "label": "Führerschein?", "kind": "boolean", "value": True}
    one = ApplicationFactory(answers=[question], message="Guten Tag\n\n#set text(1pt)")
    content = dossier(one, language=language)
    text = pdf_text(content)
    expected = (*words, one.reference, "Ayşe Öztürk", "Führerschein?", "#set text(1pt)")
    assert [word for word in expected if word not in text] == []
    with Pdf.open(io.BytesIO(content)) as pdf:
        assert (str(pdf.Root.Lang), str(pdf.docinfo.Title)) == (language, "Ayşe Öztürk")
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()


def test_dossier_shows_the_team_nothing_of_keeping() -> None:
    one = ApplicationFactory(rejected=True)
    assert "Erased on" in pdf_text(dossier(one, language="en"))
    assert "Erased on" not in pdf_text(dossier(one, language="en", user=team_member(one)))


def test_dossier_has_notes_for_those_who_may_read_them() -> None:
    one, user = ApplicationFactory(), StaffFactory()
    one.staff_notes.create(text="Kennt sich mit Netzen aus", at=NOW)
    rights = Q(codename__in=["view_application", "see_every_application"])
    user.user_permissions.set(Permission.objects.filter(rights))
    told = [pdf_text(dossier(one, language="en", user=reader)) for reader in (hr_manager(), user)]
    assert ["Kennt sich mit Netzen aus" in text for text in told] == [True, False]


def test_dossiers_are_one_pdf_each() -> None:
    rows = [ApplicationFactory(), ApplicationFactory(name="Kim 🙂")]
    user = hr_manager()
    reader = dossier_reader(user, dossier_columns(user), language="de", at=NOW)
    unpacked = unpack(archive_dossiers(read_applications(user, [one.pk for one in rows]), reader))
    assert [*unpacked] == [
        f"Ayşe Öztürk – {rows[0].reference}.pdf", f"Kim 🙂 – {rows[1].reference}.pdf",
    ]  # fmt: skip
    assert {content[:5] for content in unpacked.values()} == {files.pdf()[:5]}


def test_dossier_that_cannot_be_typeset_is_text_and_the_others_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    question = {"key": "1", "label": "Wo?", "kind": "text", "value": "In Köln"}
    bad = ApplicationFactory(name="Bad One", message="Guten\nTag", answers=[question])
    good = ApplicationFactory()

    def typeset_some(template: Path, **inputs: str) -> bytes:
        if "Bad One" in inputs["dossier"]:
            raise TypesetterFailed
        return typeset(template, **inputs)

    monkeypatch.setattr(dossiers, "typeset", typeset_some)
    user = hr_manager()
    reader = dossier_reader(user, dossier_columns(user), language="de", at=NOW)
    unpacked = unpack(archive_dossiers(read_applications(user, [bad.pk, good.pk]), reader))
    [text] = [content.decode() for name, content in unpacked.items() if name.endswith(".txt")]
    expected = (
        "Bad One\n\n",
        bad.reference,
        "Nachricht\nGuten\nTag\n",
        "Wo?\nIn Köln\n",
        "Lebenslauf",
    )
    assert [words for words in expected if words not in text] == []
    assert [content[:4] for name, content in unpacked.items() if name.endswith(".pdf")] == [b"%PDF"]


def test_hidden_places_to_break_a_line_are_left_out_of_a_dossier() -> None:
    text = pdf_text(
        dossier(ApplicationFactory(message="Ro\u00adsi\u200bne's \"O'Neill\""), language="de")
    )
    assert "Rosine's \"O'Neill\"" in text
