"""How many passwords may be hashed at a time and from one network, so that pages are answered meanwhile.

A hash takes a thread and a core for a quarter of a second, whether there is such an account or not. What an account
and an address may try is counted elsewhere (login_limit.py, ACCOUNT_RATE_LIMITS); here it is the networks
around an address, of which somebody may have 65,536, and the threads of this process.
"""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from applications.rate_limit import try_acquire_for_network
from careers.web.search_load import Places, refuse_for_now
from config import errors

HASHES_AN_HOUR = 150
"""Of one network; four and sixteen times as many of those around an IPv6 /64, as applications.rate_limit has it."""
SHARE_OF_THREADS = 4
WAIT_SECONDS = 300


@cache
def hashing_places() -> Places:
    """Of this process: a quarter of its threads."""
    threads = settings.WEB_THREADS
    return Places(threads, max(1, threads // SHARE_OF_THREADS))


def limit_hashing(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For pages that take a password: 429 to a network beyond its number, 503 where no thread is left for it."""

    @wraps(view)
    def limiting(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        if not try_acquire_for_network(request, "passwords", limit=HASHES_AN_HOUR):
            return errors.too_many_requests(request, WAIT_SECONDS)
        places = hashing_places()
        if not places.take():
            return refuse_for_now(request, "passwords")
        try:
            return view(request, *args, **kwargs)
        finally:
            places.give_back()

    return limiting
