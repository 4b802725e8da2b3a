"""Pictures of the organisation, written anew in a child process: logo, icon and the large picture of the list."""

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO

from PIL import Image, ImageOps

from applications.documents.child_process import UnreadableContent
from applications.documents.images import BROKEN, TOO_BIG

FORMATS = ("PNG", "JPEG", "WEBP")
"""No SVG: it is a document that may hold scripts, and the project keeps no library that cleans one."""
MAX_PIXELS = 25_000_000
"""Of a picture that has to be in memory as a whole."""
MAX_JPEG_PIXELS = 100_000_000
"""A JPEG is read at a fraction of its size; telephones make 50 million."""
ENOUGH = (2400, 1600)
"""Twice the largest that is made of a picture."""
LOGO = (640, 160)
ICONS = {"icon": 192, "icon_touch": 180, "icon_large": 512}
HEROES = {"hero": (1200, 800), "hero_small": (600, 400)}
HERO_BYTES = 58_000
"""That the large picture weighs at most; the list without it has as much again."""
QUALITIES = (82, 70, 55, 40, 25)


def render_site_picture(content: BinaryIO, options: Mapping[str, Any]) -> Iterator[bytes]:
    """For a child: of each picture its facts as JSON (role, type, width, height), then its bytes.

    `options["use"]` is logo, icon or hero.
    """
    try:
        with Image.open(content, formats=FORMATS) as picture:
            most = MAX_JPEG_PIXELS if picture.format == "JPEG" else MAX_PIXELS
            if picture.width * picture.height > most:
                raise MemoryError
            picture.draft(None, ENOUGH)
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (*TOO_BIG, *BROKEN) as error:
        raise UnreadableContent from error
    for role, media_type, image, written in MAKERS[options["use"]](upright):
        facts = {"role": role, "type": media_type, "width": image.width, "height": image.height}
        yield json.dumps(facts).encode()
        yield written


type Made = tuple[str, str, Image.Image, bytes]


def make_logo(picture: Image.Image) -> Iterator[Made]:
    """Without the empty space around it, at most LOGO large; PNG, as mail programs read it."""
    box = picture.getchannel("A").getbbox()
    shown = picture.crop(box) if box else picture
    shown.thumbnail(LOGO, Image.Resampling.LANCZOS)
    yield "logo", "image/png", shown, write_png(shown)


def make_icons(picture: Image.Image) -> Iterator[Made]:
    """Squares; the one for home screens of telephones on white, as they put black behind what shines through."""
    for role, size in ICONS.items():
        shown = ImageOps.pad(picture, (size, size), Image.Resampling.LANCZOS, color=(0, 0, 0, 0))
        if role == "icon_touch":
            ground = Image.new("RGBA", shown.size, "white")
            ground.alpha_composite(shown)
            shown = ground.convert("RGB")
        yield role, "image/png", shown, write_png(shown)


def make_heroes(picture: Image.Image) -> Iterator[Made]:
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture)
    for role, size in HEROES.items():
        shown = ground.convert("RGB")
        shown.thumbnail(size, Image.Resampling.LANCZOS)
        yield role, "image/webp", *make_light(shown)


MAKERS = {"logo": make_logo, "icon": make_icons, "hero": make_heroes}


def write_png(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def make_light(picture: Image.Image) -> tuple[Image.Image, bytes]:
    """A WebP of HERO_BYTES at most: with as much quality as fits, at last smaller."""
    for quality in QUALITIES:
        content = write_webp(picture, quality)
        if len(content) <= HERO_BYTES:
            return picture, content
    width, height = picture.size
    return make_light(picture.resize((max(width // 2, 1), max(height // 2, 1))))


def write_webp(picture: Image.Image, quality: int) -> bytes:
    written = BytesIO()
    picture.save(written, "WEBP", quality=quality, method=5)
    return written.getvalue()
