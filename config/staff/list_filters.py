"""A list keeps its filter, search, order and page through whatever is done with one of its rows.

Django hands them on in the address of its own pages, as `_changelist_filters`; here redirects and
pages of our own do, too.
"""

from typing import Any
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.http import urlencode

FILTERS = "_changelist_filters"


def preserved_filters(request: HttpRequest) -> str:
    """What Django's `add_preserved_filters` takes from the context of a template.

    On the address of the list itself (Django asks there before it deletes several rows) its own filters.
    """
    match = request.resolver_match
    filters = request.GET.urlencode() if match and is_list(match) else request.GET.get(FILTERS)
    return urlencode({FILTERS: filters}) if filters else ""


def keep_list_filters(request: HttpRequest, answer: Any) -> None:
    """Adds the filters of the list to a redirect to another page of the same model, or to the list."""
    filters = request.GET.get(FILTERS)
    if filters and isinstance(answer, HttpResponseRedirect):
        answer["Location"] = add_filters(answer.url, filters, request.resolver_match)


def add_filters(url: str, filters: str, origin: ResolverMatch | None) -> str:
    parts = urlsplit(url)
    try:
        target = resolve(parts.path)
    except Resolver404:
        return url
    query = dict(parse_qsl(parts.query))
    if (
        origin is None
        or model_part(target) != model_part(origin)
        or FILTERS in query
        or parts.netloc
    ):
        return url
    added = dict(parse_qsl(filters)) if is_list(target) else {FILTERS: filters}
    return urlunsplit(parts._replace(query=urlencode({**added, **query})))


def is_list(match: ResolverMatch) -> bool:
    return (match.url_name or "").endswith("_changelist")


def model_part(match: ResolverMatch) -> tuple[str, str]:
    """Such as ("admin", "careers_posting"), whichever page of the model it is."""
    return match.app_name, (match.url_name or "").rpartition("_")[0]
