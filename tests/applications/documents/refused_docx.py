"""DOCX of which nothing can be taken out without loss, or that are not what they seem; harmless all of them."""

from applications.documents.refusals import Cause
from tests.applications import files
from tests.applications.documents import active_fields
from tests.applications.documents import office_files as made
from tests.applications.documents.honest_docx import complex_field
from tests.applications.documents.office_files import docx, outside, relation


def opened_by(*lines: str, more: made.Parts | None = None) -> bytes:
    """A package of which these relations say what is opened."""
    parts = made.docx_parts(more=more)
    return files.archive(parts | {"_rels/.rels": made.relations(*lines)})


MAIN = relation("rId1", "officeDocument", "word/document.xml")

REFUSED = active_fields.REFUSED | {
    "text that nothing leads to": (opened_by, Cause.WRONG_TYPE),
    "other part that is opened": (
        lambda: opened_by(
            relation("rId1", "officeDocument", "xl/workbook.xml"),
            more={"xl/workbook.xml": "<workbook/>"},
        ),
        Cause.WRONG_TYPE,
    ),
    "two parts that are opened": (
        lambda: opened_by(
            MAIN,
            relation("rId2", "officeDocument", "word/document2.xml"),
            more={"word/document2.xml": made.document(made.paragraph("Result"))},
        ),
        Cause.WRONG_TYPE,
    ),
    "text of another format": (
        lambda: docx(
            '<w:altChunk r:id="rId7"/>',
            links=relation("rId7", "aFChunk", "chunk.htm"),
            types='<Default Extension="htm" ContentType="text/html"/>',
            more={"word/chunk.htm": "<p>Projekte</p>"},
        ),
        Cause.IMPORTED,
    ),
    "element alone": (lambda: docx('<w:altChunk r:id="rId7"/>'), Cause.IMPORTED),
    "document in parts": (
        lambda: docx('<w:subDoc r:id="rId7"/>', links=outside("rId7", "subDocument", "part2.docx")),
        Cause.ELSEWHERE,
    ),
    "text that is called an object": (
        lambda: docx(links=relation("rId7", "oleObject", "document.xml")),
        Cause.NOT_CLEANED,
    ),
    "field in an encoding that cannot be cut": (
        lambda: files.archive(
            made.docx_parts()
            | {
                "word/document.xml": made.document(complex_field("DDE a"))
                .replace("UTF-8", "UTF-16")
                .encode("utf-16")
            }
        ),
        Cause.NOT_CLEANED,
    ),
    **{
        f"{name} of another namespace": (
            lambda name=name, old=old: files.archive(
                made.docx_parts()
                | {name: str(made.docx_parts()[name]).replace(old, "urn:example:other")}
            ),
            cause,
        )
        for name, old, cause in (
            ("word/_rels/document.xml.rels", made.RELATIONS, Cause.BROKEN),
            ("_rels/.rels", made.RELATIONS, Cause.BROKEN),
        )
    },
    "relation of another namespace": (
        lambda: docx(links='<a:Relationship xmlns:a="urn:example:other" Id="rId7" Target="a"/>'),
        Cause.BROKEN,
    ),
    "content type of another namespace": (
        lambda: docx(
            types='<a:Override xmlns:a="urn:example:other" PartName="/a" ContentType="a"/>'
        ),
        Cause.BROKEN,
    ),
    "two parts of one name": (
        lambda: files.archive(made.docx_parts() | {"word/Document.xml": made.document()}),
        Cause.BROKEN,
    ),
}
