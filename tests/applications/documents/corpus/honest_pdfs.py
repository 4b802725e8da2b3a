"""PDFs as many makers write them."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String
from PIL import Image

from tests.applications import files

TYPST = """
#set document(title: "Lebenslauf", author: "Kim Öztürk")
#set text(lang: "de")
= Lebenslauf
#link("https://example.org")[Projekte] #lorem({words})
#table(columns: 2, [2019], [Projektleitung], [2016], [Studium])
"""
VERSIONS = ("1.3", "1.4", "1.5", "1.6", "1.7", "2.0")
MODES = {
    "objects in streams": ObjectStreamMode.generate,
    "objects of their own": ObjectStreamMode.disable,
}
GATEWAY = b"Received: from mail.example.org\r\nX-Scanned: yes\r\n\r\n"


def honest_pdfs() -> Iterator[tuple[str, bytes]]:
    for version in VERSIONS:
        yield f"PDF {version}", files.pdf(2, min_version=version, force_version=version)
        yield f"PDF {version}, linearised", files.pdf(2, force_version=version, linearize=True)
    for name, mode in MODES.items():
        for pages in (1, 12):
            yield f"{name}, {pages} pages", files.pdf(pages, object_stream_mode=mode)
    for standard in ("1.4", "1.5", "1.6", "1.7", "2.0", "a-1b", "a-2b", "a-3b", "ua-1"):
        written = typst.compile(
            TYPST.format(words=60).encode(), format="pdf", pdf_standards=[standard]
        )
        yield f"Typst, {standard}", bytes(written)
    yield "Typst, long", bytes(typst.compile(TYPST.format(words=4000).encode(), format="pdf"))
    for name, change in CHANGES.items():
        document = pikepdf.new()
        document.add_blank_page()
        change(document)
        target = BytesIO()
        document.save(target, deterministic_id=True)
        yield name, target.getvalue()
    for mode in ("RGB", "L", "1"):
        scan = BytesIO()
        Image.effect_noise((300, 400), 60).convert(mode).save(scan, "PDF", resolution=150)
        yield f"scan, {mode}", scan.getvalue()
    yield "opened without a password", files.locked_pdf(user="")
    yield "behind lines of a mail gateway", GATEWAY + files.pdf()
    yield "behind a byte order mark", b"\xef\xbb\xbf" + files.pdf()
    yield "with blanks behind its end", files.pdf() + b"\r\n\r\n   "


def page_labels(document: Pdf) -> None:
    label = Dictionary(S=Name.r)
    document.Root.PageLabels = Dictionary(Nums=Array([0, label]))


def form_without_script(document: Pdf) -> None:
    box = Array([10, 10, 90, 30])
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), V=String("Kim"), Rect=box
    )
    field = document.make_indirect(field)
    document.pages[0].Annots = Array([field])
    document.Root.AcroForm = Dictionary(Fields=Array([field]))


def bookmarks(document: Pdf) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Zeugnisse", 0))


def opens_at_a_page(document: Pdf) -> None:
    document.Root.OpenAction = Array([document.pages[0].obj, Name.Fit])


def description(document: Pdf) -> None:
    with document.open_metadata() as metadata:
        metadata["dc:title"] = "Lebenslauf"


def links(document: Pdf) -> None:
    addresses = ("https://example.org", "mailto:kim@example.org", "tel:+4930123")
    document.pages[0].Annots = Array(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([0, 0, 9, 9]),
            A=Dictionary(S=Name.URI, URI=String(address)),
        )
        for address in addresses
    )


def layers(document: Pdf) -> None:
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("Druck")))
    shown = Dictionary(Order=Array([layer]), ON=Array([layer]))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown)


def turned_page(document: Pdf) -> None:
    document.pages[0].rotate(90, relative=True)


def trimmed_page(document: Pdf) -> None:
    document.pages[0].cropbox = Array([10, 10, 300, 400])


def language(document: Pdf) -> None:
    document.Root.Lang = String("de-DE")
    document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


CHANGES = {
    "turned page": turned_page,
    "trimmed page": trimmed_page,
    "language": language,
    "page labels": page_labels,
    "form without a script": form_without_script,
    "bookmarks": bookmarks,
    "opens at a page": opens_at_a_page,
    "description": description,
    "links": links,
    "layers": layers,
}
