"""A public answer of Django, complete: kept as it was, compressed once, compared with what a browser has."""

import gzip
import re
import time
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from careers.web.http_cache import CACHE_CONTROL

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

type Headers = list[tuple[str, str]]

OVERHEAD = 3_000
"""Bytes that the headers take, about, beside the bodies."""
GZIP_LEVEL = 6
SHORTEST_TO_COMPRESS = 1_000
COMPRESSIBLE = ("text/", "application/xml", "application/atom+xml", "application/json")
KNOWN_VARIATION = {"", "accept-language", "accept-encoding"}
ONLY_WITH_BODY = {"content-type", "content-length", "content-disposition", "x-robots-tag"}
"""Headers that careers.web.http_cache does not send where the browser has the answer already."""
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
FOR_NGINX = "X-Accel-Expires"
"""Till when nginx may keep it, as seconds since 1970: to the end of this one. It tells nobody."""
NOT_MODIFIED = "304 Not Modified"
WANTS_GZIP = re.compile(
    r"(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[^,]*)?(?:,|$)", re.ASCII
)
"""RFC 9110, 12.5.3: named, and not with the weight 0."""


def is_public(response: HttpResponseBase) -> bool:
    """Whether the view has said that everybody may have the very same answer, and nothing speaks against it.

    Other validators than those of careers.web.http_cache are left to Django.
    """
    if not isinstance(response, HttpResponse) or response.status_code != HTTPStatus.OK:
        return False
    control = response.headers.get("Cache-Control", "")
    varies_by = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")}
    return (
        "public" in control.split(", ")
        and (control == CACHE_CONTROL or "ETag" not in response.headers)
        and not response.cookies
        and varies_by <= KNOWN_VARIATION
        and "'nonce-" not in response.headers.get("Content-Security-Policy", "")
        and "Content-Encoding" not in response.headers
    )


class PublicAnswer:
    """An answer with status 200: its headers in their order, and the body as it was asked for."""

    def __init__(self, headers: Headers, body: bytes, view: str = "") -> None:
        known = {name.lower(): value for name, value in headers}
        self.view = view
        self.etag = known.get("etag", "")
        self.modified_at = parse_http_date_safe(known.get("last-modified", ""))
        is_text = known.get("content-type", "").startswith(COMPRESSIBLE)
        self.is_compressible = is_text and len(body) >= SHORTEST_TO_COMPRESS
        self.headers = vary_by_encoding(headers)
        self.plain: bytes | None = body
        self.packed: bytes | None = None
        self.packed_headers: Headers = []
        self.is_kept = False

    @property
    def size(self) -> int:
        """The bytes it takes in memory, about."""
        return OVERHEAD + len(self.plain or b"") + len(self.packed or b"")

    def respond(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
        """As Django and the proxy would: 304 if the browser has it, compressed if it can read that."""
        wants_gzip = self.is_compressible and accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        headers, body = self.compress() if wants_gzip else (self.headers, self.read_plain())
        if self.is_known(environ):
            start_response(NOT_MODIFIED, without_body(headers))
            return []
        start_response("200 OK", [*headers, (FOR_NGINX, f"@{int(time.time())}")])
        return [body]

    def is_known(self, environ: "WSGIEnvironment") -> bool:
        """Whether the client says that it has just this answer (RFC 9110, 13.2)."""
        if not any(map(environ.get, CONDITIONS)) or not self.etag:
            return False
        request = HttpRequest()
        request.META, request.method = environ, "GET"
        found = get_conditional_response(request, etag=self.etag, last_modified=self.modified_at)
        return found is not None

    def compress(self) -> tuple[Headers, bytes]:
        """With a weak validator, as compressed and plain are equal only in what they say."""
        if self.packed is None:
            packed = gzip.compress(self.read_plain(), GZIP_LEVEL, mtime=0)
            self.packed_headers = [*rewrite_for_gzip(self.headers, len(packed))]
            self.packed = packed
        return self.packed_headers, self.packed

    def read_plain(self) -> bytes:
        if self.plain is None:
            self.plain = gzip.decompress(self.packed or b"")
        return self.plain

    def drop_plain(self) -> None:
        """Most browsers never ask for it, and it can be had again."""
        if self.packed is not None:
            self.plain = None


@lru_cache(256)
def accepts_gzip(header: str) -> bool:
    return bool(WANTS_GZIP.search(header.lower()))


def vary_by_encoding(headers: Headers) -> Headers:
    """So that no proxy gives a compressed answer to somebody who cannot read it."""
    known = next((value for name, value in headers if name.lower() == "vary"), "")
    others = [(name, value) for name, value in headers if name.lower() != "vary"]
    return [*others, ("Vary", f"{known}, Accept-Encoding" if known else "Accept-Encoding")]


def complete_unchanged(status: str, headers: Headers) -> Headers:
    """A 304 of Django's says what the browser's answer varies by, and no length but that one's (RFC 9110, 8.6, 15.4.5)."""
    is_ours = status == NOT_MODIFIED and ("Cache-Control", CACHE_CONTROL) in headers
    return vary_by_encoding(without_body(headers)) if is_ours else headers


def rewrite_for_gzip(headers: Headers, length: int) -> Headers:
    found = {"content-length": f"{length}"}
    kept = [(name, found.get(name.lower(), value)) for name, value in headers]
    weak = [(name, f"W/{value}" if name.lower() == "etag" else value) for name, value in kept]
    return [*weak, ("Content-Encoding", "gzip")]


def without_body(headers: Headers) -> Headers:
    left_out = ONLY_WITH_BODY | {"content-encoding"}
    return [(name, value) for name, value in headers if name.lower() not in left_out]
