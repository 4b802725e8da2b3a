"""The logical structure of the ad as a PDF, for those who hear it."""

import re
from io import BytesIO

import pytest
from django.test import Client
from pikepdf import Object, Operator, Pdf, parse_content_stream
from pytest_django import Settings

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
        ("L", [("LI", ["Lbl", "LBody"]), ("LI", ["Lbl", ("LBody", ["Link"])])]),
        "H3",
        ("Table", [("THead", [("TR", ["TH"])]), ("TBody", [("TR", ["TD"])])]),
        "H2",
        ("P", ["Link"]),
    ]


def test_key_facts_are_a_list_of_names_and_values(client: Client) -> None:
    with pdf_of(client, published()) as pdf:
        facts = pdf.Root.StructTreeRoot.K[0].K[3]
        assert {str(shape(item)) for item in facts.K} == {
            str(("LI", [("Lbl", ["Strong"]), "LBody"]))
        }


@pytest.mark.parametrize(("body", "parts"), [("Łódź Ωμέγα Київ", ["1"]), ("Łódź 😀", [])])
def test_pdf_claims_pdf_ua_if_every_letter_has_a_shape(
    client: Client, body: str, parts: list[str]
) -> None:
    with pdf_of(client, with_body(body)) as pdf:
        claimed = re.findall(rb"pdfuaid:part>(\d)<", pdf.Root.Metadata.read_bytes())
        assert [part.decode() for part in claimed] == parts
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.StructTreeRoot.K[0].S == "/Document"


def test_author_is_the_organisation(client: Client, settings: Settings) -> None:
    with pdf_of(client, published()) as pdf:
        assert str(pdf.docinfo.Author) == settings.ORGANISATION["name"]


def test_every_word_belongs_to_the_tree_or_is_an_artifact(client: Client) -> None:
    with pdf_of(client, with_body("\n\n".join([BODY] * 30))) as pdf:
        assert len(pdf.pages) > 1
        tree = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
        for page in pdf.pages:
            marks, loose = read(page.obj)
            owners = tree[int(page.obj.StructParents)]
            assert (loose, sorted(marks)) == (0, [*range(len(owners))])


def read(page: Object) -> tuple[list[int], int]:
    """The numbers of what is marked as content, and how much is drawn outside of all marks."""
    marks, open_marks, loose = [], 0, 0
    for operands, operator in parse_content_stream(page):
        if operator in (Operator("BDC"), Operator("BMC")):
            open_marks += 1
            is_content = operator == Operator("BDC") and operands[0] != "/Artifact"
            marks += [int(operands[1].MCID)] if is_content else []
        elif operator == Operator("EMC"):
            open_marks -= 1
        elif operator in (Operator("Tj"), Operator("TJ"), Operator("S"), Operator("f")):
            loose += not open_marks
    return marks, loose


def test_link_says_where_it_leads(client: Client) -> None:
    with pdf_of(client, with_body(BODY)) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        said = [str(note.Contents).split()[-1] for note in notes]
        assert said == [str(note.A.URI).removeprefix("mailto:") for note in notes]
        tree = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
        owned = [tree[int(note.StructParent)].K for note in notes]
        led = [str(part.Obj.A.URI) for parts in owned for part in parts if hasattr(part, "Obj")]
        assert led == [str(note.A.URI) for note in notes]
        assert len(led) == 3
