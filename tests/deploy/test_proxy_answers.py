"""What the shipped nginx answers by itself: the right status, both languages, and the headers of every other page."""

import http.client
import socket
from contextlib import closing

import pytest

from tests.deploy.test_slow_requests import connect, get, proxy
from tests.proxy import Proxy

__all__ = ["proxy"]  # a fixture

SAFE = {
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
# Over nginx's 8 KiB for a line, and inside one TLS record: it has read all of it when it answers and closes.
LONG = b"a" * 12_000
ANSWERS = {
    "away": (b"GET /away HTTP/1.1\r\n\r\n", 503, "Gleich wieder da", "Back in a moment"),
    "too large": (
        b"POST / HTTP/1.1\r\nContent-Length: 40000000\r\n\r\n",
        413,
        "Das ist zu groß",
        "That is too large",
    ),
    "long address": (
        b"GET /" + LONG + b" HTTP/1.1\r\n\r\n",
        414,
        "So geht es nicht",
        "This does not work",
    ),
    "long cookie": (
        b"GET / HTTP/1.1\r\nCookie: a=" + LONG + b"\r\n\r\n",
        400,
        "So geht es nicht",
        "This does not work",
    ),
    "for load balancers": (
        b"GET /readyz HTTP/1.1\r\n\r\n",
        404,
        "Diese Seite gibt es nicht",
        "There is no such page",
    ),
    "no request": (b"NONSENSE\r\n\r\n", 400, "So geht es nicht", "This does not work"),
    "odd method": (b"TRACE / HTTP/1.1\r\n\r\n", 405, "So geht es nicht", "This does not work"),
}


def ask(browser: socket.socket, head: bytes) -> tuple[http.client.HTTPResponse, str]:
    browser.sendall(head.replace(b"HTTP/1.1\r\n", b"HTTP/1.1\r\nHost: jobs.test\r\n", 1))
    answer = http.client.HTTPResponse(browser)
    answer.begin()
    return answer, answer.read().decode()


@pytest.mark.parametrize("case", ANSWERS)
def test_own_answers_are_pages_in_both_languages_and_safe(proxy: Proxy, case: str) -> None:
    head, status, german, english = ANSWERS[case]
    with closing(connect(proxy)) as browser:
        answer, text = ask(browser, head)
    assert (answer.status, answer.headers["Retry-After"]) == (
        status,
        "30" if status == 503 else None,
    )
    assert f"<h1>{german}</h1>" in text
    assert f"<h1>{english}</h1>" in text
    assert {name: answer.headers[name] for name in SAFE} == SAFE
    policy = answer.headers["Content-Security-Policy"]
    assert all(
        each in policy
        for each in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
    )


def test_pages_of_the_application_keep_their_own_headers(proxy: Proxy) -> None:
    assert get(proxy) == 200
    with closing(connect(proxy)) as browser:
        answer, text = ask(browser, b"GET / HTTP/1.1\r\n\r\n")
    assert (text, answer.headers["Content-Security-Policy"]) == ("hello", None)


def ask_plainly(proxy: Proxy, head: bytes) -> int:
    with closing(socket.socket(socket.AF_UNIX)) as browser:
        browser.connect(str(proxy.folder / "plain.sock"))
        return ask(browser, head)[0].status


def test_without_tls_the_application_is_asked_and_nothing_is_sent(proxy: Proxy) -> None:
    """It leads to the site by a name that it knows (SECURE_SSL_REDIRECT, ALLOWED_HOSTS)."""
    assert ask_plainly(proxy, b"GET / HTTP/1.1\r\n\r\n") == 200
    assert ask_plainly(proxy, b"POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n") == 403
    assert ask_plainly(proxy, b"GET /readyz HTTP/1.1\r\n\r\n") == 404


def test_own_pages_without_tls_are_as_strict(proxy: Proxy) -> None:
    with socket.socket(socket.AF_UNIX) as browser:
        browser.connect(str(proxy.folder / "plain.sock"))
        browser.sendall(b"GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: browser.recv(65536), b"")).decode()
    assert "\r\nContent-Security-Policy: default-src 'none'" in answer
    assert "Diese Seite gibt es nicht" in answer
    assert "There is no such page" in answer
