"""Files of few bytes that would keep their reader busy for minutes or fill its memory."""

from io import BytesIO
from time import perf_counter

import pytest
from PIL import Image

from applications.documents.images import MAX_SCANS
from applications.documents.inspection import inspect_file
from applications.documents.pdf import MAX_PAGES
from applications.documents.refusals import Cause, RefusedContent
from applications.enums import MediaType
from tests.applications import files

SCAN, THUMBNAIL = b"\xff\xda", b"\xff\xe1\x00\x0a\xff\xda\x00\x02\xff\xda\xff\xd9"


def progressive(scans: int, more: bytes = b"") -> bytes:
    """A picture whose last scan is repeated until there are so many; `more` follows its beginning."""
    written = BytesIO()
    Image.new("L", (64, 64), 128).save(written, "JPEG", progressive=True)
    picture = written.getvalue().removesuffix(b"\xff\xd9")
    last = picture[picture.rindex(SCAN) :]
    repeated = last * (scans - picture.count(SCAN))
    return picture[:2] + more + picture[2:] + repeated + b"\xff\xd9"


def pdf_with(branches: int, pages: int) -> bytes:
    """A PDF that names one page again and again, in branches."""
    kids = b" ".join(b"%d 0 R" % number for number in range(4, 4 + branches))
    branch = b"<</Type/Pages/Parent 2 0 R/Count %d/Kids[%s]>>" % (pages, b"3 0 R " * pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (branches * pages, kids),
        b"<</Type/Page/Parent 4 0 R/MediaBox[0 0 9 9]>>",
        *[branch] * branches,
    ]
    body, places = b"%PDF-1.7\n", b""
    for number, one in enumerate(objects, start=1):
        places += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, places)
    end = b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n"
    return body + table + end % (len(objects) + 1, len(body))


def cause(content: bytes) -> Cause:
    with pytest.raises(RefusedContent) as refusal:
        inspect_file(BytesIO(content))
    return refusal.value.cause


def test_picture_of_many_scans_is_refused() -> None:
    assert inspect_file(BytesIO(progressive(MAX_SCANS))) is MediaType.JPG
    assert cause(progressive(MAX_SCANS + 1)) is Cause.TOO_COMPLEX


def test_scans_of_a_thumbnail_and_of_what_follows_a_picture_do_not_count() -> None:
    assert inspect_file(BytesIO(progressive(MAX_SCANS, THUMBNAIL) + SCAN * 50)) is MediaType.JPG


def test_picture_that_begins_again_at_each_interval_is_taken() -> None:
    written = BytesIO()
    Image.effect_noise((640, 480), 50).save(written, "JPEG", restart_marker_blocks=1)
    assert inspect_file(BytesIO(written.getvalue())) is MediaType.JPG


def test_docx_of_endless_content_types_is_refused_soon() -> None:
    endless = b"<Override " * 100_000
    begun = perf_counter()
    assert cause(files.docx(**{"[Content_Types].xml": endless})) is Cause.WRONG_TYPE
    assert perf_counter() - begun < 10
    assert inspect_file(BytesIO(files.docx())) is MediaType.DOCX


def test_pdf_that_names_a_page_too_often_is_refused() -> None:
    assert inspect_file(BytesIO(pdf_with(10, MAX_PAGES // 10 - 1))) is MediaType.PDF
    assert cause(pdf_with(10, MAX_PAGES // 10)) is Cause.TOO_COMPLEX


def test_pdf_whose_pages_inherit_their_size_is_taken() -> None:
    size, page = b"/MediaBox[0 0 9 9]", b"<</Type/Page/Parent 4 0 R"
    inherited = pdf_with(1, 1).replace(size, b"").replace(b"/Count 1", b"/Count 1" + size)
    assert inherited.count(page + b">>") == 1
    assert inspect_file(BytesIO(inherited)) is MediaType.PDF


def test_pdf_with_a_gap_in_its_tree_of_pages_is_taken() -> None:
    gap = pdf_with(1, 2).replace(b"/Kids[3 0 R", b"/Kids[null")
    assert inspect_file(BytesIO(gap)) is MediaType.PDF


def test_pdf_whose_tree_of_pages_is_a_circle_is_refused() -> None:
    circle = pdf_with(1, 1).replace(b"/Kids[3 0 R ]", b"/Kids[2 0 R ]")
    assert cause(circle) in {Cause.TOO_COMPLEX, Cause.BROKEN}
    assert inspect_file(BytesIO(files.pdf(3))) is MediaType.PDF
