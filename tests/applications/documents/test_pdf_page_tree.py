"""PDFs of which programs would show different pages are written anew, with one list of pages."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.core.files.base import ContentFile
from pikepdf import Array, Dictionary, Name, Pdf

from applications.documents.pdf_page_tree import shows_the_same_pages
from applications.documents.upload_check import check_upload
from applications.enums import Removed
from tests.applications.documents.test_pdf_cleaning import written


def tree() -> Pdf:
    """Three pages, told by their widths: one beside a branch with two, whose height is that of the branch."""
    document = pikepdf.new()
    for width in (101, 102, 103):
        document.add_blank_page(page_size=(width, 50))
    root = document.Root.Pages
    first, *others = [page.obj for page in document.pages]
    branch = document.make_indirect(
        Dictionary(Type=Name.Pages, Kids=Array(others), Count=2, Parent=root, Rotate=0)
    )
    for page in others:
        page.Parent = branch
    root.Kids, root.Count = Array([first, branch]), 3
    return document


TORN = {
    "less": (b"/Count 3", b"/Count 2"),
    "more": (b"/Count 3", b"/Count 7"),
    "less of a branch": (b"/Count 2", b"/Count 1"),
    "nothing": (b"/Count 3", b"/Other 3"),
    "no number": (b"/Count 2", b"/Count()"),
    "that a branch is a page": (b"/Rotate 0 /Type /Pages", b"/Rotate 0 /Type /Page "),
    "that a page is a branch": (b"<< >> /Type /Page ", b"<<>> /Type /Pages "),
    "another branch": (b"/Parent 4 0 R /Resources", b"/Parent 2 0 R /Resources"),
}
"""What is written in the place of what: qpdf writes no such tree."""


def shown_by_pdfium(content: bytes) -> list[float]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_width() for page in document]


@pytest.mark.parametrize("what", TORN)
def test_pages_that_programs_count_otherwise_are_written_anew(what: str) -> None:
    honest = written(tree())
    old, new = TORN[what]
    assert old in honest
    assert len(old) == len(new)
    checked = check_upload(ContentFile(honest.replace(old, new), name="CV.pdf"))
    assert checked.removed == (Removed.REST,)
    checked.content.seek(0)
    content = checked.content.read()
    with pikepdf.open(BytesIO(content), inherit_page_attributes=False) as kept:
        assert shows_the_same_pages(kept)
    assert shown_by_pdfium(content) == [101, 102, 103]


def test_tree_with_branches_keeps_every_byte() -> None:
    sent = written(tree())
    checked = check_upload(ContentFile(sent, name="CV.pdf"))
    assert checked.removed == ()
    assert shown_by_pdfium(sent) == [101, 102, 103]


def test_page_that_has_its_size_from_a_branch_keeps_it() -> None:
    document = tree()
    branch = document.Root.Pages.Kids[1]
    branch.MediaBox = Array([0, 0, 104, 50])
    for page in branch.Kids:
        del page.MediaBox
    checked = check_upload(
        ContentFile(written(document).replace(b"/Count 2", b"/Count 1"), name="CV.pdf")
    )
    checked.content.seek(0)
    assert shown_by_pdfium(checked.content.read()) == [101, 104, 104]
