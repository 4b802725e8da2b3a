"""What is refused before anything else looks at a request."""

import re
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from applications.documents.multipart import CountParts
from config import errors

type View = Callable[[HttpRequest], HttpResponseBase]

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
BROKEN = re.compile(f"{CONTROL.pattern}|%[89A-F][0-9A-F]")
"""In a path, where Django has percent-encoded again what was no UTF-8."""
BODILESS = {"GET", "HEAD", "OPTIONS"}
UNREADABLE_TYPE = "application/x-unreadable"
"""What config.wsgi puts in the place of a Content-Type that cannot be parsed."""


def refuse_control_characters(get_response: View) -> View:
    """Answers 400 to NUL, other control characters and broken UTF-8 in the path or query.

    PostgreSQL cannot store a NUL, so each one that gets through would be a 500 in some search. A
    cookie with one, as an octal escape in quotes, is none of ours and counts as not sent.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        query = unquote_to_bytes(request.META.get("QUERY_STRING", "").encode("latin-1", "replace"))
        unreadable = request.content_type == UNREADABLE_TYPE
        if unreadable or BROKEN.search(request.path_info) or not is_clean(query):
            return errors.bad_request(request)
        drop_foreign_cookies(request.COOKIES)
        return get_response(request)

    return middleware


def limit_browser_features(get_response: View) -> View:
    """States on each answer what browsers need not offer here, and that no other site may embed it.

    Permissions-Policy (W3C) and Cross-Origin-Resource-Policy (Fetch, section 3.7). A view that has
    set one of them keeps it.
    """
    policy = ", ".join(f"{name}={allowed}" for name, allowed in settings.PERMISSIONS_POLICY.items())

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", policy)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def drop_foreign_cookies(cookies: dict[str, str]) -> None:
    for name in [name for name, value in cookies.items() if CONTROL.search(f"{name}{value}")]:
        del cookies[name]


def is_clean(raw: bytes) -> bool:
    """Whether the bytes are UTF-8 without control characters."""
    try:
        return CONTROL.search(raw.decode()) is None
    except UnicodeDecodeError:
        return False


def refuse_large_bodies(get_response: View) -> View:
    """Answers 413 to a body over REQUEST_MAX_BYTES, and 411 to one of unknown length, unread.

    Django reads no further than Content-Length says, so a body cannot outgrow what it announced. A form in
    more parts than fields and files may be there is given up while it is read.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        cast(Any, request).multipart_parser_class = CountParts
        return find_refusal(request) or get_response(request)

    return middleware


def find_refusal(request: HttpRequest) -> HttpResponse | None:
    """The answer to a body that is too large or has no usable length; None if it may be read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    chunked = "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower()
    if chunked and request.method not in BODILESS:
        return errors.length_required(request)
    if not re.fullmatch("[0-9]+", length):
        return errors.bad_request(request)
    return errors.too_large(request) if int(length) > settings.REQUEST_MAX_BYTES else None
