"""DOCX that fetch, start or carry something, harmless here: an address of nobody, a few words, no program."""

from zipfile import ZIP_STORED

from applications.enums import Removed
from tests.applications import files
from tests.applications.documents import active_fields, active_pictures, active_shapes
from tests.applications.documents import office_files as made
from tests.applications.documents.active_links import (
    ADDRESS,
    HIDDEN,
    LEADING,
    LYING,
    with_settings,
)
from tests.applications.documents.honest_docx import (
    complex_field,
    in_run,
    simple_field,
    with_part,
)
from tests.applications.documents.office_files import OLE, PNG, docx, outside, relation

OBJECT = (
    '<w:object><v:shape id="s"><v:imagedata r:id="rId8"/></v:shape>'
    f'<o:OLEObject Type="Embed" ProgID="{HIDDEN}" r:id="rId7"/></w:object>'
)
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
SCHEMAS = "http://schemas.openxmlformats.org/schemaLibrary/2006/main"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
ACTIVE_X = "application/vnd.ms-office.activeX"


def embedded_object() -> bytes:
    return docx(
        in_run(OBJECT),
        links=relation("rId7", "oleObject", "embeddings/oleObject1.bin")
        + relation("rId8", "image", "media/image1.png"),
        types=f'<Default Extension="bin" ContentType="{made.OLE_TYPE}"/>',
        more={
            "word/embeddings/oleObject1.bin": OLE + HIDDEN.encode(),
            "word/media/image1.png": PNG,
        },
    )


def chart_with_its_sheet() -> bytes:
    chart = '<c:externalData r:id="rId1"><c:autoUpdate c:val="0"/></c:externalData>'
    sheet = files.archive({"xl/workbook.xml": HIDDEN}, compression=ZIP_STORED)
    return docx(
        in_run('<w:drawing><a:graphic><c:chart r:id="rId7"/></a:graphic></w:drawing>'),
        links=relation("rId7", "chart", "charts/chart1.xml"),
        types=f'<Override PartName="/word/charts/chart1.xml" ContentType="{CHART_TYPE}"/>'
        f'<Default Extension="xlsx" ContentType="{SHEET_TYPE}"/>',
        more={
            "word/charts/chart1.xml": made.word_xml("chart", chart),
            "word/charts/_rels/chart1.xml.rels": made.relations(
                relation("rId1", "package", "../embeddings/Sheet1.xlsx")
            ),
            "word/embeddings/Sheet1.xlsx": sheet,
        },
    )


def control() -> bytes:
    return docx(
        in_run('<w:object><w:control r:id="rId7" w:name="Box"/></w:object>'),
        links=relation("rId7", "control", "activeX/activeX1.xml"),
        types=f'<Override PartName="/word/activeX/activeX1.xml" ContentType="{ACTIVE_X}+xml"/>'
        f'<Default Extension="bin" ContentType="{ACTIVE_X}"/>',
        more={
            "word/activeX/activeX1.xml": f"<ocx>{HIDDEN}</ocx>",
            "word/activeX/_rels/activeX1.xml.rels": made.relations(
                relation("rId1", "activeXControlBinary", "activeX1.bin")
            ),
            "word/activeX/activeX1.bin": HIDDEN,
        },
    )


def ribbon() -> bytes:
    parts = made.docx_parts()
    kind = "http://schemas.microsoft.com/office/2006"
    parts["_rels/.rels"] = made.relations(
        relation("rId1", "officeDocument", "word/document.xml"),
        relation("rId2", "relationships/ui/extensibility", "customUI/customUI.xml", types=kind),
    )
    return files.archive(parts | {"customUI/customUI.xml": f'<customUI onLoad="{HIDDEN}"/>'})


def with_properties(inside: str) -> bytes:
    properties = (
        f'<Properties xmlns="{PROPERTIES}"><Template>Normal</Template>{inside}</Properties>'
    )
    return docx(more={"docProps/app.xml": properties})


