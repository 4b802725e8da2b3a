"""The organisation's logo: a mounted file, read and checked at the start, served under an address that changes with it."""

import re
from hashlib import blake2s
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from config import env

LARGEST = 1024 * 1024
A_YEAR = 365 * 24 * 60 * 60
SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp"}
PREFIX = "/brand/"
ALONE = {"Content-Security-Policy": "default-src 'none'; sandbox"}
"""For who opens the picture by itself: an SVG is a document, and may hold scripts."""


class Logo(NamedTuple):
    """`url` is its path on this site, empty where there is none; `content` as it was read at the start."""

    url: str = ""
    content_type: str = ""
    content: bytes = b""


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
    return Logo(f"{PREFIX}{digest}{path.suffix.lower()}", content_type, content)


def recognise_type(content: bytes) -> str:
    """The type by the first bytes; an SVG by its root element, which may come after comments."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return TYPES[".png"]
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return TYPES[".webp"]
    return TYPES[".svg"] if SVG.search(content[:8192]) else ""


@require_safe
@cache_control(public=True, max_age=A_YEAR, immutable=True)
def serve_logo(request: HttpRequest, name: str) -> HttpResponse:
    for logo in (settings.LOGO, settings.LOGO_DARK):
        if logo.url == f"{PREFIX}{name}":
            return HttpResponse(logo.content, content_type=logo.content_type, headers=ALONE)
    raise Http404
