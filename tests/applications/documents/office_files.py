"""DOCX and ODT as programs write them, made at run time, and the parts of theirs that fetch, start or carry."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from tests.applications import files

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATION_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATION_TYPES = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
OLE_TYPE = "application/vnd.openxmlformats-officedocument.oleObject"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 a harmless marker"
PNG = files.picture("PNG", (8, 6))
NAMES = "urn:oasis:names:tc:opendocument:xmlns"
TEXT = "Projektleitung seit 2019"

type Parts = dict[str, str | bytes]


def relation(number: str, word: str, target: str, *, mode: str = "", types: str = "") -> str:
    outside = f' TargetMode="{mode}"' if mode else ""
    kind = f"{types or RELATION_TYPES}/{word}"
    return f'<Relationship Id="{number}" Type="{kind}" Target="{target}"{outside}/>'


def outside(number: str, word: str, target: str = "https://example.org/x") -> str:
    return relation(number, word, target, mode="External")


def relations(*lines: str) -> str:
    return f'<?xml version="1.0"?>\n<Relationships xmlns="{RELATIONS}">{"".join(lines)}</Relationships>'


def paragraph(text: str = TEXT) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_xml(element: str, body: str, *, word: str = WORD, types: str = RELATION_TYPES) -> str:
    names = (
        f'xmlns:w="{word}" xmlns:r="{types}" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:wp15="http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing"'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<w:{element} {names}>{body}</w:{element}>'


def document(*body: str, **names: str) -> str:
    return word_xml("document", f"<w:body>{''.join(body)}<w:sectPr/></w:body>", **names)


def docx_parts(
    *body: str, links: str = "", types: str = "", more: Parts | None = None, **names: str
) -> Parts:
    """A package with a text, its relations, and what else it is to have."""
    main = names.get("types", RELATION_TYPES)
    return {
        "[Content_Types].xml": files.content_types(
            f'<Default Extension="rels" ContentType="{RELATIONS_TYPE}"/>',
            '<Default Extension="xml" ContentType="application/xml"/>',
            '<Default Extension="png" ContentType="image/png"/>',
            f'<Override PartName="/word/document.xml" ContentType="{files.MAIN_PART}"/>',
            types,
        ),
        "_rels/.rels": relations(
            relation("rId1", "officeDocument", "word/document.xml", types=main)
        ),
        "word/document.xml": document(*(body or (paragraph(),)), **names),
        "word/_rels/document.xml.rels": relations(links),
        **(more or {}),
    }


def docx(*body: str, links: str = "", types: str = "", more: Parts | None = None) -> bytes:
    return files.archive(docx_parts(*body, links=links, types=types, more=more))


def odt_xml(element: str, body: str) -> str:
    used = ("office", "text", "table", "drawing", "script", "form", "meta", "presentation", "style")
    prefixes = {"drawing": "draw"}
    names = " ".join(f'xmlns:{prefixes.get(one, one)}="{NAMES}:{one}:1.0"' for one in used)
    names += (
        ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xforms="http://www.w3.org/2002/xforms"'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<office:{element} {names}>{body}</office:{element}>'


def odt_parts(body: str = "", *, more: Parts | None = None, before: str = "") -> Parts:
    """`body` stands after a paragraph, `before` before the body."""
    parts: Parts = {
        "mimetype": files.ODT_TYPE,
        "content.xml": odt_xml(
            "document-content",
            f"{before}<office:body><office:text><text:p>{TEXT}</text:p>{body}"
            "</office:text></office:body>",
        ),
        "styles.xml": odt_xml("document-styles", "<office:styles/>"),
        "meta.xml": odt_xml("document-meta", "<office:meta/>"),
        **(more or {}),
    }
    entries = (
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type=""/>'
        for name in parts
        if name != "mimetype"
    )
    root = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{files.ODT_TYPE}"/>'
    return {**parts, "META-INF/manifest.xml": files.manifest(root + "".join(entries))}


def odt(body: str = "", *, more: Parts | None = None, before: str = "") -> bytes:
    return files.archive(odt_parts(body, more=more, before=before))


def instructed(part: str, instruction: str) -> str:
    """A part of XML with a processing instruction before all else."""
    end = part.index("?>") + 2 if part.startswith("<?xml") else 0
    return part[:end] + instruction + part[end:]


def streamed(parts: Parts, stored: str = "mimetype") -> bytes:
    """An archive whose writer could not go back: sizes stand behind each entry; one of them is `stored`."""

    class Stream(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_place: int) -> int:
            raise OSError

        def tell(self) -> int:
            raise OSError

    target = Stream()
    with ZipFile(target, "w") as written:
        for name, content in parts.items():
            written.writestr(name, content, ZIP_STORED if name == stored else ZIP_DEFLATED)
    return target.getvalue()


def large_form(parts: Parts) -> bytes:
    """An archive with sizes of 64 bits, as some writers have it for every entry."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as written:
        for name, content in parts.items():
            with written.open(name, "w", force_zip64=True) as entry:
                entry.write(content.encode() if isinstance(content, str) else content)
    return target.getvalue()


def unpacked(content: bytes) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return b"\n".join(name.encode() + b"\n" + archive.read(name) for name in archive.namelist())
