"""The shipped nginx keeps pages for everybody for a second, and nothing that is for one person."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from config.page_cache.public_answers import FOR_NGINX
from tests.deploy.test_slow_requests import connect, get, wait_until
from tests.proxy import Proxy

PUBLIC = "public, max-age=0, s-maxage=10, must-revalidate"
HEADERS = {
    "/public": {"Cache-Control": PUBLIC, "ETag": '"a"'},
    "/public?q=a": {"Cache-Control": PUBLIC},
    "/language": {"Cache-Control": PUBLIC, "Vary": "Accept-Language"},
    "/private": {"Cache-Control": "private, no-cache"},
    "/not-said": {},
    "/cookie": {"Cache-Control": PUBLIC, "Set-Cookie": "a=b"},
    "/": {},
}


class Counting(ThreadingHTTPServer):
    """Answers with how often it was asked for this address, and in which way."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked: Counter[str] = Counter()
        self.sent: list[dict[str, str]] = []
        self.at_once = self.most_at_once = 0


class Answering(BaseHTTPRequestHandler):
    server: Counting

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        self.server.sent.append(dict(self.headers))
        self.server.at_once += 1
        self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
        time.sleep(0.05)
        self.server.at_once -= 1
        text = f"{self.command} {self.server.asked[self.path]}".encode()
        self.send_response(200)
        for name, value in HEADERS[self.path].items():
            self.send_header(name, value)
        if HEADERS[self.path].get("Cache-Control") == PUBLIC:
            self.send_header(FOR_NGINX, f"@{int(time.time())}")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text if self.command != "HEAD" else b"")

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        pass


class Running(NamedTuple):
    proxy: Proxy
    web: Counting

    def get(self, path: str, head: str = "", method: str = "GET") -> str:
        with closing(connect(self.proxy)) as browser:
            browser.sendall(f"{method} {path} HTTP/1.1\r\nHost: jobs.test\r\n{head}\r\n".encode())
            answer = HTTPResponse(browser, method=method)
            answer.begin()
            return answer.read().decode() or str(answer.status)


@pytest.fixture
def running() -> Iterator[Running]:
    with TemporaryDirectory() as folder, Counting() as web:
        Path(folder).chmod(0o711)
        threading.Thread(target=web.serve_forever, daemon=True).start()
        proxy = Proxy(Path(folder), web_port=web.server_address[1])
        proxy.start()
        try:
            wait_until(lambda: get(proxy) == 200)
            yield Running(proxy, web)
        finally:
            proxy.stop()
            web.shutdown()


def test_crowd_asks_little_and_sees_a_change_within_a_second(running: Running) -> None:
    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(lambda _one: running.get("/public"), range(100)))
    asked = running.web.asked["/public"]
    assert asked < 80
    time.sleep(1)
    assert running.get("/public") == f"GET {asked + 1}"


def test_nobody_waits_for_others_at_a_page_that_is_not_kept(running: Running) -> None:
    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(lambda _one: running.get("/private"), range(8)))
    assert running.web.most_at_once > 1


def wait_for_the_next_second() -> None:
    """What is kept is kept to the end of one."""
    time.sleep(1 - time.time() % 1)


@pytest.mark.parametrize("path", ["/private", "/not-said", "/cookie"])
def test_what_is_for_one_person_is_never_kept(running: Running, path: str) -> None:
    assert [running.get(path) for _time in range(3)] == ["GET 1", "GET 2", "GET 3"]


@pytest.mark.parametrize("head", ["Cookie: a=b\r\n", "Authorization: Basic YTpi\r\n"])
def test_who_may_be_known_gets_nothing_that_is_kept_and_leaves_nothing(
    running: Running, head: str
) -> None:
    assert running.get("/public", head) == "GET 1"
    assert running.get("/public") == "GET 2"
    assert running.get("/public", head) == "GET 3"


def test_each_address_language_and_method_is_kept_by_itself(running: Running) -> None:
    wait_for_the_next_second()
    assert running.get("/public") == running.get("/public") == "GET 1"
    assert running.get("/public?q=a") == "GET 1"
    assert running.get("/public", method="HEAD") == "200"
    assert running.web.asked["/public"] == 2
    assert running.get("/public", "Content-Length: 0\r\n", "POST") == "POST 3"
    german = running.get("/language", "Accept-Language: de\r\n")
    assert running.get("/language", "Accept-Language: en\r\n") != german


def test_browser_that_has_the_page_gets_it_no_second_time(running: Running) -> None:
    wait_for_the_next_second()
    running.get("/public")
    assert running.get("/public", 'If-None-Match: "a"\r\n') == "304"


def test_questions_for_a_part_or_a_change_reach_the_web_server(running: Running) -> None:
    asked = {"If-None-Match": '"b"', "Range": "bytes=0-1", "If-Range": '"b"'}
    running.get("/private", "".join(f"{name}: {value}\r\n" for name, value in asked.items()))
    sent = running.web.sent[-1]
    assert {name: sent.get(name) for name in asked} == asked
    running.get("/private")
    assert asked.keys() & running.web.sent[-1].keys() == set()
