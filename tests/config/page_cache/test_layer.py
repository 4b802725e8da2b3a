"""What the layer asks Django for, beside a stand-in for Django that takes its time."""

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.http import HttpResponse
from django.test import RequestFactory

from careers.web.http_cache import CACHE_CONTROL
from careers.web.public_news import Lease, PublicNews
from config.page_cache.layer import PageCache

PAGE, FORM = "/en/jobs/", "/en/jobs/1-cook/apply/"


class Response(HttpResponse):
    def close(self) -> None:
        """No request of Django's ends with it, which would look after database connections."""


class Site:
    """Answers after a moment, in which others may come: a page that everybody may have, or a form."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.is_asked, self.may_answer = threading.Event(), threading.Event()
        self.may_answer.set()
        self.together = threading.Barrier(1)

    def __call__(self, environ: Any, start_response: Callable[..., Any]) -> HttpResponse:
        path = environ["PATH_INFO"]
        self.asked.append(path)
        number = len(self.asked)
        self.is_asked.set()
        self.together.wait(30)
        time.sleep(0.2)
        self.may_answer.wait(30)
        control = CACHE_CONTROL if path == PAGE else "private"
        response = Response(f"{path} {number}", headers={"Cache-Control": control})
        start_response("200 OK", [*response.items()])
        return response


def listening(number: int) -> PublicNews:
    """As after so many changes that this process has heard of."""
    news = PublicNews()
    news.process, news.lease = os.getpid(), Lease(number, time.time() + 60, None)
    return news


def ask(pages: PageCache, path: str) -> bytes:
    environ = RequestFactory().get(path).environ | {"HTTP_HOST": "localhost", "CONTENT_TYPE": ""}
    return b"".join(pages(environ, lambda *_: None))


def ask_at_once(pages: PageCache, path: str) -> set[bytes]:
    with ThreadPoolExecutor(4) as threads:
        return set(threads.map(lambda _number: ask(pages, path), range(4)))


def test_page_that_was_kept_is_rendered_once_after_a_change() -> None:
    site = Site()
    pages = PageCache(site, listening(1), 1_000_000)
    first = ask(pages, PAGE)
    assert ask(pages, PAGE) == first
    pages.news = listening(2)
    assert len(ask_at_once(pages, PAGE)) == 1
    assert site.asked == [PAGE, PAGE]


def test_nobody_waits_for_the_form_of_somebody_else() -> None:
    site = Site()
    pages = PageCache(site, listening(1), 1_000_000)
    ask(pages, FORM)
    pages.news = listening(2)
    site.together = threading.Barrier(4)  # breaks if one waits for another
    ask_at_once(pages, FORM)
    assert site.asked == [FORM] * 5


def test_nothing_is_kept_while_nothing_is_sure() -> None:
    site, news = Site(), listening(1)
    pages = PageCache(site, news, 1_000_000)
    ask(pages, PAGE)
    news.lease = Lease(1, time.time() - 1, None)
    ask(pages, PAGE)
    news.lease = None
    ask(pages, PAGE)
    assert len(site.asked) == 3


def test_change_while_a_page_is_rendered_leaves_nothing_of_before() -> None:
    site, news = Site(), listening(1)
    pages = PageCache(site, news, 1_000_000)
    site.may_answer.clear()
    with ThreadPoolExecutor(1) as thread:
        slow = thread.submit(ask, pages, PAGE)
        assert site.is_asked.wait(30)
        news.lease = Lease(2, time.time() + 60, None)
        site.may_answer.set()
        before = slow.result()
    assert ask(pages, PAGE) != before
