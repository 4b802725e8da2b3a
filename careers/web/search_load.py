"""How much of a web process searches by words may take, so that other pages are answered meanwhile.

At most half of its threads search at a time, and each network has an account of searches that fills up again within a
minute: one that has to look for typos counts as several. In the memory of each process: a limit in the database would cost
each search more than the search itself. Kept answers (config.page_cache) do not come this far.
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from functools import cache, wraps
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.log import log_response

from careers.web.client_address import UNKNOWN, client_networks

TYPOS_COST = 3
"""Searches more than one whose words are found as they are spelled."""
UNKNOWN_FACTOR = 10
"""Times as many for all whose address is unknown, who share one account: the proxy is set up wrong then."""
WIDER_FACTORS = {"56": 4, "48": 16}
"""Times as many for the networks around a /64, by their bits: else who has a /48 has 65,536 accounts."""
MOST_NETWORKS = 10_000
LONGEST_WAIT = 0.5
"""Seconds for a place among those that search."""
RETRY_SECONDS = 2

_spent: ContextVar[list[int] | None] = ContextVar("what this search counts as", default=None)


class Accounts:
    """How many searches are left, by network; who was not seen for longest is forgotten first."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def seconds_until_free(self, network: str, now: float) -> int:
        """Whole seconds until there is a search left; 0 where there is."""
        lacking = 1 - self.count_left(network, now)
        return max(0, math.ceil(lacking * 60 / find_limit(network)))

    def count_left(self, network: str, now: float) -> float:
        most = find_limit(network)
        left, since = self.left.get(network, (most, now))
        return min(most, left + max(0, now - since) * most / 60)

    def spend(self, network: str, number: int, now: float) -> None:
        with self.lock:
            self.left[network] = (self.count_left(network, now) - number, now)
            self.left.move_to_end(network)
            if len(self.left) > MOST_NETWORKS:
                self.left.popitem(last=False)


def find_limit(network: str) -> int:
    """Searches of a minute; more of the networks around an IPv6 /64, as client_networks() has them."""
    if network == UNKNOWN:
        return settings.SEARCHES_A_MINUTE * UNKNOWN_FACTOR
    return settings.SEARCHES_A_MINUTE * WIDER_FACTORS.get(network.partition("/")[2], 1)


ACCOUNTS = Accounts()


class Places:
    """Of so many threads half (or `most`) may do what takes long, and the others wait for that, all but one."""

    def __init__(self, threads: int, most: int | None = None) -> None:
        self.searching = threading.Semaphore(most or max(1, threads // 2))
        self.waiting = threading.Semaphore(max(0, (threads - 1) // 2))

    def take(self) -> bool:
        """Whether there is a place, within LONGEST_WAIT."""
        if self.searching.acquire(blocking=False):
            return True
        if not self.waiting.acquire(blocking=False):
            return False
        try:
            return self.searching.acquire(timeout=LONGEST_WAIT)
        finally:
            self.waiting.release()

    def give_back(self) -> None:
        self.searching.release()


@cache
def search_places() -> Places:
    """Of this process."""
    return Places(settings.WEB_THREADS)


def add_search_cost(searches: int) -> None:
    """As so many more this search counts for the network whose request it is, if limit_searches() counts it."""
    if (spent := _spent.get()) is not None:
        spent.append(searches)


def limit_searches[Response: HttpResponseBase](
    view: Callable[[HttpRequest], Response],
) -> Callable[[HttpRequest], Response | HttpResponse]:
    """For views that search by the words of the address (q): 429 to a network that has none left.

    503 where Places has none; both with Retry-After.
    """

    @wraps(view)
    def limiting(request: HttpRequest) -> Response | HttpResponse:
        if not request.GET.get("q"):
            return view(request)
        networks = client_networks(request)
        if seconds := find_wait(networks):
            return refuse_network(request, seconds)
        places = search_places()
        if not places.take():
            return refuse_for_now(request)
        mark = _spent.set(spent := [1])
        try:
            return view(request)
        finally:
            places.give_back()
            _spent.reset(mark)
            for network in networks:
                ACCOUNTS.spend(network, sum(spent), time.monotonic())

    return limiting


def find_wait(networks: Sequence[str]) -> int:
    """Seconds until all of these have a search left; 0 where there is no limit."""
    if not settings.SEARCHES_A_MINUTE:
        return 0
    now = time.monotonic()
    return max(ACCOUNTS.seconds_until_free(network, now) for network in networks)


def refuse_network(request: HttpRequest, seconds: int) -> HttpResponse:
    """429, in the language of the address."""
    again = request.get_full_path()
    context = {"minutes": math.ceil(seconds / 60), "is_indexed": False, "again": again}
    response = render(request, "429.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    return forbid_keeping(response, seconds)


def refuse_for_now(request: HttpRequest, what: str = "searches") -> HttpResponse:
    """503, in both languages: a page that costs nothing. No fault of ours, so no error for the log."""
    page = render_to_string("503.html")
    response = HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE)
    said = "Too many %s at a time: %s"
    log_response(said, what, request.path, response=response, request=request, level="warning")
    return forbid_keeping(response, RETRY_SECONDS)


def forbid_keeping(response: HttpResponse, seconds: int) -> HttpResponse:
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response
