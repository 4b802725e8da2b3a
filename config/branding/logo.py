"""The organisation's logo: a mounted file, read and checked at the start, served under an address that changes with it."""

import re
import struct
from hashlib import blake2s
from pathlib import Path
from typing import NamedTuple

from django.core.exceptions import ImproperlyConfigured

from config import env

LARGEST = 1024 * 1024
SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp"}
PREFIX = "/brand/"
END_OF_SIZE = 24
"""Bytes of a PNG up to and with its height (W3C PNG, 11.2.1): signature, length and name of the first chunk, two numbers."""


class Logo(NamedTuple):
    """`url` is its path on this site, empty where there is none; `content` as it was read at the start.

    Width and height in pixels are of a PNG only, the one kind that all mail programs show; else 0.
    """

    url: str = ""
    content_type: str = ""
    content: bytes = b""
    width: int = 0
    height: int = 0


def read_logos(*, site_url: str, static: Path) -> tuple[Logo, Logo]:
    """The one for light screens and the one for dark ones, each as read_logo() has it."""
    light, dark = (
        read_logo(name, site_url=site_url, static=static)
        for name in ("BRAND_LOGO", "BRAND_LOGO_DARK")
    )
    return light, dark


def read_logo(name: str, *, site_url: str, static: Path) -> Logo:
    """Return the picture that a variable names: an absolute path, or one below the folder `static`.

    Of earlier releases are addresses of this site (with `site_url`, or /static/ before the name).
    SVG, PNG or WebP, LARGEST bytes at most. Raises ImproperlyConfigured, which names the variable.
    """
    local = env.read_text(name, "").removeprefix(f"{site_url}/static/").removeprefix("/static/")
    if not local:
        return Logo()
    if "://" in local or local.startswith("//"):
        raise ImproperlyConfigured(
            f"{name} is an address. Mount the file into the container and name its path there."
        )
    path = static / local  # an absolute path stays as it is
    content_type = TYPES.get(path.suffix.lower())
    if content_type is None:
        raise ImproperlyConfigured(f"{name} is no picture. Name a file in {', '.join(TYPES)}.")
    content = env.read_file(name, path, maximum=LARGEST)
    if recognise_type(content) != content_type:
        raise ImproperlyConfigured(
            f"{name} names a file that is not what its ending says. Save it as {path.suffix[1:].upper()} again."
        )
    digest = blake2s(content, digest_size=8).hexdigest()
    url = f"{PREFIX}{digest}{path.suffix.lower()}"
    return Logo(url, content_type, content, *read_size(content, content_type))


def read_size(content: bytes, content_type: str) -> tuple[int, int]:
    """Width and height as the head of a PNG has them; 0 for other kinds, or where it is cut off."""
    if content_type != TYPES[".png"] or len(content) < END_OF_SIZE:
        return 0, 0
    width, height = struct.unpack_from(">II", content, END_OF_SIZE - 8)
    return width, height


def recognise_type(content: bytes) -> str:
    """The type by the first bytes; an SVG by its root element, which may come after comments."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return TYPES[".png"]
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return TYPES[".webp"]
    return TYPES[".svg"] if SVG.search(content[:8192]) else ""
