"""The logical structure of the ad as a PDF, for those who hear it."""

from io import BytesIO

import pytest
from django.test import Client
from pikepdf import Object, Operator, Pdf, parse_content_stream

from careers.models import Posting
from careers.web.localized_urls import pdf_path
from tests.careers.factories import published

pytestmark = pytest.mark.django_db
BODY = "One.\n\n- two\n- [three](https://example.org/)\n\n### Four\n\n| a |\n|---|\n| b |\n\n---"


def pdf_of(client: Client, posting: Posting) -> Pdf:
    path = pdf_path(posting.public_id, "operations-technician", "en")
    return Pdf.open(BytesIO(client.get(path).content))


def shape(node: Object) -> object:
    """The tag, alone or with those below it."""
    below = [shape(one) for one in node.K if hasattr(one, "keys") and "/S" in one]
    return (str(node.S)[1:], below) if below else str(node.S)[1:]


def with_body(body: str) -> Posting:
    return published(section={"body_en": body})


def test_headings_lists_and_links_are_tagged(client: Client) -> None:
    with pdf_of(client, with_body(BODY)) as pdf:
        document = pdf.Root.StructTreeRoot.K[0]
        tags = [shape(one) for one in document.K]
        assert pdf.Root.MarkInfo.Marked
    first = tags.index("H2")
    assert tags[:3] == ["P", "H1", "P"]
    assert tags[first:] == [
        *("H2", "P"),
        ("L", [("LI", ["LBody"]), ("LI", [("LBody", ["Link"])])]),
        *("H3", "P", "P", "H2"),
        ("P", ["Link"]),
    ]


def test_every_word_belongs_to_the_tree_or_is_an_artifact(client: Client) -> None:
    with pdf_of(client, with_body("\n\n".join([BODY] * 30))) as pdf:
        assert len(pdf.pages) > 1
        tree = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
        for number, page in enumerate(pdf.pages):
            marks, loose = read(page.obj)
            assert (loose, marks) == (0, [*range(len(tree[number]))])
            assert page.obj.StructParents == number


def read(page: Object) -> tuple[list[int], int]:
    """The numbers of what is marked as content, and how much is drawn outside of all marks."""
    marks, open_marks, loose = [], 0, 0
    for operands, operator in parse_content_stream(page):
        if operator in (Operator("BDC"), Operator("BMC")):
            open_marks += 1
            marks += [int(operands[1].MCID)] if operator == Operator("BDC") else []
        elif operator == Operator("EMC"):
            open_marks -= 1
        elif operator in (Operator("Tj"), Operator("TJ"), Operator("S"), Operator("f")):
            loose += not open_marks
    return marks, loose


def test_link_says_where_it_leads(client: Client) -> None:
    with pdf_of(client, with_body(BODY)) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert [str(note.Contents) for note in notes] == [str(note.A.URI) for note in notes]
        tree = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
        owners = [tree[int(note.StructParent)] for note in notes]
        assert [str(owner.K[0].Obj.A.URI) for owner in owners] == [str(one.A.URI) for one in notes]
        assert len(owners) == 3
