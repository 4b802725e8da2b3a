"""ODT that fetch, start or carry something, harmless here: an address of nobody, a few words, no program."""

import gzip
from io import BytesIO
from zipfile import ZipFile

from applications.enums import Removed
from tests.applications import files
from tests.applications.documents import office_files as made
from tests.applications.documents.active_docx import ADDRESS, HIDDEN
from tests.applications.documents.honest_odt import (
    FIELDS,
    LAYOUT_CACHE,
    field,
    form,
    in_frame,
    in_paragraph,
    linked,
    signature,
)
from tests.applications.documents.metafiles import emf, emf_record
from tests.applications.documents.office_files import OLE, PNG, Parts, odt


def section(inside: str) -> str:
    return f'<text:section text:name="a">{inside}<text:p>Result</text:p></text:section>'


def with_object(element: str, parts: Parts) -> bytes:
    picture = linked("draw:image", address="./ObjectReplacements/Object%201.png")
    used = linked(element, address="./Object 1") + picture
    return odt(in_frame(used), more={"ObjectReplacements/Object 1.png": PNG, **parts})


def with_meta(inside: str) -> bytes:
    meta = made.odt_xml("document-meta", f"<office:meta>{inside}</office:meta>")
    return odt(more={"meta.xml": meta})


def with_style_sheet(name: str) -> bytes:
    parts = made.odt_parts(more={"manifest.rdf": "<rdf/>"})
    sheet = f'<?xml-stylesheet href="{ADDRESS}"?>'
    return files.archive(parts | {name: made.instructed(str(parts[name]), sheet)})


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
        Removed.OBJECTS,
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
    "file in letters": (
        lambda: odt(
            in_frame(f"<draw:image><office:binary-data>{HIDDEN}</office:binary-data></draw:image>")
        ),
        Removed.FILES,
    ),
    "unknown bytes called a picture": (
        lambda: odt(
            in_frame(linked("draw:image", address="Pictures/a.tga")),
            more={"Pictures/a.tga": b"\xc5\xd0\xd3\xc6 harmless " + HIDDEN.encode()},
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
    **{
        f"words that are kept elsewhere, {word}": (
            lambda word=word: odt(field(f"text:{word}", f'text:name="{HIDDEN}"')),
            Removed.REST,
        )
        for word in ("user-field-get", "title", "conditional-text")
    },
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
    "form that is sent": (lambda: odt(form(f'xlink:href="{ADDRESS}"')), Removed.FORM),
    "form with data of elsewhere": (
        lambda: odt(form(f'form:datasource="{HIDDEN}"')),
        Removed.FORM,
    ),
    "form with what was filled in": (
        lambda: odt(form("", f'<form:text form:current-value="{HIDDEN}"/>')),
        Removed.FORM,
    ),
    "picture of a control, by its property": (
        lambda: odt(
            form(
                "",
                '<form:button><form:properties><form:property form:property-name="ImageURL" '
                f'office:string-value="{ADDRESS}"/></form:properties></form:button>',
            )
        ),
        Removed.FORM,
    ),
    "control in the text": (
        lambda: odt(in_paragraph(f'<draw:control draw:control="{HIDDEN}"/>')),
        Removed.FORM,
    ),
    "connection of a field": (
        lambda: odt(
            in_paragraph(
                "<text:database-display>"
                + linked("form:connection-resource")
                + "Result</text:database-display>"
            )
        ),
        Removed.OUTSIDE,
    ),
    "model of a form": (
        lambda: odt(
            f'<xforms:model><xforms:submission action="{ADDRESS}"/></xforms:model>'
        ),
        Removed.FORM,
    ),
    "animation": (
        lambda: odt(f'<anim:par xmlns:anim="{made.NAMES}:animation:1.0" anim:name="{HIDDEN}"/>'),
        Removed.ACTIONS,
    ),
    "database": (
        lambda: odt(f'<db:data-source xmlns:db="{made.NAMES}:database:1.0" db:name="{HIDDEN}"/>'),
        Removed.OUTSIDE,
    ),
    "step of a presentation": (
        lambda: odt(in_frame(linked("presentation:sound"))),
        Removed.ACTIONS,
    ),
    "elements of others": (
        lambda: odt(f'<a xmlns="urn:example:other">{HIDDEN}</a>'),
        Removed.REST,
    ),
    "address of another element": (
        lambda: odt(in_paragraph(linked("text:span", inside="Result"))),
        Removed.OUTSIDE,
    ),
    "base of addresses": (
        lambda: odt(in_paragraph(f'<text:span xml:base="{ADDRESS}">Result</text:span>')),
        Removed.OUTSIDE,
    ),
    "address of a citation": (
        lambda: odt(in_paragraph(
            f'<text:bibliography-mark text:url="file:///{HIDDEN}">Result</text:bibliography-mark>'
        )),
        Removed.LINKS,
    ),
    "instruction of a field of Word": (
        lambda: odt(
            in_paragraph(
                f'<field:fieldmark-start xmlns:field="{FIELDS}" field:type="unhandled"><field:param '
                f'field:name="vnd.oasis.opendocument.field.code" field:value="DDE {HIDDEN}"/>'
                "</field:fieldmark-start>"
            )
        ),
        Removed.ACTIONS,
    ),
    "picture that is another part": (
        lambda: odt(in_frame(f'<draw:image draw:name="{HIDDEN}" xlink:href="settings.xml"/>')),
        Removed.REST,
    ),
    "font that is a picture": (
        lambda: odt(
            f'<svg:font-face-uri xmlns:svg="{made.NAMES}:svg-compatible:1.0" office:name="{HIDDEN}" '
            'xlink:href="Pictures/a.png"/>',
            more={"Pictures/a.png": PNG},
        ),
        Removed.REST,
    ),
    "scrambled font": (
        lambda: odt(
            in_frame(linked("draw:image", address="Pictures/a.odttf")),
            more={"Pictures/a.odttf": b"%!PS harmless " + HIDDEN.encode()},
        ),
        Removed.FILES,
    ),
    "packed drawing": (
        lambda: odt(
            in_frame(linked("draw:image", address="Pictures/a.svgz")),
            more={"Pictures/a.svgz": gzip.compress(b"<svg/>", 0) + HIDDEN.encode()},
        ),
        Removed.FILES,
    ),
    "drawing in the data of a drawing": (
        lambda: odt(
            in_frame(linked("draw:image", address="Pictures/a.svg")),
            more={
                "Pictures/a.svg": f'<svg><image id="{HIDDEN}" href="data:image/png;base64,PHN2Zy8+"/>'
                "</svg>"
            },
        ),
        Removed.FILES,
    ),
    "comment of EMF": (
        lambda: odt(
            in_frame(linked("draw:image", address="Pictures/a.emf")),
            more={"Pictures/a.emf": emf(emf_record(70, b"EMF+" + HIDDEN.encode()))},
        ),
        Removed.REST,
    ),
    "template": (lambda: with_meta(linked("meta:template")), Removed.OUTSIDE),
    "reload": (lambda: with_meta(linked("meta:auto-reload")), Removed.ACTIONS),
    **{
        f"{name} that leads elsewhere": (
            lambda used=used: odt(used),
            Removed.LINKS,
        )
        for name, used in {
            "part of a picture": in_frame(
                "<draw:image-map>"
                + linked("draw:area-rectangle", address=f".harmless:{HIDDEN}")
                + "</draw:image-map>"
            ),
        }.items()
    },
    "link to a file": (
        lambda: odt(
            in_paragraph(
                linked("text:a", address=f"file://example.org/{HIDDEN}", inside="Result")
            )
        ),
        Removed.LINKS,
    ),
    **{
        f"link to {name}": (
            lambda address=address: odt(
                in_paragraph(linked("text:a", address=address, inside="Result"))
            ),
            Removed.LINKS,
        )
        for name, address in {
            "a command": f".uno:{HIDDEN}",
            "a program beside": f"../{HIDDEN}.exe",
            "a file without an ending": f"../bin/{HIDDEN}",
            "a document far away": f"../../{HIDDEN}.pdf",
            "a share": f"\\\\example.org\\{HIDDEN}",
            "a path": f"/{HIDDEN}.pdf",
        }.items()
    },
    **{
        f"picture at {address}": (
            lambda address=address: odt(in_frame(linked("draw:image", address=address))),
            Removed.OUTSIDE,
        )
        for address in (
            f"./../{HIDDEN}", f"Pictures/../../{HIDDEN}", f"\\/example.org/{HIDDEN}",
            f"%2E%2E/{HIDDEN}", f"Pictures\\..\\..\\{HIDDEN}",
        )
    },
    "menus of the program": (
        lambda: odt(more={"Configurations2/menubar/menubar.xml": f"<menu>{HIDDEN}</menu>"}),
        Removed.ACTIONS,
    ),
    **{
        f"database of the reader, {value}": (
            lambda value=value: odt(
                more={
                    "settings.xml": made.odt_xml(
                        "document-settings",
                        f'<config:config-item xmlns:config="{made.NAMES}:config:1.0" '
                        f'config:name="CurrentDatabaseDataSource">{value}</config:config-item>',
                    )
                }
            ),
            Removed.OUTSIDE,
        )
        for value in (HIDDEN, f"<![CDATA[{HIDDEN}]]>")
    },
    **{
        f"layout cache, {what}": (
            lambda cache=cache: odt(more={"layout-cache": cache + HIDDEN.encode()}),
            Removed.FILES,
        )
        for what, cache in {
            "any bytes": b"\1\0\1\0",
            "bytes behind it": LAYOUT_CACHE,
            "bytes within it": LAYOUT_CACHE.replace(b"\x43", bytes([0x43 + len(HIDDEN)])),
        }.items()
    },
    "other XML": (lambda: odt(more={"dialog.xml": f"<a>{HIDDEN}</a>"}), Removed.FILES),
    **{
        f"style sheet of {part}": (lambda part=part: with_style_sheet(part), Removed.REST)
        for part in ("content.xml", "meta.xml", "META-INF/manifest.xml", "manifest.rdf")
    },
}  # fmt: skip


def renamed(content: bytes, old: str, new: str) -> bytes:
    """The same text with other names of namespaces, which LibreOffice takes for the usual ones."""
    with ZipFile(BytesIO(content)) as archive:
        parts: Parts = {name: archive.read(name) for name in archive.namelist()}
    for name in ("content.xml", "styles.xml", "meta.xml", "settings.xml"):
        if name in parts:
            parts[name] = bytes(parts[name]).replace(old.encode(), new.encode())
    return files.archive(parts)


SIGNED = {
    what: lambda said=said: odt(more={"META-INF/documentsignatures.xml": said})
    for what, said in {
        "a signature": signature("content.xml"),
        "other XML called a signature": f"<a>{HIDDEN}</a>",
        "other XML in a signature": signature("content.xml", f'<a xmlns="urn:a">{HIDDEN}</a>'),
        "signature of something outside": signature(ADDRESS),
    }.items()
}
COMMITTEE, OTHER_COMMITTEE = "tc:opendocument:xmlns", "tc:openoffice:xmlns"
ACTIVE |= {
    f"{name}, names of {new}": (
        lambda make=make, old=old, new=new: renamed(make(), old, new),
        kind,
    )
    for name, (make, kind) in ACTIVE.copy().items()
    for old, new in (
        (COMMITTEE, OTHER_COMMITTEE),
        (f"{COMMITTEE}:text:1.0", f"{COMMITTEE}:text:1.2"),
    )
    if renamed(make(), old, new) != renamed(make(), old, old)
    and (new == OTHER_COMMITTEE or name in {"DDE", "macro by a field"})
}
