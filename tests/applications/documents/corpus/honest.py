"""All honest files, each under a name that somebody gives to it."""

from collections.abc import Iterator
from itertools import cycle
from typing import NamedTuple

from tests.applications import files
from tests.applications.documents import office_files as made
from tests.applications.documents.corpus.honest_pdfs import honest_pdfs
from tests.applications.documents.corpus.honest_pictures import honest_pictures
from tests.applications.documents.honest_docx import HONEST as HONEST_DOCX
from tests.applications.documents.honest_odt import HONEST as HONEST_ODT
from tests.applications.documents.test_office import WRITTEN, written

NAMES = (
    *("Lebenslauf", "Zeugnis Öztürk-Groß", "سيرة ذاتية", "履历 2026", "CV Dr. med", "CV.final"),
    *("résumé (1)", "IMG_0001", "Ä" * 140, "履" * 120, "CV.pdf", "a", "Био графия", "CV_v2.1"),
)


class Honest(NamedTuple):
    what: str
    name: str
    content: bytes


def honest_files() -> Iterator[Honest]:
    """PDFs, Office files and pictures; the names go around."""
    names = cycle(NAMES)
    for what, extension, content in contents():
        yield Honest(what, f"{next(names)}.{extension}", content)


def contents() -> Iterator[tuple[str, str, bytes]]:
    for what, content in honest_pdfs():
        yield what, "pdf", content
    yield from honest_pictures()
    for what, make in HONEST_DOCX.items():
        yield f"DOCX, {what}", "docx", make()
    for what in WRITTEN:
        types = {"[Content_Types].xml": written(what), "docProps/core.xml": "<core/>"}
        yield f"DOCX, {what} types", "docx", files.docx(**types)
    for what, make in HONEST_ODT.items():
        yield f"ODT, {what}", "odt", make()
    for part in ("header", "footnotes", "comments", "numbering", "glossary"):
        more = {f"word/{part}1.xml": made.word_xml(part, made.paragraph())}
        links = made.relation("rId9", part, f"{part}1.xml")
        yield f"DOCX with {part}", "docx", made.docx(links=links, more=more)
    for change in ("ins", "del", "moveTo"):
        text = f'<w:p><w:{change} w:author="Kim"><w:r><w:t>2019</w:t></w:r></w:{change}></w:p>'
        yield f"DOCX, change {change}", "docx", made.docx(text, made.paragraph())
    yield "DOCX, stored", "docx", files.archive(made.docx_parts(), compression=0)
    yield "ODT, stored", "odt", files.archive(made.odt_parts(), compression=0)
