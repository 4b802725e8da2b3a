"""JPG and PNG: parsed under limits on pixels and scans."""

import re
import struct
from collections.abc import Iterator
from typing import BinaryIO

from PIL import Image

from applications.documents.refusals import Cause, RefusedContent
from applications.enums import MediaType

# A page scanned at 600 dpi has 35 million pixels, a phone's picture 12 to 50.
MAX_PIXELS = 60_000_000
PILLOW_FORMATS = {MediaType.JPG: "JPEG", MediaType.PNG: "PNG"}
TOO_BIG = (Image.DecompressionBombError, Image.DecompressionBombWarning)
BROKEN = (OSError, SyntaxError, ValueError, struct.error, IndexError, EOFError)

# Encoders write 1 to 12. Each takes a tenth of a second at MAX_PIXELS, however few its bytes are.
MAX_SCANS = 40
MARKER = re.compile(rb"\xff+([^\x00\xff])", re.DOTALL)
WITHOUT_LENGTH = (0x01, *range(0xD0, 0xD9))
START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9


def inspect_image(content: BinaryIO, found: MediaType) -> MediaType:
    """Read a picture to its end without unpacking it whole; RefusedContent if that fails."""
    try:
        with Image.open(content, formats=[PILLOW_FORMATS[found]]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise RefusedContent(Cause.TOO_COMPLEX)
            if found is MediaType.JPG:
                refuse_many_scans(content)
                picture.draft("L", (1, 1))  # decodes at an eighth of the size
                picture.load()
            else:
                picture.verify()
    except TOO_BIG:
        raise RefusedContent(Cause.TOO_COMPLEX) from None
    except BROKEN:
        raise RefusedContent(Cause.BROKEN) from None
    return found


def refuse_many_scans(content: BinaryIO) -> None:
    """RefusedContent for a progressive JPEG that could keep its reader busy for hours.

    https://libjpeg-turbo.org/pmwiki/uploads/About/TwoIssueswiththeJPEGStandard.pdf, first issue
    """
    place = content.tell()
    content.seek(0)
    if sum(kind == START_OF_SCAN for kind in find_markers(content.read())) > MAX_SCANS:
        raise RefusedContent(Cause.TOO_COMPLEX)
    content.seek(place)


def find_markers(picture: bytes) -> Iterator[int]:
    """The markers of a JPEG up to its end (ITU T.81, annex B), found as libjpeg finds them."""
    place = 2
    while found := MARKER.search(picture, place):
        kind, place = found[1][0], found.end()
        if kind == END_OF_IMAGE:
            return
        yield kind
        if kind not in WITHOUT_LENGTH:
            place += int.from_bytes(picture[place : place + 2])
