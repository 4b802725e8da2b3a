"""Honest ODT as many programs write them, made at run time: none of them may change by a byte."""

from tests.applications.documents import office_files as made
from tests.applications.documents.active_docx import ADDRESS
from tests.applications.documents.metafiles import svm
from tests.applications.documents.office_files import PNG, odt


def linked(element: str, *, address: str = ADDRESS, inside: str = "", more: str = "") -> str:
    return f'<{element} xlink:type="simple" xlink:href="{address}"{more}>{inside}</{element}>'


def in_frame(inside: str) -> str:
    return f"<text:p><draw:frame>{inside}</draw:frame></text:p>"


def field(element: str, attributes: str = "") -> str:
    return f"<text:p><{element} {attributes}>Result</{element}></text:p>"


def in_paragraph(inside: str) -> str:
    return f"<text:p>{inside}</text:p>"


def form(attributes: str, inside: str = "") -> str:
    return (
        f'<office:forms><form:form form:name="a" {attributes}>{inside}</form:form></office:forms>'
    )


LAYOUT_CACHE = bytes.fromhex(
    "01000100 70430000 00 50090000042a000000 500d000018 2b00000010000000"
    "540d000008 2c00000001000000 461b000000 0100 00000000 01000000 02000000 03000000 04000000"
)
"""Three pages: two that begin with a paragraph, one with a table, and a frame."""
FIELDS = "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"
SIGNATURES = f"{made.NAMES}:digitalsignature:1.0"


def signature(address: str, inside: str = "") -> str:
    return (
        f'<document-signatures xmlns="{SIGNATURES}">'
        '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>'
        f'<Reference URI="{address}"/><Reference URI="#a"/></SignedInfo>{inside}</Signature>'
        "</document-signatures>"
    )


HONEST = {
    "LibreOffice": lambda: odt(
        in_frame(linked("draw:image", address="Pictures/a.png", more=' xlink:actuate="onLoad"')),
        before="<office:scripts/>",
        more={
            "Pictures/a.png": PNG,
            "Thumbnails/thumbnail.png": PNG,
            "Configurations2/accelerator/current.xml": "",
            "layout-cache": LAYOUT_CACHE,
            "manifest.rdf": "<rdf/>",
            "settings.xml": made.odt_xml(
                "document-settings",
                f'<config:config-item xmlns:config="{made.NAMES}:config:1.0" '
                'config:name="CurrentDatabaseDataSource"/>',
            ),
        },
    ),
    "Word": lambda: odt(
        in_frame(linked("draw:image", address="media/image1.png")), more={"media/image1.png": PNG}
    ),
    "links": lambda: odt(
        in_frame(linked("draw:area-circle", address="#page2"))
        + in_paragraph(linked("text:a", address="https://example.org/cv", inside="Web"))
        + in_paragraph(linked("text:a", address="#Projekte", inside="Projekte"))
        + in_paragraph(linked("text:a", address="../Zeugnis.pdf", inside="Zeugnis"))
    ),
    "form without fields": lambda: odt('<office:forms form:automatic-focus="false"/>'),
    "field of Word": lambda: odt(
        in_paragraph(
            f'<field:fieldmark xmlns:field="{FIELDS}" '
            'field:type="vnd.oasis.opendocument.field.FORMCHECKBOX">'
            '<field:param field:name="Checkbox_Checked" field:value="true"/></field:fieldmark>'
        )
    ),
    "embedded font": lambda: odt(
        before='<office:font-face-decls><style:font-face style:name="a">'
        f'<svg:font-face-src xmlns:svg="{made.NAMES}:svg-compatible:1.0">'
        + linked("svg:font-face-uri", address="Fonts/a.ttf")
        + "</svg:font-face-src></style:font-face></office:font-face-decls>",
        more={"Fonts/a.ttf": b"\0\1\0\0\0\x0c"},
    ),
    "picture of a list": lambda: odt(
        before=f"<office:automatic-styles>{linked('text:list-level-style-image', address='Pictures/a.png')}"
        "</office:automatic-styles>",
        more={"Pictures/a.png": PNG},
    ),
    "fields": lambda: odt(field("text:page-number") + field("text:database-display")),
    "words of fields in the text": lambda: odt(in_paragraph("xlink:href script dde-source")),
    "drawing": lambda: odt(
        in_frame(linked("draw:image", address="Pictures/a.svg")),
        more={
            "Pictures/a.svg": '<svg xmlns:x="http://www.w3.org/1999/xlink"><use x:href="#a"/></svg>'
        },
    ),
    "replacement of an object": lambda: odt(more={"ObjectReplacements/Object 1": svm()}),
    "streamed": lambda: made.streamed(made.odt_parts()),
}
