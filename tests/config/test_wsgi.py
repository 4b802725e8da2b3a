import io
from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from config.wsgi import application
from tests.config.people import browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Real requests close the database connection that the test looks through."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def answer(content_type: str, method: str = "POST") -> tuple[str, bool]:
    """Status line, and whether there is a policy, as the web server gets them."""
    environ = RequestFactory().generic(method, "/brand.css?q=a", b"a=b").environ
    environ |= {"CONTENT_TYPE": content_type, "wsgi.input": io.BytesIO(b"a=b")}
    got: list[tuple[str, bool]] = []

    def start_response(status: str, headers: list[tuple[str, str]], *_: object) -> object:
        got.append((status, "Content-Security-Policy" in dict(headers)))
        return None

    b"".join(application(environ, start_response))
    return got[0]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "content_type",
    [
        "multipart/form-data; boundary=b; charset=hex",
        "multipart/form-data; boundary=b; charset=idna",
        "multipart/form-data; boundary*=x''b",
        "text/plain; charset*=utf-8''%00",
        f"multipart/form-data; boundary={'b' * 11_000}",
        "application/x-www-form-urlencoded; charset=utf-16",
    ],
)
def test_content_type_that_cannot_be_read_is_refused(content_type: str, method: str) -> None:
    assert answer(content_type, method) == ("400 Bad Request", True)


@pytest.mark.parametrize("content_type", ["", "text/plain", "text/plain; charset=UTF8", "a;b=c"])
def test_other_content_types_are_served(content_type: str) -> None:
    assert answer(content_type, "GET") == ("200 OK", True)


@pytest.mark.parametrize("path", ["/admin/", "/staff/login/"])
@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "django_language", "messages"])
def test_cookie_with_nul_counts_as_not_sent(path: str, name: str) -> None:
    client = browser()
    client.cookies = SimpleCookie(f'{name}="\\000{"a" * 31}"')
    assert client.get(path).status_code == browser().get(path).status_code
