"""PDFs with a second table: what only newer programs know may be the structure of the text, and nothing that is shown."""

import struct

import pytest
from django.core.files.base import ContentFile

from applications.documents.upload_check import check_upload
from applications.enums import Removed

SHOWN = b"BT /F1 12 Tf 20 50 Td (%s) Tj ET"
STRUCTURE = b"<</Type/StructTreeRoot>>"


def stream(words: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(words), words)


def hybrid(root: bytes, contents: bytes, last: bytes, *, in_one: bool = False) -> bytes:
    """Object 6 is named by the second table alone, which is object 7.

    The table that leads to it is empty, as Word has it, or that of all others.
    """
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % root,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Resources<</Font<</F1 4 0 R>>>>/Contents[%s]>>"
        % contents,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream(SHOWN % b"shown by all"),
        last,
    ]
    written, places = b"%PDF-1.5\n", list[int]()
    for number, body in enumerate(bodies, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    second = len(written)
    rows = b"".join(struct.pack(">BIB", 1, place, 0) for place in (places[5], second))
    table = b"/Type/XRef/W[1 4 1]/Index[6 2]/Size 8/Root 1 0 R"
    written += b"7 0 obj\n%s\nendobj\n" % stream(rows, table)
    first = len(written)
    lines = b"".join(b"%010d 00000 n \n" % place for place in places[:5])
    written += b"xref\n0 7\n0000000000 65535 f \n" + lines + b"0000000000 65535 f \n"
    if in_one:
        return written + (
            b"trailer\n<</Size 8/Root 1 0 R/XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n"
            % (second, first)
        )
    written += b"trailer\n<</Size 8/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % first
    empty = len(written)
    said = (first, second, empty)
    return written + (
        b"xref\n0 0\ntrailer\n<</Size 8/Root 1 0 R/Prev %d/XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n"
        % said
    )


@pytest.mark.parametrize(
    ("root", "contents", "last", "removed"),
    [
        (b"/StructTreeRoot 6 0 R", b"5 0 R", STRUCTURE, ()),
        (b"", b"5 0 R 6 0 R", stream(SHOWN % b"shown by some"), (Removed.REST,)),
        (b"/Names 6 0 R", b"5 0 R", b"<<>>", (Removed.REST,)),
    ],
    ids=["structure", "words of a page", "names of the document"],
)
@pytest.mark.parametrize("in_one", [False, True])
def test_what_is_hidden_from_some_programs_is_nothing_that_others_show(
    root: bytes, contents: bytes, last: bytes, removed: tuple[Removed, ...], *, in_one: bool
) -> None:
    sent = ContentFile(hybrid(root, contents, last, in_one=in_one), name="CV.pdf")
    assert check_upload(sent).removed == removed
