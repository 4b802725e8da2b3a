"""Bytes of a PDF that qpdf does not look at are not handed on; honest revisions keep every byte."""

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from django.core.files.base import ContentFile

from applications.documents import pdf_layout
from applications.documents.upload_check import CheckedUpload, check_upload
from applications.enums import Removed
from tests.applications import files
from tests.applications.documents.test_pdf_cleaning import empty, script_at_opening, written

MARKER = b"MARKER-OF-OURS"
START = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
SIGNATURE = b"<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 9 9 9] /Contents <00> >>"


def revised(earlier: bytes, objects: dict[int, bytes]) -> bytes:
    """One more revision behind it, as programs write that fill in a form or sign."""
    with pikepdf.open(BytesIO(earlier)) as document:
        root, size = document.Root.objgen[0], len(document.objects) + 1
    content, places = earlier, {}
    for number, body in objects.items():
        places[number] = len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % one for one in places.items())
    facts = (max(size, *(number + 1 for number in objects)), root, START.findall(earlier)[-1])
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %s >>\n" % (facts[0], facts[1], facts[2])
    return content + b"xref\n%s%sstartxref\n%d\n%%%%EOF\n" % (table, trailer, len(content))


def root_of(content: bytes, more: bytes = b"") -> dict[int, bytes]:
    """The catalog as another revision has it."""
    with pikepdf.open(BytesIO(content)) as document:
        pages = document.Root.Pages.objgen[0]
        return {document.Root.objgen[0]: b"<< /Type /Catalog /Pages %d 0 R %s >>" % (pages, more)}


def signed(content: bytes) -> bytes:
    field = b"<< /FT /Sig /T (Signature) /V 91 0 R >>"
    form = b"/AcroForm << /Fields [90 0 R] /SigFlags 3 >>"
    return revised(content, {**root_of(content, form), 90: field, 91: SIGNATURE})


def plain() -> bytes:
    return files.pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)


def with_script() -> bytes:
    document = empty()
    script_at_opening(document)
    return written(document)


def between(content: bytes) -> bytes:
    return revised(content + b"<html>" + MARKER, root_of(content))


def unlisted(content: bytes) -> bytes:
    """An object that stands in the file and in no table."""
    place = content.index(b"1 0 obj")
    hidden = b"1 0 obj\n<< /Hidden (%s) >>\nendobj\n" % MARKER
    table = content.index(b"\nxref\n") + 1
    moved = content[:place] + content[place:table] + hidden + content[table:]
    start = START.findall(content)[-1]
    return moved.replace(b"startxref\n" + start, b"startxref\n%d" % (int(start) + len(hidden)))


STRAY: dict[str, Callable[[], bytes]] = {
    "lines in front": lambda: b"Subject: " + MARKER + b"\n\n" + plain(),
    "page behind": lambda: plain() + b"<!doctype html>" + MARKER,
    "archive behind": lambda: plain() + files.archive({"a.txt": MARKER}, compression=0),
    "page in a comment": lambda: plain() + b"%<script>" + MARKER + b"\n",
    "page between revisions": lambda: between(plain()),
    "object in no table": lambda: unlisted(plain()),
    "script in an earlier revision": lambda: (
        revised(with_script(), root_of(with_script())) + b"% " + MARKER
    ),
    "archive in a stream": lambda: revised(
        plain(),
        {
            80: b"<< /Length 40 >>\nstream\n"
            + (MARKER + b"PK\5\6").ljust(40, b"\0")
            + b"\nendstream"
        },
    ),
}
HONEST: dict[str, Callable[[], bytes]] = {
    "plain": plain,
    "object streams": lambda: files.pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "linearised": lambda: files.pdf(linearize=True),
    "linearised, object streams": lambda: files.pdf(
        linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
    ),
    "linearised, then revised": lambda: revised(
        files.pdf(linearize=True), root_of(files.pdf(linearize=True))
    ),
    "revised": lambda: revised(plain(), root_of(plain())),
    "revised thrice": lambda: revised(
        revised(revised(plain(), root_of(plain())), root_of(plain())), root_of(plain())
    ),
    "signed": lambda: signed(plain()),
    "signed, zeros behind": lambda: signed(plain()) + bytes(600),
    "lines end as in Windows": lambda: plain() + b"\r\n\r\n",
}


def check(content: bytes) -> CheckedUpload:
    return check_upload(ContentFile(content, name="CV.pdf"))


def read(checked: CheckedUpload) -> bytes:
    checked.content.seek(0)
    return bytes(checked.content.read())


@pytest.mark.parametrize("name", STRAY)
def test_stray_bytes_go_and_the_author_reads_so(name: str) -> None:
    sent = STRAY[name]()
    checked = check(sent)
    assert checked.removed == (Removed.REST,)
    kept = read(checked)
    assert (MARKER in sent, MARKER in kept, b"JavaScript" in kept) == (True, False, False)
    assert check(kept).removed == ()


@pytest.mark.parametrize("name", HONEST)
def test_honest_revisions_keep_every_byte(name: str) -> None:
    sent = HONEST[name]()
    checked = check(sent)
    assert (checked.removed, checked.original) == ((), None)
    assert read(checked) == sent


def test_signature_that_a_copy_breaks_is_taken_out_and_named() -> None:
    checked = check(signed(with_script()))
    assert set(checked.removed) == {Removed.REST, Removed.SIGNATURE}
    with pikepdf.open(BytesIO(read(checked))) as clean:
        [field] = clean.Root.AcroForm.Fields
        assert ("/V" in field, str(field.T), len(clean.pages)) == (False, "Signature", 1)
    assert check(read(checked)).removed == ()


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("limit", ["MAX_REVISIONS", "MAX_LOOKED_AT"])
def test_more_revisions_than_can_be_looked_at_are_written_as_one(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_layout, limit, 1)
    assert check(HONEST["revised"]()).removed == (Removed.REST,)
    assert check(plain()).removed == ()
