"""What a child tells of a document, piece by piece, so that a late failure loses none of the pages before."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field

COUNT, PAGE, TEXT = b"C", b"P", b"T"
NUMBER = struct.Struct(">I")
SIZE = struct.Struct(">II")
WEBP = (b"RIFF", b"WEBP")
LARGEST_SIDE = 10_000
MAX_TEXT_LENGTH = 200_000
"""Characters of a document that are kept and found; a CV has 5,000, a book 500,000."""
PAGE_BREAK = "\f"


@dataclass(frozen=True)
class PageImage:
    """A page as a WebP image, and its size in pixels."""

    width: int
    height: int
    content: bytes


@dataclass
class Parts:
    """A document's number of pages, the images of the first ones, and its text with PAGE_BREAK between pages."""

    page_count: int = 0
    pages: list[PageImage] = field(default_factory=list)
    text: str = ""


def count_part(pages: int) -> bytes:
    return COUNT + NUMBER.pack(pages)


def page_part(page: PageImage) -> bytes:
    return PAGE + SIZE.pack(page.width, page.height) + page.content


def text_part(text: str) -> bytes:
    return TEXT + text.encode("utf-8", "ignore")


def join_parts(results: Iterable[bytes], *, most_pages: int) -> Parts:
    """Put together what a child has written, and believe none of it.

    What is no WebP image, has no size, or is too much is left out; text loses what PostgreSQL cannot
    keep. The child read somebody else's bytes and may have been taken over by them.
    """
    found = Parts()
    texts: list[str] = []
    for result in results:
        kind, rest = result[:1], result[1:]
        if kind == COUNT and len(rest) == NUMBER.size:
            (found.page_count,) = NUMBER.unpack(rest)
        elif kind == PAGE and len(found.pages) < most_pages:
            found.pages += read_page(rest)
        elif kind == TEXT:
            texts.append(rest.decode("utf-8", "ignore").replace("\0", ""))
    found.text = PAGE_BREAK.join(texts).rstrip(PAGE_BREAK)[:MAX_TEXT_LENGTH]
    found.page_count = min(max(found.page_count, len(found.pages)), 2**31 - 1)
    return found


def read_page(part: bytes) -> list[PageImage]:
    """The page, or nothing where it is none."""
    head, content = part[: SIZE.size], part[SIZE.size :]
    if len(head) < SIZE.size or (content[:4], content[8:12]) != WEBP:
        return []
    width, height = SIZE.unpack(head)
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        return []
    return [PageImage(width, height, content)]
