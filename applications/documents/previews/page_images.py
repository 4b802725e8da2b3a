"""Pages as WebP images: pictures that were uploaded, and how any page is written.

A page of text at 130 dpi (1075 x 1521 pixels) took 104 kB as lossless WebP, 167 kB as WebP of
quality 80, 268 kB as JPEG and 365 kB as PNG, and was the clearest of them; a photograph takes a
fraction of that with losses. So pages with few colours are written without losses, others with.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps

from applications.documents.child_process import UnreadableContent
from applications.documents.images import BROKEN, PILLOW_FORMATS, TOO_BIG
from applications.documents.previews.parts import PageImage, page_part

LONGEST_SIDE = 2000
"""Pixels; a page of A4 at 130 dpi has 1521."""
FEW_COLOURS = 4096
SHRINK_FIRST = 2.0  # to twice the size by whole numbers, which is fast and looks the same
SIXTEEN_BITS = 256


def render_picture(content: BinaryIO) -> bytes:
    """A JPG or PNG as one page: turned as its camera says, scaled down, without any of its metadata.

    JPEG is unpacked at a half, a quarter or an eighth of its size where that is enough.
    """
    try:
        with Image.open(content, formats=[*PILLOW_FORMATS.values()]) as picture:
            scale = min(LONGEST_SIDE / max(picture.size), 1)
            picture.draft(None, (int(picture.width * scale), int(picture.height * scale)))
            shown = with_smooth_colours(picture)
            shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=SHRINK_FIRST)
            turned = ImageOps.exif_transpose(shown)
            return page_part(encode_page(turned))
    except (*TOO_BIG, *BROKEN) as error:
        raise UnreadableContent from error


def with_smooth_colours(picture: Image.Image) -> Image.Image:
    """A picture of which shrinking makes shades: a palette or one bit has none."""
    if picture.mode == "P":
        return picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    return picture.convert("L") if picture.mode == "1" else picture


def encode_page(image: Image.Image) -> PageImage:
    """A WebP image of it on white, with nothing but its pixels."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / SIXTEEN_BITS).convert("L")
    page = Image.new("RGB", image.size, "white")
    page.paste(image, mask=image.convert("RGBA") if image.has_transparency_data else None)
    few_colours = page.getcolors(FEW_COLOURS) is not None
    options = {"lossless": True, "quality": 50} if few_colours else {"quality": 75}
    return PageImage(page.width, page.height, write_webp(page, options))


def write_webp(page: Image.Image, options: Mapping[str, int]) -> bytes:
    written = BytesIO()
    try:
        page.save(written, "WEBP", **options)
    except ValueError as error:  # "encoding error 1" is libwebp's VP8_ENC_ERROR_OUT_OF_MEMORY
        raise MemoryError from error
    return written.getvalue()
