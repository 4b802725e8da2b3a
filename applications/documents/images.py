import struct
from typing import BinaryIO

from PIL import Image

from applications.documents.refusals import Cause, RefusedContent
from applications.enums import MediaType

# A page scanned at 600 dpi has 35 million pixels, a phone's picture 12 to 50.
MAX_PIXELS = 60_000_000
PILLOW_FORMATS = {MediaType.JPG: "JPEG", MediaType.PNG: "PNG"}
TOO_BIG = (Image.DecompressionBombError, Image.DecompressionBombWarning)
BROKEN = (OSError, SyntaxError, ValueError, struct.error, IndexError, EOFError)


def inspect(content: BinaryIO, found: MediaType) -> MediaType:
    """Read a picture to its end without unpacking it whole; RefusedContent if that fails."""
    try:
        with Image.open(content, formats=[PILLOW_FORMATS[found]]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise RefusedContent(Cause.TOO_COMPLEX)
            if found is MediaType.JPG:
                picture.draft("L", (1, 1))  # decodes at an eighth of the size
                picture.load()
            else:
                picture.verify()
    except TOO_BIG:
        raise RefusedContent(Cause.TOO_COMPLEX) from None
    except BROKEN:
        raise RefusedContent(Cause.BROKEN) from None
    return found
