"""PDF by PDFium: the first pages as images, with what was filled into forms, and the text of all."""

import re
from collections.abc import Iterator
from typing import BinaryIO

import pypdfium2

from applications.documents.child_process import UnreadableContent
from applications.documents.previews.page_images import LONGEST_SIDE, encode_page
from applications.documents.previews.parts import (
    MAX_TEXT_LENGTH,
    PageImage,
    count_part,
    page_part,
    text_part,
)

POINTS_PER_INCH, DPI = 72, 130
MAX_TEXT_PAGES = 500
LINE_HYPHEN = "\ufffe"
"""What PDFium writes for a hyphen at the end of a line, between the halves of the word."""
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\uffff]")


def render_pdf(content: BinaryIO, most_pages: int) -> Iterator[bytes]:
    """How many pages there are; then of each page its image, if it is among the first, and its text.

    UnreadableContent where PDFium gives up; what came before is as it was. Nothing that a PDF
    carries is run: this PDFium has neither JavaScript nor XFA.
    """
    try:
        with pypdfium2.PdfDocument(content.read()) as document:
            # Before any page is loaded, or no field and no tick is drawn.
            document.init_forms()
            yield count_part(len(document))
            yield from render_pages(document, most_pages)
    except pypdfium2.PdfiumError as error:
        raise UnreadableContent from error


def render_pages(document: pypdfium2.PdfDocument, most_pages: int) -> Iterator[bytes]:
    left = MAX_TEXT_LENGTH
    for number in range(min(len(document), max(most_pages, MAX_TEXT_PAGES))):
        if number < most_pages:
            yield page_part(draw_page(document, number))
        if left > 0:
            text = read_page_text(document, number)
            left -= len(text)
            yield text_part(text)


def draw_page(document: pypdfium2.PdfDocument, number: int) -> PageImage:
    """The page at DPI, or smaller where a side would be longer than LONGEST_SIDE."""
    page = document[number]
    longest = max(*page.get_size(), 1)
    scale = min(DPI / POINTS_PER_INCH, LONGEST_SIDE / longest)
    bitmap = page.render(scale=scale)
    image = encode_page(bitmap.to_pil())
    bitmap.close()
    page.close()
    return image


def read_page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    """The words of a page, those in the fields of a form among them, line by line."""
    page = document[number]
    if page.formenv:
        page.flatten()  # in memory only: what fields say becomes part of the page
        page.close()
        page = document[number]
    text = page.get_textpage()
    words = text.get_text_range() if text.count_chars() else ""
    text.close()
    page.close()
    return clean_text(words)


def clean_text(words: str) -> str:
    """Lines with one kind of end, words in one piece, nothing unprintable."""
    lines = words.replace(LINE_HYPHEN, "").replace("\r\n", "\n").replace("\r", "\n")
    return UNPRINTABLE.sub("", lines).strip()
