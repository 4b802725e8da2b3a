"""Addresses for tests beside those of the site: how often Django was asked, and changes made in this process."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from careers.models import Posting
from careers.services import close_posting, reopen_posting
from config import urls

DOOR = "/-/"
asked: list[str] = []
"""The paths that came as far as Django."""


def show_number(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(asked)))


@csrf_exempt
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Closes an open posting, reopens a closed one."""
    posting, now = Posting.objects.get(pk=key), timezone.now()
    if posting.closed_at is None:
        close_posting(posting=posting, actor=None, reason="", now=now)
    else:
        reopen_posting(posting=posting, actor=None, now=now)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


urlpatterns = [
    path("-/asked", show_number),
    path("-/change/<int:key>", change),
    *urls.urlpatterns,
]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler500 = urls.handler500
