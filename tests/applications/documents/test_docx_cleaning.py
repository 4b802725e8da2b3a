"""What fetches, starts or carries something in a DOCX goes, and its text stays; else it is refused."""

import posixpath
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest

from applications.documents.refusals import Cause, RefusedUpload
from applications.documents.upload_check import CheckedUpload, check_upload
from applications.documents.xml_parts import Element, read_elements
from applications.enums import MediaType, Removed
from tests.applications import files
from tests.applications.documents import office_files as made
from tests.applications.documents.office_files import OLE, PNG, TEXT, docx, outside, relation

HIDDEN = "FETCHED-FROM-ELSEWHERE"
"""Stands in each file in what has to go."""
ADDRESS = f"https://example.org/{HIDDEN}"


def check(content: bytes, name: str = "CV.docx") -> CheckedUpload:
    return check_upload(files.upload(content, name))


def clean_bytes(content: bytes, name: str = "CV.docx") -> bytes:
    checked = check(content, name)
    checked.content.seek(0)
    return bytes(checked.content.read())


def complex_field(instruction: str, result: str = "Result") -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    words = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    shown = f"<w:r><w:t>{result}</w:t></w:r>"
    parts = (mark.format("begin"), words, mark.format("separate"), shown, mark.format("end"))
    return f"<w:p>{''.join(parts)}</w:p>"


def simple_field(instruction: str) -> str:
    run = "<w:r><w:t>Result</w:t></w:r>"
    return f'<w:p><w:fldSimple w:instr="{instruction}">{run}</w:fldSimple></w:p>'


def in_run(inside: str) -> str:
    return f"<w:p><w:r>{inside}</w:r></w:p>{made.paragraph()}"


def with_settings(inside: str, *links: str) -> bytes:
    more: made.Parts = {
        "word/settings.xml": made.word_xml("settings", inside),
        "word/_rels/settings.xml.rels": made.relations(*links),
    }
    return docx(links=relation("rId5", "settings", "settings.xml"), more=more)


def with_part(name: str, content: str | bytes, *, word: str, content_type: str, used: str) -> bytes:
    return docx(
        in_run(used),
        links=relation("rId7", word, name),
        types=f'<Override PartName="/word/{name}" ContentType="{content_type}"/>',
        more={f"word/{name}": content},
    )


OBJECT = (
    '<w:object><v:shape id="s"><v:imagedata r:id="rId8"/></v:shape>'
    f'<o:OLEObject Type="Embed" ProgID="{HIDDEN}" r:id="rId7"/></w:object>'
)
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
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


def drawing_with_script() -> bytes:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><script>"{HIDDEN}"</script></svg>'
    used = '<w:drawing><a:blip r:embed="rId8"><a:svg r:embed="rId7"/></a:blip></w:drawing>'
    return docx(
        in_run(used),
        links=relation("rId7", "image", "media/image2.svg")
        + relation("rId8", "image", "media/image1.png"),
        types='<Default Extension="svg" ContentType="image/svg+xml"/>',
        more={"word/media/image2.svg": svg, "word/media/image1.png": PNG},
    )


ACTIVE = {
    "object": (embedded_object, Removed.FILES),
    "sheet of a chart": (chart_with_its_sheet, Removed.FILES),
    "control": (control, Removed.SCRIPTS),
    "ribbon": (ribbon, Removed.SCRIPTS),
    "drawing with a script": (drawing_with_script, Removed.SCRIPTS),
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
        Removed.OUTSIDE,
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
            "PRINT": Removed.ACTIONS,
        }.items()
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


@pytest.mark.parametrize("name", ACTIVE)
def test_active_part_goes_and_the_text_stays(name: str) -> None:
    make, kind = ACTIVE[name]
    sent = make()
    checked = check(sent)
    assert (checked.media_type, checked.removed) == (MediaType.DOCX, (kind,))
    kept = clean_bytes(sent)
    assert HIDDEN.encode() in unpacked(sent)
    assert HIDDEN.encode() not in unpacked(kept)
    assert TEXT.encode() in unpacked(kept)
    assert unpacked(kept).count(b">Result<") == unpacked(sent).count(b">Result<")
    assert_consistent(kept)
    assert check(kept).removed == ()


def unpacked(content: bytes) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return b"\n".join(name.encode() + b"\n" + archive.read(name) for name in archive.namelist())


