"""Honest DOCX as many programs write them, made at run time: none of them may change by a byte."""

import gzip
import struct
from base64 import b64encode

from tests.applications import files
from tests.applications.documents import office_files as made
from tests.applications.documents.metafiles import emf, svm, svm_comment, wmf
from tests.applications.documents.office_files import PNG, docx, outside, relation

COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


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


def with_part(name: str, content: str | bytes, *, word: str, content_type: str, used: str) -> bytes:
    return docx(
        in_run(used),
        links=relation("rId7", word, name),
        types=f'<Override PartName="/word/{name}" ContentType="{content_type}"/>',
        more={f"word/{name}": content},
    )


FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
FONT = f'<Default Extension="odttf" ContentType="{FONT_TYPE}"/>'
OWN = "application/vnd.openxmlformats-officedocument"
TABLE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"


def scrambled_font(inside: bytes = b"") -> bytes:
    """The first 32 bytes may be anything; four tables are said, the first two of them there."""
    tables = (struct.pack(">4s3L", name, 0, 76, 4) for name in (b"glyf", b"head"))
    return b"%!PS-Adobe mixed with a key".ljust(44) + b"".join(tables) + b"data" + inside


def with_fonts(
    font: bytes,
    *,
    name: str = "font1.odttf",
    types: str = FONT,
    used: str = '<w:font w:name="a"><w:embedRegular r:id="rId1" w:fontKey="{A}"/></w:font>',
) -> bytes:
    kind = f'<Override PartName="/word/fontTable.xml" ContentType="{TABLE_TYPE}"/>'
    return docx(
        links=relation("rId5", "fontTable", "fontTable.xml"),
        types=kind + types,
        more={
            "word/fontTable.xml": made.word_xml("fonts", used),
            "word/_rels/fontTable.xml.rels": made.relations(
                relation("rId1", "font", f"fonts/{name}")
            ),
            f"word/fonts/{name}": font,
        },
    )


