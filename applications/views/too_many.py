"""What is said to whoever asks too often."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from applications.rate_limit import WINDOW


def render_too_many(request: HttpRequest) -> HttpResponse:
    """429; within WINDOW there is room again."""
    seconds = round(WINDOW.total_seconds())
    context = {"minutes": seconds // 60}
    response = render(request, "429.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(seconds)
    return response