def assert_consistent(content: bytes) -> None:
    """What ECMA-376 asks of a package: each part that is named is there, and each relation that is used."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert next(iter(parts)) == "[Content_Types].xml"
    elements = {
        name: read_elements(text)
        for name, text in parts.items()
        if name.endswith((".xml", ".rels")) and b"<" in text
    }
    named = {
        each.attributes.get("PartName", "").lstrip("/") for each in elements["[Content_Types].xml"]
    }
    assert named - {""} <= set(parts)
    for name, found in elements.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            assert {
                posixpath.normpath(posixpath.join(folder, one)) for one in targets(found)
            } <= set(parts)
        else:
            folder, file = posixpath.split(name)
            numbers = {
                one.attributes.get("Id") for one in elements.get(f"{folder}/_rels/{file}.rels", [])
            }
            assert used_relations(found) <= numbers, name


def targets(elements: list[Element]) -> set[str]:
    inside = (one.attributes for one in elements if one.attributes.get("TargetMode") != "External")
    return {one["Target"] for one in inside if "Target" in one}


def used_relations(elements: list[Element]) -> set[str]:
    return {
        value
        for one in elements
        for key, value in one.attributes.items()
        if key.startswith((f"{made.RELATION_TYPES} ", f"{made.STRICT_RELATION_TYPES} "))
    }


def refusal(content: bytes, name: str = "CV.docx") -> Cause:
    with pytest.raises(RefusedUpload) as refused:
        check(content, name)
    return refused.value.cause


REFUSED = {
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
    "two parts of one name": (
        lambda: files.archive(made.docx_parts() | {"word/Document.xml": made.document()}),
        Cause.BROKEN,
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_out_without_loss_is_refused(name: str) -> None:
    make, cause = REFUSED[name]
    assert refusal(make()) is cause


LINK = '<w:p><w:hyperlink r:id="rId7"><w:r><w:t>Web</w:t></w:r></w:hyperlink></w:p>'
HONEST = {
    "Word": lambda: docx(
        made.paragraph(), LINK, links=outside("rId7", "hyperlink", "https://example.org/cv")
    ),
    "link beside the file": lambda: docx(LINK, links=outside("rId7", "hyperlink", "Zeugnis.pdf")),
    "fields": lambda: docx(
        *map(complex_field, ("PAGE", " NUMPAGES \\* Arabic ", "MERGEFIELD Name", "DATE")),
        complex_field("HYPERLINK &quot;https://example.org/cv&quot;"),
        complex_field("MACROBUTTON NoMacro [Name]"),
        complex_field("IF 1 = 1 &quot;LINK&quot; &quot;DDE&quot;"),
        complex_field(
            '=</w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE'
            '</w:instrText><w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText>-1'
        ),
        simple_field("AUTHOR"),
    ),
    "words of fields in the text": lambda: docx(made.paragraph("DDE and INCLUDETEXT are fields.")),
    "strict": lambda: files.archive(
        made.docx_parts(word=made.STRICT_WORD, types=made.STRICT_RELATION_TYPES)
    ),
    "streamed": lambda: made.streamed(made.docx_parts()),
    "64 bits": lambda: made.large_form(made.docx_parts()),
    "settings of a printer": lambda: with_part(
        "printerSettings1.bin",
        b"\0\1printer",
        word="printerSettings",
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.printerSettings",
        used="",
    ),
    "font": lambda: with_part(
        "fonts/font1.odttf",
        b"MZ mixed with a key",
        word="font",
        content_type="application/vnd.openxmlformats-officedocument.obfuscatedFont",
        used="",
    ),
    "drawing": lambda: with_part(
        "media/image1.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><path fill="url(#a)" d="M0 0"/></svg>',
        word="image",
        content_type="image/svg+xml",
        used='<w:drawing><a:blip r:embed="rId7"/></w:drawing>',
    ),
    "UTF-16": lambda: files.archive(
        made.docx_parts()
        | {
            "word/document.xml": made.document(complex_field("PAGE"))
            .replace("UTF-8", "UTF-16")
            .encode("utf-16")
        }
    ),
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_document_keeps_every_byte(name: str) -> None:
    sent = HONEST[name]()
    checked = check(sent)
    assert (checked.media_type, checked.removed, checked.original) == (MediaType.DOCX, (), None)
    assert clean_bytes(sent) == sent
