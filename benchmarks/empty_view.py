"""What public pages are compared with: a view of Django that answers 10 kB of nothing, without any middleware."""

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

NOTHING = b"0" * 10_000


def answer_nothing(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(NOTHING)


settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY="of a view that says nothing",
)
urlpatterns = [path("", answer_nothing)]
django.setup()
application = get_wsgi_application()
