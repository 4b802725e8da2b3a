"""A WSGI application of Django whose streams end well or break half-way, as an export does whose making fails."""

import os
from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"


def parts(*, breaks: bool) -> Iterator[bytes]:
    for number in range(4):
        if breaks and number == 2:
            raise OSError("the making of an export breaks off")
        yield b"part\n" * 1000


def whole(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(parts(breaks=False))


def half(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(parts(breaks=True))


urlpatterns = [path("whole", whole), path("half", half)]


def build() -> object:
    import django
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler

    django.setup()
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = []
    return WSGIHandler()


application = build() if os.environ.get("TESTS_BROKEN_STREAM") else None
