"""The entry of a WSGI server."""

import codecs
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

from applications.documents.left_overs import sweep_left_overs
from config.middleware import UNREADABLE_TYPE
from config.request_ids import name_request

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# What a page may ask of the database (libpq reads this): no query is busy for longer than that, the net under every
# limit, nor by more than one process, and all read a table from its beginning, so that they find the same first rows.
# Jobs and commands have their time.
PGOPTIONS = (
    "-c statement_timeout=20s -c max_parallel_workers_per_gather=0 -c synchronize_seqscans=off"
)
os.environ.setdefault("PGOPTIONS", PGOPTIONS)


def build_pages() -> "WSGIApplication":
    """Django behind the pages that are kept; what these read of it can be imported once it is set up."""
    django_application = get_wsgi_application()
    from careers.web.public_news import NEWS
    from config.page_cache.layer import PageCache

    return PageCache(django_application, NEWS, settings.PAGE_CACHE_BYTES)


pages = build_pages()
sweep_left_overs()
if settings.METRICS_ADDRESS:
    from config.metrics.serving import start_metrics

    start_metrics(settings.METRICS_ADDRESS, settings.METRICS_FOLDER, of_installation=True)


def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Kept pages, and Django, which would fail before its first middleware at a Content-Type that it cannot parse."""
    if not is_readable(environ.get("CONTENT_TYPE", "")):
        environ["CONTENT_TYPE"] = UNREADABLE_TYPE
    return pages(environ, name_request(environ, start_response))


def is_readable(content_type: str) -> bool:
    """Whether the header can be parsed and names no encoding but UTF-8, as browsers do."""
    try:
        charset = parse_header_parameters(content_type)[1].get("charset", "utf-8")
        return codecs.lookup(charset).name == "utf-8"
    except (ValueError, LookupError):
        return False
