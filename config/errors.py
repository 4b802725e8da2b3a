"""Error pages of our own, in the language of the address, else of the browser.

The pages for 500 and 503 use nothing that may be broken: no database, session, context processor
or hashed static file. Every other page extends the site's layout.
"""

import errno
import math
import sys
from http import HTTPStatus

import psycopg
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.urls import reverse
from django.utils import translation
from procrastinate.exceptions import ConnectorException

RETRY_AFTER_SECONDS = 30
DISK_TROUBLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ESTALE}
"""A disk that is full, read-only, broken or away; an object storage is told the same way (object_faults.py)."""


def page_language(request: HttpRequest) -> str:
    """The language that the address begins with, else the best one the browser asks for."""
    in_path = translation.get_language_from_path(request.path_info)
    return in_path or translation.get_language_from_request(request)


def render_error_page(
    request: HttpRequest, status: int, template: str = "", **context: object
) -> HttpResponse:
    """The page of this HTTP status; plain, without links, where the host name is not ours."""
    with translation.override(page_language(request)):
        try:
            request.get_host()
            context |= size_limits()
            body = loader.render_to_string(template or f"{status}.html", context, request)
        except DisallowedHost:
            body = loader.render_to_string("400_plain.html")
        response = HttpResponse(body, status=status)
        response.headers["Content-Language"] = translation.get_language() or ""
    response.headers["Cache-Control"] = "no-store"
    return response


def size_limits() -> dict[str, dict[str, int]]:
    """The sizes that 413.html names, in bytes."""
    return {
        "limits": {
            "request": settings.REQUEST_MAX_BYTES,
            "document": settings.DOCUMENT_MAX_BYTES,
        }
    }


def render_plain_page(status: int, template: str = "") -> HttpResponse:
    """A page in both languages that needs nothing but its template."""
    body = loader.render_to_string(template or f"{status}.html")
    response = HttpResponse(body, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render_error_page(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render_error_page(request, HTTPStatus.FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render_error_page(request, HTTPStatus.FORBIDDEN, "403_csrf.html")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """For a link to an application that opens nothing with the way to a new one."""
    with translation.override(page_language(request)):
        start = reverse("applications:status", kwargs={"token": "-"}).removesuffix("-/")
    is_link = request.path_info.startswith(start)
    return render_error_page(request, HTTPStatus.NOT_FOUND, is_application_link=is_link)


def length_required(request: HttpRequest) -> HttpResponse:
    return render_error_page(request, HTTPStatus.LENGTH_REQUIRED)


def too_large(request: HttpRequest) -> HttpResponse:
    return render_error_page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def too_many_requests(request: HttpRequest, seconds: int = 60) -> HttpResponse:
    """With the time after which there is room again, in whole minutes on the page."""
    minutes = math.ceil(seconds / 60)
    response = render_error_page(request, HTTPStatus.TOO_MANY_REQUESTS, minutes=minutes)
    response.headers["Retry-After"] = str(seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault: 503, to be tried again soon, if the database or the files are away or full; else 500."""
    fault = sys.exception()
    if not is_temporary(fault):
        return render_plain_page(HTTPStatus.INTERNAL_SERVER_ERROR)
    template = "503_files.html" if isinstance(fault, OSError) else ""
    response = render_plain_page(HTTPStatus.SERVICE_UNAVAILABLE, template)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def is_temporary(fault: BaseException | None) -> bool:
    """Whether the database or a disk is away or full; procrastinate wraps what the database said."""
    if isinstance(fault, ConnectorException):
        return is_temporary(fault.__cause__)
    if isinstance(fault, psycopg.Error):
        return isinstance(fault, (psycopg.OperationalError, psycopg.InterfaceError))
    if isinstance(fault, OSError):
        return fault.errno in DISK_TROUBLE
    return isinstance(fault, (OperationalError, InterfaceError))
