"""A browser through the proxy, with an address of its own: cookies, forms, and connections that break."""

import contextlib
import http.client
import ssl
import time
from collections.abc import Iterable
from functools import cache
from http import HTTPStatus
from typing import NamedTuple

BOUNDARY = "end-of-part"
TIMEOUT = 30.0
"""Seconds that a visitor waits for one answer."""
BUSY = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT}


class Site(NamedTuple):
    """Where the proxy listens, and the name of the site."""

    port: int
    host: str


class Answer(NamedTuple):
    status: int
    place: str
    """Where it leads, for a redirect."""
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode(errors="replace")


class TryAgain(Exception):
    """The site could not do it at this moment, or the connection broke."""


def build_form(fields: dict[str, str], cv: bytes = b"") -> bytes:
    """A form's answers and, if there is one, a CV (RFC 7578)."""
    start = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="'
    body = "".join(f'{start}{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()).encode()
    if cv:
        body += f'{start}cv"; filename="cv.pdf"\r\nContent-Type: application/pdf\r\n\r\n'.encode()
        body += cv + b"\r\n"
    return body + f"--{BOUNDARY}--\r\n".encode()


class Browser:
    """Keeps cookies and one connection; each has a loopback address of its own, as limits count by address."""

    def __init__(self, site: Site, source: str) -> None:
        self.site, self.source = site, source
        self.cookies: dict[str, str] = {}
        self.slowest = 0.0
        self.connection: http.client.HTTPSConnection | None = None

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Raises TryAgain for broken connections and for answers that ask for it."""
        begun = time.monotonic()
        try:
            answer = self.exchange(method, path, body, headers)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise TryAgain(type(error).__name__) from error
        finally:
            self.slowest = max(self.slowest, time.monotonic() - begun)
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status in BUSY:
            raise TryAgain(str(answer.status))
        return answer

    def exchange(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> Answer:
        connection, sent = self.connect(), None if body is None else self.pace(body)
        connection.request(method, path, sent, self.usual_headers(body) | headers)
        response = connection.getresponse()
        content = response.read()
        for cookie in response.headers.get_all("Set-Cookie", ()):
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, response.headers.get("Location", ""), content)

    def abandon(
        self, method: str, path: str, body: bytes, headers: dict[str, str], share: float
    ) -> None:
        """Send this share of a body, and close the connection without a look at the answer."""
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = self.connect()
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in (self.usual_headers(body) | headers).items():
                connection.putheader(name, value)
            connection.endheaders()
            connection.send(body[: int(len(body) * share)])
        self.close()

    def pace(self, body: bytes) -> Iterable[bytes]:
        """The body in the pieces in which it leaves."""
        return [body]

    def usual_headers(self, body: bytes | None) -> dict[str, str]:
        cookies = "; ".join("=".join(one) for one in self.cookies.items())
        usual = {"Host": self.site.host, "Referer": f"https://{self.site.host}/", "Cookie": cookies}
        if body is not None:
            usual["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
            usual["Content-Length"] = str(len(body))
        return usual

    def connect(self) -> http.client.HTTPSConnection:
        if self.connection is None:
            self.connection = open_connection(self.site, self.source)
        return self.connection

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None


@cache
def trusting_context() -> ssl.SSLContext:
    """For a proxy whose certificate is one of the run's own."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def open_connection(site: Site, source: str) -> http.client.HTTPSConnection:
    return http.client.HTTPSConnection(
        "127.0.0.1",
        site.port,
        timeout=TIMEOUT,
        source_address=(source, 0),
        context=trusting_context(),
    )
