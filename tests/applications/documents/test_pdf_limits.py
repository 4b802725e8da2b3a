"""Harmless PDFs under low limits: nothing here would trouble a reader that has none."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest

from applications.documents import pdf
from applications.documents.inspection import inspect_file
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.upload_check import check_upload
from applications.enums import MediaType
from tests.applications import files
from tests.applications.files import upload

PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}


@pytest.fixture(autouse=True)
def limits_of_the_site() -> Iterator[None]:
    """They hold for the whole process, so that a lowered one would stay."""
    yield
    pdf.limit_parser()


def branched_pdf(branches: int, pages: int) -> bytes:
    """A PDF whose pages hang on branches of its tree, as long documents have them."""
    document = pikepdf.new()
    kids = []
    for _branch in range(branches):
        branch = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Count=pages))
        page = pikepdf.Dictionary(Type=pikepdf.Name.Page, Parent=branch, MediaBox=[0, 0, 9, 9])
        branch.Kids = pikepdf.Array([document.make_indirect(page) for _page in range(pages)])
        branch.Parent = document.Root.Pages
        kids.append(branch)
    document.Root.Pages.Kids = pikepdf.Array(kids)
    document.Root.Pages.Count = branches * pages
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def cause(content: bytes) -> Cause:
    with pytest.raises(RefusedContent) as refusal:
        inspect_file(BytesIO(content))
    return refusal.value.cause


@pytest.mark.parametrize("lowered", [{"unpacked": 1000}, {"items": 3}, {"filters": 0}])
def test_pdf_beyond_a_limit_of_its_parser_is_refused(lowered: dict[str, int]) -> None:
    content = files.pdf(50, **PACKED)
    assert inspect_file(BytesIO(content)) is MediaType.PDF
    pdf.limit_parser(**lowered)
    assert cause(content) is Cause.BROKEN


def test_limits_of_the_parser_are_set_for_the_whole_process() -> None:
    limits = pikepdf.settings.get_qpdf_limits()
    unpacked = {limits[f"{way}_max_memory"] for way in ("flate", "png", "run_length", "tiff")}
    found = (unpacked, limits["parser_max_container_size"], limits["max_stream_filters"])
    assert found == ({pdf.MAX_UNPACKED_BYTES}, pdf.MAX_ITEMS, pdf.MAX_FILTERS)


def test_pdf_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 3)
    assert inspect_file(BytesIO(files.pdf(3))) is MediaType.PDF
    assert cause(files.pdf(4)) is Cause.TOO_COMPLEX


def test_branches_of_the_tree_of_pages_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 8)
    assert inspect_file(BytesIO(branched_pdf(2, 3))) is MediaType.PDF
    assert cause(branched_pdf(3, 2)) is Cause.TOO_COMPLEX


def test_pdf_whose_pages_inherit_their_size_is_taken() -> None:
    size = b"/MediaBox [ 0 0 9 9 ]"
    content = branched_pdf(1, 1)
    inherited = content.replace(size, b" " * len(size)).replace(b"/Kids", size + b" /Kids", 1)
    assert inherited.count(size) == 1
    assert inspect_file(BytesIO(inherited)) is MediaType.PDF


def test_pdf_with_a_gap_in_its_tree_of_pages_is_taken() -> None:
    document = pikepdf.open(BytesIO(files.pdf(2)))
    document.Root.Pages.Kids[0] = None
    written = BytesIO()
    document.save(written)
    assert b"null" in written.getvalue()
    assert inspect_file(BytesIO(written.getvalue())) is MediaType.PDF


def test_gate_takes_a_pdf_of_many_pages() -> None:
    assert check_upload(upload(files.pdf(pages=1000))).name == "Lebenslauf.pdf"
