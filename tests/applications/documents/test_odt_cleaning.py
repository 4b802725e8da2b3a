"""What fetches, starts or carries something in an ODT goes, and its text stays; else it is refused."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest

from applications.documents.refusals import Cause
from applications.documents.xml_parts import read_elements
from applications.enums import MediaType, Removed
from tests.applications import files
from tests.applications.documents import office_files as made
from tests.applications.documents.office_files import OLE, PNG, TEXT, Parts, odt
from tests.applications.documents.test_docx_cleaning import (
    ADDRESS,
    HIDDEN,
    check,
    clean_bytes,
    refusal,
    unpacked,
)


def linked(element: str, *, address: str = ADDRESS, inside: str = "", more: str = "") -> str:
    return f'<{element} xlink:type="simple" xlink:href="{address}"{more}>{inside}</{element}>'


def in_frame(inside: str) -> str:
    return f"<text:p><draw:frame>{inside}</draw:frame></text:p>"


def section(inside: str) -> str:
    return f'<text:section text:name="a">{inside}<text:p>Result</text:p></text:section>'


def field(element: str, attributes: str = "") -> str:
    return f"<text:p><{element} {attributes}>Result</{element}></text:p>"


def in_paragraph(inside: str) -> str:
    return f"<text:p>{inside}</text:p>"


def form(attributes: str, inside: str = "") -> str:
    return (
        f'<office:forms><form:form form:name="a" {attributes}>{inside}</form:form></office:forms>'
    )


def with_object(element: str, parts: Parts) -> bytes:
    picture = linked("draw:image", address="./ObjectReplacements/Object%201.png")
    used = linked(element, address="./Object 1") + picture
    return odt(in_frame(used), more={"ObjectReplacements/Object 1.png": PNG, **parts})


def with_meta(inside: str) -> bytes:
    meta = made.odt_xml("document-meta", f"<office:meta>{inside}</office:meta>")
    return odt(more={"meta.xml": meta})


ACTIVE = {
    "object of OLE": (
        lambda: with_object("draw:object-ole", {"Object 1": OLE + HIDDEN.encode()}),
        Removed.FILES,
    ),
    "object with a folder": (
        lambda: with_object(
            "draw:object",
            {"Object 1/content.xml": f"<a>{HIDDEN}</a>", "Object 1/styles.xml": "<a/>"},
        ),
        Removed.FILES,
    ),
    "earlier version": (
        lambda: odt(more={"Versions/Version1": b"PK\3\4" + HIDDEN.encode()}),
        Removed.FILES,
    ),
    "program called a picture": (
        lambda: odt(
            in_frame(linked("draw:image", address="Pictures/a.png")),
            more={"Pictures/a.png": b"MZ harmless " + HIDDEN.encode()},
        ),
        Removed.FILES,
    ),
    "film": (
        lambda: odt(
            in_frame(linked("draw:plugin", address="Media/a.mp4")), more={"Media/a.mp4": HIDDEN}
        ),
        Removed.MEDIA,
    ),
    "drawing with a script": (
        lambda: odt(
            in_frame(linked("draw:image", address="Pictures/a.svg")),
            more={"Pictures/a.svg": f'<svg onload="{HIDDEN}"/>'},
        ),
        Removed.SCRIPTS,
    ),
    "applet": (lambda: odt(in_frame(linked("draw:applet"))), Removed.SCRIPTS),
    "page in a frame": (lambda: odt(in_frame(linked("draw:floating-frame"))), Removed.MEDIA),
    "linked picture": (lambda: odt(in_frame(linked("draw:image"))), Removed.OUTSIDE),
    "picture beside the file": (
        lambda: odt(in_frame(linked("draw:image", address=f"../{HIDDEN}.png"))),
        Removed.OUTSIDE,
    ),
    "linked background": (
        lambda: odt(
            more={
                "styles.xml": made.odt_xml(
                    "document-styles",
                    f"<office:styles>{linked('style:background-image')}</office:styles>",
                )
            }
        ),
        Removed.OUTSIDE,
    ),
    "section of another file": (
        lambda: odt(section(linked("text:section-source"))),
        Removed.OUTSIDE,
    ),
    "section by DDE": (
        lambda: odt(section(f'<office:dde-source office:dde-item="{HIDDEN}"/>')),
        Removed.OUTSIDE,
    ),
    "DDE": (
        lambda: odt(
            f'<text:dde-connection-decls><text:dde-connection-decl office:dde-item="{HIDDEN}"/>'
            "</text:dde-connection-decls>"
            + field("text:dde-connection", f'text:connection-name="{HIDDEN}"')
        ),
        Removed.OUTSIDE,
    ),
    "macro by a field": (
        lambda: odt(field("text:execute-macro", f'text:name="{HIDDEN}"')),
        Removed.SCRIPTS,
    ),
    "script in the text": (
        lambda: odt(in_paragraph(f"<text:script>{HIDDEN}</text:script>")),
        Removed.SCRIPTS,
    ),
    "script of the document": (
        lambda: odt(
            before=f"<office:scripts><office:script>{HIDDEN}</office:script></office:scripts>"
        ),
        Removed.SCRIPTS,
    ),
    "script at an event": (
        lambda: odt(
            before="<office:scripts><office:event-listeners>"
            + linked("script:event-listener", more=' script:event-name="dom:load"')
            + "</office:event-listeners></office:scripts>"
        ),
        Removed.SCRIPTS,
    ),
    "form that is sent": (
        lambda: odt(form(f'xlink:href="{ADDRESS}"', '<form:text form:current-value="Kim"/>')),
        Removed.OUTSIDE,
    ),
    "form with data of elsewhere": (
        lambda: odt(
            form(f'form:datasource="{HIDDEN}"', '<form:text form:current-value="Kim"/>')
        ),
        Removed.OUTSIDE,
    ),
    "form with a connection": (
        lambda: odt(form("", linked("form:connection-resource"))),
        Removed.OUTSIDE,
    ),
    "model of a form": (
        lambda: odt(
            f'<xforms:model><xforms:submission action="{ADDRESS}"/></xforms:model>'
        ),
        Removed.OUTSIDE,
    ),
    "template": (lambda: with_meta(linked("meta:template")), Removed.OUTSIDE),
    "reload": (lambda: with_meta(linked("meta:auto-reload")), Removed.ACTIONS),
    "link to a file": (
        lambda: odt(
            in_paragraph(
                linked("text:a", address=f"file://example.org/{HIDDEN}", inside="Result")
            )
        ),
        Removed.OUTSIDE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ACTIVE)
def test_active_part_goes_and_the_text_stays(name: str) -> None:
    make, kind = ACTIVE[name]
    sent = make()
    checked = check(sent, "CV.odt")
    assert (checked.media_type, checked.removed) == (MediaType.ODT, (kind,))
    kept = clean_bytes(sent, "CV.odt")
    assert HIDDEN.encode() in unpacked(sent)
    assert HIDDEN.encode() not in unpacked(kept)
    for words in (TEXT.encode(), b"Result<", b'form:current-value="Kim"'):
        assert unpacked(kept).count(words) == unpacked(sent).count(words)
    assert_consistent(kept)
    assert check(kept, "CV.odt").removed == ()


def assert_consistent(content: bytes) -> None:
    """OpenDocument 1.3, part 2: the type first and as it is, each entry of the manifest there, and the reverse."""
    assert content[30:38] == b"mimetype"
    with ZipFile(BytesIO(content)) as archive:
        first, parts = archive.infolist()[0], set(archive.namelist())
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
        elements = read_elements(archive.read("META-INF/manifest.xml"))
        for name in ("content.xml", "styles.xml", "meta.xml"):
            assert read_elements(archive.read(name))
    path = f"{files.MANIFEST} full-path"
    named = {each.attributes[path] for each in elements if path in each.attributes}
    assert named == parts - {"mimetype", "META-INF/manifest.xml"} | {"/"}


HONEST = {
    "LibreOffice": lambda: odt(
        in_frame(linked("draw:image", address="Pictures/a.png", more=' xlink:actuate="onLoad"')),
        before="<office:scripts/>",
        more={
            "Pictures/a.png": PNG,
            "Thumbnails/thumbnail.png": PNG,
            "Configurations2/accelerator/current.xml": "",
            "layout-cache": b"\0\1\2layout",
            "manifest.rdf": "<rdf/>",
        },
    ),
    "Word": lambda: odt(
        in_frame(linked("draw:image", address="media/image1.png")), more={"media/image1.png": PNG}
    ),
    "links": lambda: odt(
        in_paragraph(linked("text:a", address="https://example.org/cv", inside="Web"))
        + in_paragraph(linked("text:a", address="#Projekte", inside="Projekte"))
        + in_paragraph(linked("text:a", address="../Zeugnis.pdf", inside="Zeugnis"))
    ),
    "form": lambda: odt(
        form('xlink:href="" xlink:type="simple"', '<form:text form:current-value="Kim"/>')
    ),
    "fields": lambda: odt(field("text:page-number") + field("text:database-display")),
    "words of fields in the text": lambda: odt(in_paragraph("xlink:href script dde-source")),
    "drawing": lambda: odt(
        in_frame(linked("draw:image", address="Pictures/a.svg")),
        more={
            "Pictures/a.svg": '<svg xmlns:x="http://www.w3.org/1999/xlink"><use x:href="#a"/></svg>'
        },
    ),
    "signature": lambda: odt(more={"META-INF/documentsignatures.xml": "<document-signatures/>"}),
    "replacement of an object": lambda: odt(more={"ObjectReplacements/Object 1": b"VCLMTF..."}),
    "streamed": lambda: made.streamed(made.odt_parts()),
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_document_keeps_every_byte(name: str) -> None:
    sent = HONEST[name]()
    checked = check(sent, "CV.odt")
    assert (checked.media_type, checked.removed, checked.original) == (MediaType.ODT, (), None)
    assert clean_bytes(sent, "CV.odt") == sent


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name_are_refused() -> None:
    twice = BytesIO(odt())
    with ZipFile(twice, "a") as archive:
        archive.writestr("content.xml", made.odt_xml("document-content", ""))
    assert refusal(twice.getvalue(), "CV.odt") is Cause.BROKEN
