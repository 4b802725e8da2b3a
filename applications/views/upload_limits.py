"""How much one network may have stored and checked in an hour and in a day, so that it takes neither disk nor processors from others.

Limits for a whole school behind one address, not for a person: each of the drafts that a network may begin in
an hour with a document of the largest size. Checks that take long count as more bytes.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Concatenate

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from applications.documents.upload_check import counted_work
from applications.rate_limit import WINDOW, spend_for_network, try_spend_for_network
from careers.web.client_address import UNKNOWN, client_networks

NEW_DRAFTS_AN_HOUR = 200
SECONDS_AN_HOUR = 120
"""Of the processor, for checks, if nothing else is sent."""
FREE_SECONDS = 0.1
"""Of one request: what honest files take counts as bytes only."""
UPLOADS, UPLOADS_OF_A_DAY = "uploads", "uploads of a day"
DAY, HOURS_A_DAY = timedelta(days=1), 2
"""Times what an hour allows, in a day: so that nobody goes on for days."""
SECONDS_UNTIL_A_PLACE = 5
"""After which who found no place in the line of checks may try again; scripts of ours do so by themselves."""


def bytes_an_hour() -> int:
    return NEW_DRAFTS_AN_HOUR * settings.DOCUMENT_MAX_BYTES


def bytes_a_day() -> int:
    return HOURS_A_DAY * bytes_an_hour()


def try_to_send(request: HttpRequest, size: int) -> bool:
    """Count so many bytes that are to be stored and checked; False beyond a limit, that of an hour or that of a day."""
    if not size:
        return True
    is_within_hour = try_spend_for_network(request, UPLOADS, size, limit=bytes_an_hour())
    return is_within_hour and try_spend_for_network(
        request, UPLOADS_OF_A_DAY, size, limit=bytes_a_day(), window=DAY
    )


def count_checks[**More](
    view: Callable[Concatenate[HttpRequest, More], HttpResponse],
) -> Callable[Concatenate[HttpRequest, More], HttpResponse]:
    """Count what the checks of a view's requests cost beyond what honest files do, on the same account as bytes.

    What refuses a file because others are being checked is answered with 503: what was sent is kept, and to be tried again.
    """

    @wraps(view)
    def counting(request: HttpRequest, /, *args: More.args, **kwargs: More.kwargs) -> HttpResponse:
        with counted_work(networks_in_line(request)) as work:
            try:
                response = view(request, *args, **kwargs)
            finally:
                if cost := find_cost(work.seconds):
                    spend_for_network(request, UPLOADS, cost)
        if work.had_no_place and response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
            response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
            response.headers["Retry-After"] = str(SECONDS_UNTIL_A_PLACE)
        return response

    return counting


def networks_in_line(request: HttpRequest) -> tuple[str, ...]:
    """Whose files a request brings; none where the address is unknown, which may be everybody's."""
    networks = client_networks(request)
    return () if networks == (UNKNOWN,) else networks


def find_cost(seconds: float) -> int:
    """As bytes."""
    return round(max(seconds - FREE_SECONDS, 0) / SECONDS_AN_HOUR * bytes_an_hour())


def size_of_files(request: HttpRequest) -> int:
    """Bytes of all files of a form."""
    return sum(one.size or 0 for _name, several in request.FILES.lists() for one in several)


def refuse_script() -> HttpResponse:
    """429 for the script that sends files; within WINDOW there is room again."""
    sentence = _(
        "More files came from your network than we accept within an hour. What you have sent is "
        "kept. Try this one again in an hour, or from another network."
    )
    status = HTTPStatus.TOO_MANY_REQUESTS
    response = JsonResponse({"error": sentence}, status=status)
    response.headers["Retry-After"] = str(round(WINDOW.total_seconds()))
    return response
