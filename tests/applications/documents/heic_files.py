"""HEIC as phones write it, made at run time by the library that also encodes."""

from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image

from applications.documents.picture_cleaning import ORIENTATION

MAKER, GPS = 0x010F, 0x8825
MAKER_NAME = "Phone of Kim"
FAST = {"preset": "ultrafast"}


def corners(size: tuple[int, int] = (64, 48)) -> Image.Image:
    """White, with the upper left corner in red."""
    picture = Image.new("RGB", size, "white")
    picture.paste((200, 0, 0), (0, 0, size[0] // 2, size[1] // 2))
    return picture


def heic(picture: Image.Image | None = None, *, orientation: int = 1, **options: Any) -> bytes:
    exif, written = Image.Exif(), BytesIO()
    exif[MAKER], exif[ORIENTATION] = MAKER_NAME, orientation
    exif[GPS] = {1: "N", 2: (52.0, 31.0, 12.0)}
    encoded = pillow_heif.from_pillow(picture or corners())
    encoded.save(written, quality=90, exif=exif.tobytes(), enc_params=dict(FAST), **options)
    return written.getvalue()


def with_brand(content: bytes, brand: bytes) -> bytes:
    """The same under another brand: the main one, and each of those it is said to be compatible with."""
    end = int.from_bytes(content[:4])
    places = (8, *range(16, end, 4))
    changed = bytearray(content)
    for place in places:
        changed[place : place + 4] = brand
    return bytes(changed)
