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
from tests.applications.documents.honest_odt import signature
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


def behind_packed_data() -> bytes:
    """Within the size that both headers say, behind the end of what is packed."""
    content = bytearray(made.docx(more={"word/last.xml": "<a/>" * 20}))
    with ZipFile(BytesIO(content)) as archive:
        last, directory = archive.getinfo("word/last.xml"), archive.start_dir
    size = struct.pack("<L", last.compress_size + len(MARKER))
    content[last.header_offset + 18 : last.header_offset + 22] = size
    in_directory = content.rindex(b"PK\1\2") + 20
    content[in_directory : in_directory + 4] = size
    content[-6:-2] = struct.pack("<L", directory + len(MARKER))
    content[directory:directory] = MARKER
    return bytes(content)


STRAY: dict[str, Callable[[], bytes]] = {
    "another archive in front": lambda: (
        files.archive({"a.xml": MARKER}, compression=0) + made.docx()
    ),
    "bytes behind": lambda: made.docx() + MARKER,
    "comment": with_comment,
    "second name": with_other_name,
    "between entries": between_entries,
    "behind packed data": behind_packed_data,
}


@pytest.mark.parametrize("name", STRAY)
def test_stray_bytes_go_and_the_author_reads_so(name: str) -> None:
    sent = STRAY[name]()
    assert check(sent).removed == (Removed.REST,)
    kept = clean_bytes(sent)
    assert (MARKER in sent, MARKER in kept) == (True, False)
    assert unpacked(kept) == unpacked(sent)
    assert check(kept).removed == ()


@pytest.mark.parametrize(("place", "length"), [(14, 4), (18, 4), (22, 4), (6, 2)])
def test_header_before_an_entry_that_says_something_else_is_written_anew(
    place: int, length: int
) -> None:
    """Checksum, size when packed, size, flags: only a program that reads from the beginning looks there."""
    honest = made.docx()
    changed = bytearray(honest)
    changed[place : place + length] = (0x800 if length == 2 else 5).to_bytes(length, "little")
    assert check(bytes(changed)).removed == (Removed.REST,)
    kept = clean_bytes(bytes(changed))
    assert unpacked(kept) == unpacked(honest)
    assert check(kept).removed == ()


@pytest.mark.parametrize(("end", "removed"), [(b"", ()), (b"PK\7\x08", (Removed.REST,))])
def test_mark_in_an_entry_whose_size_is_said_behind_it_is_none_of_its_end(
    end: bytes, removed: tuple[Removed, ...]
) -> None:
    picture = made.PNG + end
    streamed = made.streamed(made.docx_parts(more={"word/a.png": picture}), "word/a.png")
    assert check(streamed).removed == removed
    assert unpacked(clean_bytes(streamed)) == unpacked(streamed)


@pytest.mark.parametrize(
    "name",
    ["/word/x.xml", "../../x.xml", "word/../../x.xml", "C:\\x.xml", "\\x.xml", "word\\..\\x"],
)
def test_entry_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    assert refusal(made.docx(more={name: "<a/>"})) is Cause.BROKEN


def test_signature_is_named_beside_what_else_goes() -> None:
    signed: made.Parts = {"META-INF/documentsignatures.xml": signature("content.xml")}
    active = made.odt(more={**signed, "setup.exe": b"MZ " + MARKER})
    assert check(active, "CV.odt").removed == (Removed.FILES, Removed.SIGNATURE)
