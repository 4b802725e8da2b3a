"""Which requests a kept page may answer, and by what it is found.

Whatever is odd or personal has no key and goes to Django: another method, a body, a cookie of ours,
a host or a part of the address that no page of ours has. So strangers cannot fill the memory.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port, validate_host
from django.utils.translation import get_language_from_request

from careers.languages import language_codes
from careers.search.filters import FACETS
from careers.web.localized_urls import list_path

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

QUERY_NAMES = {*FACETS, "q", "sort", "page"}
"""What the list reads of its address (careers.search.filters, careers.views.listing)."""
SAID_ONCE = ("q", "sort", "page")
LONGEST_QUERY = 500
UNUSUAL = (
    "CONTENT_TYPE",
    "HTTP_TRANSFER_ENCODING",
    "HTTP_AUTHORIZATION",
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_X_FORWARDED_HOST",
    "SCRIPT_NAME",
)
PADDED_NUMBER = re.compile(r"/0[0-9]")
"""Django finds a posting by its number, with as many zeros in front as somebody likes."""
OWN_COOKIES = (
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_NAME",
    "LANGUAGE_COOKIE_NAME",
    "KNOWN_BROWSER_COOKIE_NAME",
)


class Key(NamedTuple):
    """`query` is in one order; `language` is what an address without one is answered in."""

    scheme: str
    host: str
    path: str
    query: str
    language: str


def read_key(environ: "WSGIEnvironment") -> Key | None:
    """By what the answer to this request is kept; None if none may be kept for it."""
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or any(map(environ.get, UNUSUAL)):
        return None
    if environ.get("CONTENT_LENGTH") not in {None, "", "0"}:
        return None
    if has_own_cookie(environ.get("HTTP_COOKIE", "")):
        return None
    path = environ.get("PATH_INFO", "")
    host, query = read_host(environ.get("HTTP_HOST", "")), read_query(path, environ)
    if not host or query is None or PADDED_NUMBER.search(path):
        return None
    return Key(read_scheme(environ), host, path, query, read_language(path, environ))


def has_own_cookie(header: str) -> bool:
    """Whether the browser is known here: staff, somebody who has typed something, or chose a language.

    Cookies of other sites of the organisation, which browsers send along, are none of ours.
    """
    if not header:
        return False
    return any(name in header for name in own_cookie_names())


@cache
def own_cookie_names() -> tuple[str, ...]:
    """Beginnings that are looked for anywhere in the header: rather too often than not."""
    names = (str(getattr(settings, name)) for name in OWN_COOKIES)
    return (*names, "draft-", "application-", "messages")


@lru_cache(256)
def read_host(host: str) -> str:
    """The name of the site without its port; empty if it is none that the settings write out.

    A pattern such as .example.org in ALLOWED_HOSTS lets strangers make up any number of names.
    """
    domain = split_domain_port(host)[0]
    return domain if validate_host(domain, written_hosts()) else ""


@cache
def written_hosts() -> list[str]:
    return [host for host in settings.ALLOWED_HOSTS if host != "*" and not host.startswith(".")]


def read_scheme(environ: "WSGIEnvironment") -> str:
    """As django.http.HttpRequest.scheme has it."""
    if settings.SECURE_PROXY_SSL_HEADER:
        header, secure = settings.SECURE_PROXY_SSL_HEADER
        if (said := environ.get(header)) is not None:
            return "https" if said.partition(",")[0].strip() == secure else "http"
    return str(environ["wsgi.url_scheme"])


def read_query(path: str, environ: "WSGIEnvironment") -> str | None:
    """The query in one order; None if it has what the list does not read, or may repeat as it is.

    No other page that may be kept reads or repeats one: whatever a stranger or a newsletter hangs onto its
    address, the answer is the kept one.
    """
    query = environ.get("QUERY_STRING", "")
    if not query or path not in list_paths():
        return ""
    return sort_query(query) if len(query) <= LONGEST_QUERY else None


def sort_query(query: str) -> str | None:
    """By name, what is said about one name in its own order; without what says nothing."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="strict")
    except ValueError:
        return None
    names = [name for name, _value in pairs]
    is_known = QUERY_NAMES.issuperset(names) and query.isascii() and is_readable(pairs)
    if not is_known or any(names.count(name) > 1 for name in SAID_ONCE):
        return None
    said = [pair for pair in pairs if pair[1]]
    return urlencode(sorted(said, key=lambda pair: pair[0]))


def is_readable(pairs: list[tuple[str, str]]) -> bool:
    return all(value.isprintable() for _name, value in pairs)


@cache
def list_paths() -> frozenset[str]:
    """As WSGI has paths: bytes in the clothes of Latin-1."""
    return frozenset(list_path(code).encode().decode("latin-1") for code in language_codes())


@cache
def language_prefixes() -> tuple[str, ...]:
    return tuple(f"/{code}/" for code in language_codes())


def read_language(path: str, environ: "WSGIEnvironment") -> str:
    """The language that Django takes from the header where the address names none; empty elsewhere."""
    if path.startswith(language_prefixes()):
        return ""
    return find_language(environ.get("HTTP_ACCEPT_LANGUAGE", ""))


@lru_cache(256)
def find_language(header: str) -> str:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_LANGUAGE"] = header
    return get_language_from_request(request)
