"""Real web servers that keep pages, each one process, on the database of the tests."""

import contextlib
import http.client
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from tests.web_server import running_web_server

APPLICATION = "tests.config.page_cache.site:application"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Site:
    """One process, asked over one connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Headers of the request as keywords, with underscores; those of the answer in lower case."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request(method, path, headers={"Accept-Encoding": "identity"} | named)
        response = self.connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, found, response.read())

    def count_asked(self) -> int:
        """How many requests came as far as Django."""
        return int(self.ask("/-/asked").body)

    def is_asked_for(self, path: str, **headers: str) -> bool:
        """Whether Django is asked for this now."""
        before = self.count_asked()
        self.ask(path, **headers)
        return self.count_asked() > before


@contextlib.contextmanager
def running_site(socket: str = "", name: str = "", **variables: str) -> Iterator[Site]:
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.config.page_cache.settings",
        "TESTS_WORKER_DATABASE": name or str(connection.settings_dict["NAME"]),
        "TESTS_DATABASE_SOCKET": socket or str(connection.settings_dict["HOST"]),
        "TESTS_WORKER_DOCUMENTS": str(settings.DOCUMENTS_ROOT),
        "TESTS_WORKER_SMTP_PORT": "1",
    }
    with running_web_server(APPLICATION, **environment | variables) as port:
        site = Site(port)
        with contextlib.closing(site.connection):
            yield site