LINK = '<w:p><w:hyperlink r:id="rId7"><w:r><w:t>Web</w:t></w:r></w:hyperlink></w:p>'
HONEST = {
    "Word": lambda: docx(
        made.paragraph(), LINK, links=outside("rId7", "hyperlink", "https://example.org/cv")
    ),
    "link beside the file": lambda: docx(LINK, links=outside("rId7", "hyperlink", "Zeugnis.pdf")),
    "link to a place in the text, called a part": lambda: docx(
        LINK, links=relation("rId7", "hyperlink", "#_Toc1")
    ),
    "fields": lambda: docx(
        *map(complex_field, ("PAGE", " NUMPAGES \\* Arabic ", "MERGEFIELD Name", "DATE")),
        complex_field("HYPERLINK &quot;https://example.org/cv&quot;"),
        complex_field("HYPERLINK \\l &quot;_Toc1&quot; \\h"),
        complex_field("HYPERLINK \\l&quot;_Toc1&quot;"),
        complex_field("HYPERLINK &quot;mailto:kim@example.org&quot; \\o &quot;C:\\\\a&quot;"),
        complex_field("HYPERLINK &quot;..\\\\Zeugnis.pdf&quot; \\t &quot;_blank&quot;"),
        complex_field("MACROBUTTON NoMacro [Name]"),
        complex_field("MACROBUTTON  DoFieldClick [Name]"),
        complex_field("ADDIN ZOTERO_ITEM CSL_CITATION {&quot;citationID&quot;:&quot;a&quot;}"),
        complex_field("IF 1 = 1 &quot;LINK&quot; &quot;DDE&quot;"),
        complex_field(
            '=</w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE'
            '</w:instrText><w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText>-1'
        ),
        complex_field("TOC \\o &quot;1-3&quot; \\h \\z \\u"),
        complex_field("PRINT</w:instrText></w:r><w:r><w:instrText>DATE \\@ &quot;d.M.yyyy&quot;"),
        complex_field("REF _Ref1 \\h"),
        complex_field("INCLUDED"),
        complex_field(
            "HYPERLINK &quot;http</w:instrText></w:r><w:r><w:instrText>://a.example/link&quot;"
        ),
        simple_field("AUTHOR"),
    ),
    "fields in the branches of a choice": lambda: docx(
        in_run(
            f'<mc:AlternateContent xmlns:mc="{COMPATIBILITY}"><mc:Choice Requires="wps"><w:drawing>'
            f"<a:graphic><w:txbxContent>{complex_field('PAGE')}</w:txbxContent></a:graphic></w:drawing>"
            f"</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{complex_field('PAGE')}"
            "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        ),
        complex_field("HYPERLINK &quot;https://example.org/print&quot;"),
    ),
    "fields that were changed": lambda: docx(
        complex_field(
            'HYPERLINK "</w:instrText></w:r><w:del w:author="Kim"><w:r><w:delInstrText>http://a.example'
            '</w:delInstrText></w:r></w:del><w:ins w:author="Kim"><w:r><w:instrText>https://b.example'
            '</w:instrText></w:r></w:ins><w:r><w:instrText>"'
        ),
        "".join(
            complex_field("DATE")
            .replace("<w:r>", f"<w:{change}><w:r>")
            .replace("</w:r>", f"</w:r></w:{change}>")
            for change in ("del", "ins")
        ),
    ),
    "properties": lambda: docx(
        more={"docProps/app.xml": "<Properties><HyperlinkBase></HyperlinkBase></Properties>"}
    ),
    "instructions of SharePoint and Word": lambda: docx(
        more={
            "customXml/item1.xml": '<?xml version="1.0"?><?mso-contentType?><a/>',
            "customXml/item2.xml": '<?mso-application progid="Word.Document"?><a/>',
        }
    ),
    "shape of Word": lambda: docx(
        in_run(
            '<w:pict><v:shape o:spid="_x0000_s1026" o:gfxdata="" style="width:9pt">'
            '<v:stroke><o:left v:ext="view" color="red"/></v:stroke>'
            '<o:signatureline v:ext="edit" issignatureline="t" sigprovurl=""/></v:shape></w:pict>'
        )
    ),
    "names of a schema": lambda: docx(
        more={
            "customXml/item1.xml": '<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            'xsi:schemaLocation="urn:example:a a.xsd"/>'
        }
    ),
    "words of fields in the text": lambda: docx(made.paragraph("DDE and INCLUDETEXT are fields.")),
    "links of a drawing": lambda: docx(
        in_run(
            '<w:drawing><a:docPr><a:hlinkClick r:id="rId7"/><a:hlinkHover r:id="rId7"/></a:docPr>'
            "</w:drawing>"
        ),
        links=outside("rId7", "hyperlink", "https://example.org/cv"),
    ),
    "link of a shape": lambda: docx(
        in_run('<w:pict><v:shape href="https://example.org/"><v:imagedata/></v:shape></w:pict>')
    ),
    "strict": lambda: files.archive(
        made.docx_parts(word=made.STRICT_WORD, types=made.STRICT_RELATION_TYPES)
    ),
    "streamed": lambda: made.streamed(made.docx_parts()),
    "64 bits": lambda: made.large_form(made.docx_parts()),
    "packed drawing of Windows": lambda: with_part(
        "media/image1.emz",
        gzip.compress(emf()),
        word="image",
        content_type="image/x-emz",
        used='<w:drawing><a:blip r:embed="rId7"/></w:drawing>',
    ),
    "origin of signatures": lambda: with_part(
        "origin.sigs",
        b"",
        word="origin",
        content_type="application/vnd.openxmlformats-package.digital-signature-origin",
        used="",
    ),
    "scrambled font": lambda: with_fonts(scrambled_font()),
    "font as it is": lambda: with_fonts(
        b"\0\1\0\0\0\x0c",
        name="font1.ttf",
        types='<Default Extension="ttf" ContentType="application/x-font-ttf"/>',
    ),
    **{
        f"drawing of records, {name}": lambda content=content: with_part(
            "media/image1.wmf",
            content,
            word="image",
            content_type="image/x-wmf",
            used='<w:drawing><a:blip r:embed="rId7"/></w:drawing>',
        )
        for name, content in (
            ("EMF", emf()),
            ("WMF", wmf()),
            ("SVM", svm(svm_comment(b"XGRAD_SEQ_BEGIN", b""))),
        )
    },
    "drawing with a picture": lambda: with_part(
        "media/image1.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">'
        f'<image x:href="data:image/png;base64,{b64encode(PNG).decode()}" width="8"/></svg>',
        word="image",
        content_type="image/svg+xml",
        used='<w:drawing><a:blip r:embed="rId7"/></w:drawing>',
    ),
    **{
        f"relation to {word}": lambda word=word, kind=kind: docx(
            links=relation("rId7", word, "part1.xml"),
            types=f'<Override PartName="/word/part1.xml" ContentType="{kind}"/>',
            more={"word/part1.xml": "<a/>"},
        )
        for word, kind in (
            ("glossaryDocument", f"{OWN}.wordprocessingml.document.glossary+xml"),
            ("diagramData", f"{OWN}.drawingml.diagramData+xml"),
            ("commentsExtended", f"{OWN}.wordprocessingml.commentsExtended+xml"),
            ("theme", f"{OWN}.theme+xml"),
        )
    },
    "drawing with a style": lambda: with_part(
        "media/image1.svg",
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><style>.a{fill:url(#b)}</style>'
        '<rect style="fill:red"/><text>url(x) and \\</text></svg>',
        word="image",
        content_type="image/svg+xml",
        used='<w:drawing><a:blip r:embed="rId7"/></w:drawing>',
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
