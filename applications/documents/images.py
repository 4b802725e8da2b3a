"""JPG and PNG: parsed under limits on pixels and scans."""

import re
import struct
from collections.abc import Iterator
from typing import BinaryIO

from PIL import Image

from applications.documents.refusals import Cause, RefusedContent
from applications.enums import MediaType

# A page scanned at 600 dpi has 35 million pixels, a phone's picture 12 to 50. A JPEG is unpacked at an eighth of its width and
# height, so that also those of phones with 108 or 200 million pixels are read in little memory.
MAX_PIXELS, MAX_JPEG_PIXELS = 60_000_000, 210_000_000
Image.MAX_IMAGE_PIXELS = MAX_JPEG_PIXELS  # Pillow's own limit, which is 89 million
PILLOW_FORMATS = {MediaType.JPG: "JPEG", MediaType.PNG: "PNG"}
TOO_BIG = (Image.DecompressionBombError, Image.DecompressionBombWarning)
BROKEN = (OSError, SyntaxError, ValueError, struct.error, IndexError, EOFError)

# Encoders write 1 to 12. Each takes a tenth of a second at MAX_PIXELS, however few its bytes are.
MAX_SCANS = 40
MAX_KEPT_BYTES = 200 * 1024 * 1024
"""Of a picture in several scans; a phone's of 50 million pixels takes 150 million."""
MARKER = re.compile(rb"\xff+([^\x00\xff])", re.DOTALL)
WITHOUT_LENGTH = (0x01, *range(0xD0, 0xD9))
START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9


def inspect_image(content: BinaryIO, found: MediaType) -> MediaType:
    """Read a picture to its end without unpacking it whole; RefusedContent if that fails."""
    try:
        with Image.open(content, formats=[PILLOW_FORMATS[found]]) as picture:
            most = MAX_JPEG_PIXELS if found is MediaType.JPG else MAX_PIXELS
            if picture.width * picture.height > most:
                raise RefusedContent(Cause.TOO_COMPLEX)
            if found is MediaType.JPG:
                refuse_many_scans(content, picture)
                picture.draft("L", (1, 1))  # decodes at an eighth of the size
                picture.load()
            else:
                picture.verify()
    except TOO_BIG:
        raise RefusedContent(Cause.TOO_COMPLEX) from None
    except BROKEN:
        raise RefusedContent(Cause.BROKEN) from None
    return found


def refuse_many_scans(content: BinaryIO, picture: Image.Image) -> None:
    """RefusedContent for a JPEG that could keep its reader busy for hours, or would have to be in memory as a whole.

    https://libjpeg-turbo.org/pmwiki/uploads/About/TwoIssueswiththeJPEGStandard.pdf, first issue
    """
    place = content.tell()
    content.seek(0)
    scans = sum(kind == START_OF_SCAN for kind in find_markers(content.read()))
    is_kept = scans > 1 or "progressive" in picture.info
    if scans > MAX_SCANS or (is_kept and find_kept_bytes(picture) > MAX_KEPT_BYTES):
        raise RefusedContent(Cause.TOO_COMPLEX)
    content.seek(place)


def find_kept_bytes(picture: Image.Image) -> int:
    """What a reader keeps until the last of several scans: two bytes for each value (ITU T.81, A.1.1)."""
    layers: list[tuple[int, int, int, int]] = getattr(picture, "layer", [])
    samples = [(across, down) for _number, across, down, _table in layers]
    most = max((a for a, _ in samples), default=1) * max((d for _, d in samples), default=1)
    shares = sum(across * down for across, down in samples)
    return 2 * picture.width * picture.height * shares // most


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
