"""How much one network may have stored and checked in an hour, so that it takes neither disk nor processors from others.

Limits for a whole school behind one address, not for a person: each of the drafts that a network may begin in
an hour with a document of the largest size, and refused checks of half of them.
"""

from collections.abc import Iterable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from applications.documents.refusals import Cause
from applications.rate_limit import (
    WINDOW,
    is_free_for_network,
    try_acquire_for_network,
    try_spend_for_network,
)

NEW_DRAFTS_AN_HOUR = 200
REFUSED_AN_HOUR = NEW_DRAFTS_AN_HOUR // 2
"""Files that the check read and refused; each may have cost it Patience."""
REFUSED, BYTES = "refused checks", "uploaded bytes"
NOT_READ = {Cause.EMPTY, Cause.TOO_LARGE, Cause.TOO_MANY, Cause.TOO_MUCH, Cause.NOT_CHECKED}
"""Refused without being read, or for want of our time: these do not count."""


def bytes_an_hour() -> int:
    return NEW_DRAFTS_AN_HOUR * settings.DOCUMENT_MAX_BYTES


def try_to_send(request: HttpRequest, size: int) -> bool:
    """Count so many bytes that are to be stored and checked; False, and nothing counted, beyond a limit."""
    if not is_free_for_network(request, REFUSED, limit=REFUSED_AN_HOUR):
        return False
    return not size or try_spend_for_network(request, BYTES, size, limit=bytes_an_hour())


def note_refusals(request: HttpRequest, causes: Iterable[str]) -> None:
    """Count the checks that ended with these."""
    for cause in causes:
        if cause in set(Cause) - NOT_READ:
            try_acquire_for_network(request, REFUSED, limit=REFUSED_AN_HOUR)


def size_of_files(request: HttpRequest) -> int:
    """Bytes of all files of a form."""
    return sum(one.size or 0 for _name, several in request.FILES.lists() for one in several)


def refuse_script() -> HttpResponse:
    """429 for the script that sends files; within WINDOW there is room again."""
    sentence = _(
        "More files came from your network than we take within an hour. What you have sent is kept. "
        "Try this one again in an hour, or from another network."
    )
    status = HTTPStatus.TOO_MANY_REQUESTS
    response = JsonResponse({"error": sentence}, status=status)
    response.headers["Retry-After"] = str(round(WINDOW.total_seconds()))
    return response
