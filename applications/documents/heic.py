"""HEIC, as phones write it: read within the limits of a child, and handed on as JPG.

pi-heif has libheif and a decoder and no encoder, and so nothing under the GPL. It unpacks a picture
whole: 4.5 bytes for each pixel, and four more for the copy that becomes a JPG.
"""

import ctypes
import threading
from typing import BinaryIO

from pi_heif import options
from pi_heif.heif import open_heif
from PIL import Image

from applications.documents.child_process.frames import open_output
from applications.documents.refusals import Cause, RefusedContent
from applications.enums import Removed

MAX_PIXELS = 25_000_000
"""The largest that phones take by default have 24.5 million; see decision 0029 for those of 48."""
QUALITY = 88
M_ARENA_MAX = -8
"""mallopt(3): threads share one heap, since each of their own reserves 64 MB of addresses."""
BROKEN = (OSError, SyntaxError, ValueError, RuntimeError, IndexError, EOFError)
OUT_OF_MEMORY = ("Memory allocation", "Security limit", "memory")
"""As libheif says it."""

options.THUMBNAILS = options.DEPTH_IMAGES = options.AUX_IMAGES = False
options.DECODE_THREADS = 0


def write_jpg(content: BinaryIO) -> set[Removed]:
    """Write the picture as JPG, upright and with its colour profile only, to the child's output.

    Raises RefusedContent for one of more than MAX_PIXELS, or fewer of more colours than there is
    memory for, for a broken one, and where the child may not start the thread that the decoder wants.
    """
    check_threads()
    ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)
    content.seek(0)
    try:
        found = open_heif(content)
        if found.size[0] * found.size[1] > MAX_PIXELS:
            raise RefusedContent(Cause.TOO_MANY_PIXELS)
        picture = found[found.primary_index].to_pillow()
    except MemoryError:
        raise RefusedContent(Cause.TOO_MANY_PIXELS) from None
    except BROKEN as error:
        is_too_large = any(word in str(error) for word in OUT_OF_MEMORY)
        raise RefusedContent(Cause.TOO_MANY_PIXELS if is_too_large else Cause.BROKEN) from None
    profile = picture.info.get("icc_profile")
    with open_output() as target:
        on_white(picture).save(target, "JPEG", quality=QUALITY, icc_profile=profile)
    return {Removed.METADATA}


def check_threads() -> None:
    """RefusedContent where no thread can be started: the decoder would end the process."""
    try:
        one = threading.Thread(target=bool)
        one.start()
        one.join()
    except RuntimeError:
        raise RefusedContent(Cause.NO_HEIC) from None


def on_white(picture: Image.Image) -> Image.Image:
    """A picture without transparency, which JPG does not know."""
    if not picture.has_transparency_data:
        return picture if picture.mode in {"RGB", "L"} else picture.convert("RGB")
    page = Image.new("RGB", picture.size, "white")
    page.paste(picture, mask=picture.convert("RGBA"))
    return page
