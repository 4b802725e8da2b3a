import time
import zlib

import pytest

from applications.documents.refusals import Cause, RefusedUpload
from applications.documents.upload_check import check_upload
from tests.applications import files
from tests.applications.files import upload

PAGE = b"3 0 obj<</Type/Page/MediaBox[0 0 9 9]>>endobj\n"
ROOT = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
TRAILER = b"trailer<</Root 1 0 R>>\n%%EOF"


def swelling_pdf(megabytes: int) -> bytes:
    """A PDF of a few kilobytes whose table of objects unpacks to this many megabytes."""
    packed = bytes(megabytes * 1024 * 1024)
    for _time in range(2):
        packed = zlib.compress(packed, 9)
    head = b"1 0 obj<</Type/XRef/Size 9999999/W[1 2 1]/Root 2 0 R/Length %d" % len(packed)
    filters = b"/Filter[/FlateDecode/FlateDecode]>>stream\n"
    end = b"\nendstream endobj\nstartxref\n9\n%%EOF"
    return b"%PDF-1.5\n" + head + filters + packed + end


def paged_pdf(times: int) -> bytes:
    """A PDF that names its one page this many times."""
    pages = b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj\n" % (times, b"3 0 R " * times)
    return b"%PDF-1.4\n" + ROOT + pages + PAGE + TRAILER


@pytest.mark.parametrize(
    "content", [swelling_pdf(300), paged_pdf(300_000)], ids=["swells", "repeats"]
)
def test_gate_refuses_a_pdf_made_to_exhaust_it_soon(content: bytes) -> None:
    start = time.process_time()
    with pytest.raises(RefusedUpload) as refusal:
        check_upload(upload(content))
    assert (refusal.value.cause, time.process_time() - start < 5) == (Cause.BROKEN, True)


def test_gate_takes_a_pdf_of_many_pages() -> None:
    assert check_upload(upload(files.pdf(pages=1000))).name == "Lebenslauf.pdf"