PRINTER = "application/vnd.openxmlformats-officedocument.wordprocessingml.printerSettings"
SIGNED = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
ORIGIN = "application/vnd.openxmlformats-package.digital-signature-origin"
ACTIVE = {
    "object": (embedded_object, Removed.FILES),
    "sheet of a chart": (chart_with_its_sheet, Removed.FILES),
    "control": (control, Removed.SCRIPTS),
    "ribbon": (ribbon, Removed.SCRIPTS),
    "other XML called a picture": (
        lambda: with_part(
            "media/image1.png",
            f"<a>{HIDDEN}</a>",
            word="image",
            content_type="image/png",
            used='<w:drawing><a:blip r:embed="rId7"/></w:drawing>',
        ),
        Removed.FILES,
    ),
    "program called a picture": (
        lambda: with_part(
            "media/image1.png",
            b"MZ harmless " + HIDDEN.encode(),
            word="image",
            content_type="image/png",
            used='<w:drawing><a:blip r:embed="rId7"/></w:drawing>',
        ),
        Removed.FILES,
    ),
    "words that are kept elsewhere": (
        lambda: docx(
            f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/{HIDDEN}"/><w:text/></w:sdtPr>'
            f"<w:sdtContent>{made.paragraph()}</w:sdtContent></w:sdt>"
        ),
        Removed.REST,
    ),
    "signature of any type in its folder": (
        lambda: docx(more={"_xmlsignatures/a.xml": f"<a>{HIDDEN}</a>"}),
        Removed.SIGNATURE,
    ),
    "file in letters": (
        lambda: docx(in_run(f"<w:pict><w:binData>{HIDDEN}</w:binData></w:pict>")),
        Removed.FILES,
    ),
    **{
        f"part of the type {kind}": (
            lambda kind=kind: docx(
                types=f'<Override PartName="/word/a.xml" ContentType="{kind}"/>',
                more={"word/a.xml": f"<a>{HIDDEN}</a>"},
            ),
            removed,
        )
        for kind, removed in (
            ("application/vnd.ms-word.keyMapCustomizations+xml", Removed.FILES),
            ("application/vnd.example+xml", Removed.FILES),
            ("application/vnd.ms-office.activeX+xml", Removed.SCRIPTS),
        )
    },
    "relation of another type": (
        lambda: docx(
            links=relation("rId7", "example", "a.xml"), more={"word/a.xml": f"<a>{HIDDEN}</a>"}
        ),
        Removed.FILES,
    ),
    **{
        f"part of an ODT, {name}": (
            lambda name=name: docx(
                types='<Default Extension="MF" ContentType="application/xml"/>',
                more={name: f"<a>{HIDDEN}</a>"},
            ),
            Removed.FILES,
        )
        for name in (
            "content.xml",
            "META-INF/manifest.xml",
            "Basic/Standard/Module1.xml",
            "Content.XML",
        )
    },
    "part without a type": (lambda: docx(more={"word/setup.exe": f"MZ {HIDDEN}"}), Removed.FILES),
    "film": (
        lambda: with_part(
            "media/film.mp4",
            HIDDEN,
            word="video",
            content_type="video/mp4",
            used='<w:drawing><a:videoFile r:link="rId7"/></w:drawing>',
        ),
        Removed.MEDIA,
    ),
    "film of the web": (
        lambda: docx(in_run(f'<w:drawing><wp15:webVideoPr embeddedHtml="{ADDRESS}"/></w:drawing>')),
        Removed.MEDIA,
    ),
    "template": (
        lambda: with_settings(
            '<w:attachedTemplate r:id="rId1"/>', outside("rId1", "attachedTemplate", ADDRESS)
        ),
        Removed.OUTSIDE,
    ),
    "mail merge": (
        lambda: with_settings(
            '<w:mailMerge><w:dataSource r:id="rId1"/></w:mailMerge>',
            outside("rId1", "mailMergeSource", ADDRESS),
        ),
        Removed.OUTSIDE,
    ),
    "mail merge of a database": (
        lambda: with_settings(
            '<w:mailMerge><w:linkToQuery/><w:connectString w:val="Provider=a"/>'
            f'<w:query w:val="SELECT {HIDDEN}"/></w:mailMerge>'
        ),
        Removed.OUTSIDE,
    ),
    "schema of elsewhere": (
        lambda: with_settings(
            f'<sl:schemaLibrary xmlns:sl="{SCHEMAS}"><sl:schema sl:uri="urn:example:a" '
            f'sl:manifestLocation="{ADDRESS}" sl:schemaLocation="{ADDRESS}"/></sl:schemaLibrary>'
        ),
        Removed.OUTSIDE,
    ),
    **{
        f"base of links, {base}": (
            lambda base=base: with_properties(f"<HyperlinkBase>{base}{HIDDEN}</HyperlinkBase>"),
            Removed.LINKS,
        )
        for base in (
            *("https://example.org/", "file://example.org/", "\\\\example.org\\", "../"),
            f"<![CDATA[{ADDRESS}]]>",
        )
    },
    "frame": (
        lambda: with_settings(
            '<w:frameset><w:frame><w:sourceFileName r:id="rId1"/></w:frame></w:frameset>',
            outside("rId1", "frame", ADDRESS),
        ),
        Removed.OUTSIDE,
    ),
    "linked picture": (
        lambda: docx(
            in_run('<w:drawing><a:blip r:link="rId7"/></w:drawing>'),
            links=outside("rId7", "image", ADDRESS),
        ),
        Removed.OUTSIDE,
    ),
    "picture by its address": (
        lambda: docx(in_run(f'<w:pict><v:imagedata src="{ADDRESS}"/></w:pict>')),
        Removed.OUTSIDE,
    ),
    "linked object": (
        lambda: docx(
            in_run('<w:object><o:OLEObject Type="Link" r:id="rId7"/></w:object>'),
            links=outside("rId7", "oleObject", ADDRESS),
        ),
        Removed.FILES,
    ),
    "address that is not called outside": (
        lambda: docx(
            in_run('<w:drawing><a:blip r:embed="rId7"/></w:drawing>'),
            links=relation("rId7", "image", f"//example.org/{HIDDEN}.png"),
        ),
        Removed.OUTSIDE,
    ),
    "link to a file": (
        lambda: docx(
            '<w:p><w:hyperlink r:id="rId7"><w:r><w:t>Result</w:t></w:r></w:hyperlink></w:p>',
            made.paragraph(),
            links=outside("rId7", "hyperlink", f"file://example.org/{HIDDEN}"),
        ),
        Removed.LINKS,
    ),
    **{
        f"{keyword}, {way.__name__}": (
            lambda way=way, keyword=keyword: docx(
                way(f" {keyword} &quot;{ADDRESS}&quot; \\* MERGEFORMAT "), made.paragraph()
            ),
            kind,
        )
        for way in (complex_field, simple_field)
        for keyword, kind in {
            **dict.fromkeys(("INCLUDETEXT", "includepicture", "LINK", "DDE"), Removed.OUTSIDE),
            **dict.fromkeys(("DDEAUTO", "DATABASE", "RD", "IMPORT", "INCLUDE"), Removed.OUTSIDE),
            **dict.fromkeys(("PRINT", "ASK", "FILLIN", "Control"), Removed.ACTIONS),
            "MACROBUTTON": Removed.SCRIPTS,
            **dict.fromkeys(("DOCPROPERTY", "Title"), Removed.REST),
        }.items()
    },
    **{
        f"program called {name}": (
            lambda name=name, word=word, kind=kind, head=head: with_part(
                name, head + HIDDEN.encode(), word=word, content_type=kind, used=""
            ),
            removed,
        )
        for name, word, kind, head, removed in (
            ("printerSettings1.bin", "printerSettings", PRINTER, b"harmless ", Removed.REST),
            ("origin.sigs", "origin", ORIGIN, b"harmless ", Removed.SIGNATURE),
            ("sig1.xml", "signature", SIGNED, b"<a/><!-- harmless -->", Removed.SIGNATURE),
        )
    },
    **{
        f"field of a form with {word}": (
            lambda word=word: docx(
                in_run(
                    '<w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Name"/>'
                    f'<w:{word} w:val="{HIDDEN}"/></w:ffData></w:fldChar>'
                ),
                in_run("<w:instrText>FORMTEXT</w:instrText>"),
                in_run('<w:fldChar w:fldCharType="end"/>'),
                made.paragraph(),
            ),
            Removed.SCRIPTS,
        )
        for word in ("entryMacro", "exitMacro")
    },
    "field in pieces": (
        lambda: docx(
            complex_field(f"DD</w:instrText></w:r><w:r><w:instrText>EAUTO {HIDDEN}"),
            made.paragraph(),
        ),
        Removed.OUTSIDE,
    ),
    "field whose name is computed": (
        lambda: docx(
            complex_field(
                '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                f"<w:r><w:instrText>QUOTE {HIDDEN}</w:instrText></w:r>"
                f'<w:r><w:fldChar w:fldCharType="separate"/><w:t>{HIDDEN}</w:t></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText> a b'
            ),
            made.paragraph(),
        ),
        Removed.ACTIONS,
    ),
}

ACTIVE |= LYING | LEADING | active_fields.ACTIVE | active_pictures.ACTIVE | active_shapes.ACTIVE
