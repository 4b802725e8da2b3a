"""Files that a rule must stop or clean; harmless all of them, each with a marker of our own where something is active."""

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pikepdf

from applications.documents.refusals import Cause
from applications.enums import Removed
from tests.applications import files
from tests.applications.documents import office_files as made
from tests.applications.documents.active_docx import ACTIVE as ACTIVE_DOCX
from tests.applications.documents.active_docx import HIDDEN
from tests.applications.documents.active_odt import ACTIVE as ACTIVE_ODT
from tests.applications.documents.heic_files import heic, with_brand
from tests.applications.documents.refused_docx import REFUSED as REFUSED_DOCX
from tests.applications.documents.test_pdf_cleaning import ACTIVE as ACTIVE_PDF


class Harmful(NamedTuple):
    """What has to come of a file: the cause of its refusal, or what is taken out of it."""

    what: str
    name: str
    content: bytes
    wanted: Cause | set[Removed]


def harmful_files() -> Iterator[Harmful]:
    yield from refused_files()
    for what, (make, cause) in REFUSED_DOCX.items():
        yield Harmful(what, "CV.docx", make(), cause)
    for what, (make, kind) in ACTIVE_DOCX.items():
        yield Harmful(f"DOCX, {what}", "CV.docx", make(), {kind})
    for what, (make, kind) in ACTIVE_ODT.items():
        yield Harmful(f"ODT, {what}", "CV.odt", make(), {kind})
    for change, kinds in ACTIVE_PDF.items():
        yield Harmful(f"PDF, {change.__name__}", "CV.pdf", changed_pdf(change), kinds)


def changed_pdf(change: object) -> bytes:
    document, written = pikepdf.new(), BytesIO()
    document.add_blank_page(page_size=(200, 100))
    assert callable(change)
    change(document)
    document.save(written)
    return written.getvalue()


def refused_files() -> Iterator[Harmful]:
    macros = files.docx(**{"word/vbaProject.bin": "no macro"})
    no_macros = made.odt(more={"Basic/Standard/Module1.xml": "<a/>"})
    yield Harmful("nothing", "CV.pdf", b"", Cause.EMPTY)
    yield Harmful("page", "CV.html", files.HTML, Cause.WRONG_TYPE)
    yield Harmful("page called PDF", "CV.pdf", files.HTML, Cause.WRONG_TYPE)
    yield Harmful("page before a PDF", "CV.pdf", files.HTML + files.pdf(), Cause.WRONG_TYPE)
    yield Harmful("text", "CV.txt", b"Projekte", Cause.WRONG_TYPE)
    yield Harmful("drawing", "CV.svg", b"<svg/>", Cause.WRONG_TYPE)
    yield Harmful("program", "CV.pdf", b"MZ harmless", Cause.WRONG_TYPE)
    yield Harmful("PDF called a program", "CV.exe", files.pdf(), Cause.WRONG_EXTENSION)
    yield Harmful("the same in wide letters", "CV.ＥＸＥ", files.pdf(), Cause.WRONG_EXTENSION)
    yield Harmful("hidden ending", "CV\u202efdp.exe", files.pdf(), Cause.WRONG_EXTENSION)
    yield Harmful("archive", "CV.docx", files.archive({"a.txt": "a"}), Cause.WRONG_TYPE)
    yield Harmful(
        "spreadsheet",
        "CV.docx",
        files.archive(files.docx_parts("application/x-sheet.main+xml")),
        Cause.WRONG_TYPE,
    )
    yield Harmful("old Word", "CV.doc", made.OLE, Cause.OLD_OFFICE)
    yield Harmful("locked PDF", "CV.pdf", files.locked_pdf(), Cause.LOCKED)
    yield Harmful("cut PDF", "CV.pdf", b"%PDF-1.7\n1 0 obj", Cause.BROKEN)
    yield Harmful("cut DOCX", "CV.docx", files.docx()[:-30], Cause.BROKEN)
    yield Harmful("cut ODT", "CV.odt", files.odt()[:-30], Cause.BROKEN)
    yield Harmful("cut JPG", "CV.jpg", files.picture("JPEG", (200, 200))[:900], Cause.BROKEN)
    yield Harmful("cut PNG", "CV.png", files.picture("PNG")[:60], Cause.BROKEN)
    yield Harmful("cut HEIC", "CV.heic", heic()[:-200], Cause.BROKEN)
    yield Harmful("AVIF", "CV.avif", with_brand(heic(), b"avif"), Cause.WRONG_TYPE)
    yield Harmful("film", "CV.mp4", with_brand(heic(), b"mp42"), Cause.WRONG_TYPE)
    yield Harmful("macros of Word", "CV.docx", macros, Cause.MACROS)
    yield Harmful("macros of LibreOffice", "CV.odt", no_macros, Cause.MACROS)
    doctype = {"word/document.xml": "<!DOCTYPE d><d/>"}
    yield Harmful("document type", "CV.docx", files.docx(**doctype), Cause.WRONG_TYPE)


def is_marked(content: bytes) -> bool:
    """Whether the marker of what is active is still in a DOCX or ODT that was handed on."""
    return HIDDEN.encode() in made.unpacked(content)
