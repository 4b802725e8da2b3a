"""Answers that a browser or proxy may keep, and ask for again without us rendering them twice."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from careers.web.current_brand import current_brand

# A browser asks each time, so that a closed posting is closed at once; a proxy may spare us
# the crowd for these seconds.
CACHE_CONTROL = "public, max-age=0, s-maxage=10, must-revalidate"
SOURCES = ("careers", "config", "locale", "static", "templates")
SUFFIXES = {".css", ".html", ".js", ".po", ".py", ".svg", ".ttf", ".typ"}


@cache
def release_digest() -> str:
    """A digest of the code and templates that write pages; equal in every process of a release."""
    digest = sha256()
    for folder in SOURCES:
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if path.suffix in SUFFIXES:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def entity_tag(parts: Iterable[object]) -> str:
    """A strong validator (RFC 9110, 8.8.3) of everything that can change an answer."""
    look = (settings.SITE_URL, current_brand().version, settings.ORGANISATION)
    known = repr((release_digest(), look, [str(part) for part in parts]))
    return f'"{sha256(known.encode()).hexdigest()[:32]}"'


def respond_conditionally(
    request: HttpRequest,
    *,
    known_by: Iterable[object],
    changed_at: datetime | None = None,
    render: Callable[[], HttpResponseBase],
) -> HttpResponseBase:
    """304 if the client has this very answer, else what `render` gives; both with validators.

    `known_by` names all that the answer depends on besides release and settings.
    """
    etag = entity_tag(known_by)
    seconds = int(changed_at.timestamp()) if changed_at else None
    response = get_conditional_response(request, etag=etag, last_modified=seconds) or render()
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = CACHE_CONTROL
    if seconds is not None:
        response.headers["Last-Modified"] = http_date(seconds)
    return response
