"""Documents with something to see and to read, made from nothing."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from applications.demo.sample_documents import build_one_page_pdf
from tests.applications.files import (
    PACKAGE_RELATIONS,
    RELATION_TYPES,
    archive,
    docx_parts,
    odt_parts,
)

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
FIELD, TICK = (100, 700, 400, 730), (100, 600, 130, 630)
"""Where a filled form has them, in points from the lower left corner."""


def text_pdf(*pages: list[str]) -> bytes:
    """One page for each list of lines."""
    document = pikepdf.new()
    for lines in pages:
        with pikepdf.open(BytesIO(build_one_page_pdf(lines))) as page:
            document.pages.extend(page.pages)
    return saved(document)


def wide_pdf(width: int, height: int) -> bytes:
    document = pikepdf.new()
    document.add_blank_page(page_size=(width, height))
    return saved(document)


def filled_form(value: str = "Wilhelmina Zyx", *, ticked: bool = True) -> bytes:
    """A text field that the reader is to draw itself, and a box with an appearance of its own."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    fonts = Dictionary(Font=Dictionary(Helv=document.make_indirect(helvetica)))
    text = document.make_indirect(
        Dictionary(
            **widget(FIELD, page.obj), FT=Name.Tx, T=String("name"), V=String(value),
            DA=String("/Helv 18 Tf 0 g"),
        )
    )  # fmt: skip
    looks = Dictionary(Yes=drawing(document, b"0 g 5 5 20 20 re f"), Off=drawing(document, b""))
    state = Name.Yes if ticked else Name.Off
    tick = document.make_indirect(
        Dictionary(
            **widget(TICK, page.obj), FT=Name.Btn, T=String("agreed"), V=state, AS=state,
            AP=Dictionary(N=looks),
        )
    )  # fmt: skip
    page.obj.Annots = Array([text, tick])
    document.Root.AcroForm = Dictionary(
        Fields=Array([text, tick]), DR=fonts, DA=String("/Helv 12 Tf 0 g"), NeedAppearances=True
    )
    return saved(document)


def widget(place: tuple[int, ...], page: pikepdf.Object) -> dict[str, pikepdf.Object | int]:
    kind = {"Type": Name.Annot, "Subtype": Name.Widget}
    return kind | {"Rect": Array(list(place)), "F": 4, "P": page}


def drawing(document: pikepdf.Pdf, commands: bytes) -> pikepdf.Object:
    box = Array([0, 0, 30, 30])
    return document.make_stream(commands, Type=Name.XObject, Subtype=Name.Form, BBox=box)


def saved(document: pikepdf.Pdf) -> bytes:
    written = BytesIO()
    document.save(written, deterministic_id=True)
    return written.getvalue()


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    written = BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def two_colours(size: tuple[int, int] = (60, 40)) -> Image.Image:
    """The left half red, the right half blue."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    return picture


def docx_with(body: str, *, name: str = "word/document.xml", namespace: str = WORD) -> bytes:
    document = (
        f'<w:document xmlns:w="{namespace}" xmlns:mc="{COMPATIBILITY}"><w:body>{body}</w:body>'
        "</w:document>"
    )
    parts = docx_parts()
    del parts["word/document.xml"]
    types = str(parts["[Content_Types].xml"]).replace("word/document.xml", name)
    relations = str(parts["_rels/.rels"]).replace("word/document.xml", name)
    return archive(parts | {"[Content_Types].xml": types, "_rels/.rels": relations, name: document})


def docx_with_margins(body: str, **margins: str) -> bytes:
    """A text with parts beside it, each by the type of its relation and a number, as header1."""
    parts = docx_parts()
    links = "".join(
        f'<Relationship Id="{name}" Type="{RELATION_TYPES}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in margins
    )
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE_RELATIONS}">{links}</Relationships>'
    )
    texts = {"document": f"<w:body>{body}</w:body>", **margins}
    for name, text in texts.items():
        parts[f"word/{name}.xml"] = f'<w:part xmlns:w="{WORD}">{text}</w:part>'
    return archive(parts)


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def odt_with(body: str, pages: str = "") -> bytes:
    """`pages` is what the styles say of pages."""
    content = (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}"><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    styles = (
        f'<office:document-styles xmlns:office="{OFFICE}" xmlns:text="{TEXT}" xmlns:style="{STYLE}">'
        f"<office:master-styles>{pages}</office:master-styles></office:document-styles>"
    )
    return archive(odt_parts() | {"content.xml": content, "styles.xml": styles})
