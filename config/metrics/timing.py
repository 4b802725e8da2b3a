"""Counts and times what Django answers; in the list of middleware only where METRICS_ADDRESS is set."""

from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from careers.tallies import TALLIES, count
from config.health import PROBES


def time_requests(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        begun = perf_counter()
        response = get_response(request)
        view = name_view(request)
        TALLIES.time(view, perf_counter() - begun)
        count("requests", view, str(response.status_code))
        response.view_name = view  # type: ignore[attr-defined] # read by config/page_cache/layer.py
        return response

    return middleware


def name_view(request: HttpRequest) -> str:
    """A name that the code has given; what strangers ask for beside that is "none"."""
    if match := request.resolver_match:
        return match.view_name or "unnamed"
    if request.path_info in PROBES:
        return "probe"
    return (
        "static" if request.path_info.startswith(f"/{settings.STATIC_URL.strip('/')}/") else "none"
    )
