"""Bytes of a DOCX or ODT beside its entries are not handed on, nor names that lead out of it."""

import struct
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile, ZipInfo

import pytest

from applications.documents.refusals import Cause
from applications.enums import Removed
from tests.applications import files
from tests.applications.documents import office_files as made
from tests.applications.documents.test_docx_cleaning import check, clean_bytes, refusal, unpacked

MARKER = b"MARKER-OF-OURS"


def with_comment() -> bytes:
    target = BytesIO(made.docx())
    with ZipFile(target, "a") as archive:
        archive.comment = MARKER
    return target.getvalue()


def with_other_name() -> bytes:
    target = BytesIO(made.docx())
    with ZipFile(target, "a") as archive:
        info = ZipInfo("word/a.xml")
        info.extra = struct.pack("<2H", 0x7075, len(MARKER)) + MARKER
        archive.writestr(info, "<a/>")
    return target.getvalue()


def between_entries() -> bytes:
    """As after an entry that was taken out of the directory alone."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, content in made.docx_parts().items():
            archive.writestr(name, content)
        archive.writestr("word/hidden.xml", MARKER)
        archive.writestr("word/last.xml", "<a/>")
        gone = archive.getinfo("word/hidden.xml")
        archive.filelist.remove(gone)
        del archive.NameToInfo[gone.filename]
    return target.getvalue()


STRAY: dict[str, Callable[[], bytes]] = {
    "another archive in front": lambda: (
        files.archive({"a.xml": MARKER}, compression=0) + made.docx()
    ),
    "bytes behind": lambda: made.docx() + MARKER,
    "comment": with_comment,
    "second name": with_other_name,
    "between entries": between_entries,
}


@pytest.mark.parametrize("name", STRAY)
def test_stray_bytes_go_and_the_author_reads_so(name: str) -> None:
    sent = STRAY[name]()
    assert check(sent).removed == (Removed.REST,)
    kept = clean_bytes(sent)
    assert (MARKER in sent, MARKER in kept) == (True, False)
    assert unpacked(kept) == unpacked(sent)
    assert check(kept).removed == ()


@pytest.mark.parametrize(
    "name",
    ["/word/x.xml", "../../x.xml", "word/../../x.xml", "C:\\x.xml", "\\x.xml", "word\\..\\x"],
)
def test_entry_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    assert refusal(made.docx(more={name: "<a/>"})) is Cause.BROKEN


def test_signature_that_a_cut_breaks_is_named() -> None:
    signed = {"META-INF/documentsignatures.xml": "<document-signatures/>"}
    active = made.odt(more={**signed, "setup.exe": b"MZ " + MARKER})
    assert check(active, "CV.odt").removed == (Removed.FILES, Removed.SIGNATURE)
    assert check(made.odt(more=signed) + MARKER, "CV.odt").removed == (Removed.REST,)
