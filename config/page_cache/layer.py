"""The thin layer around Django that answers what it knows, and sees to it that it knows nothing outdated."""

import logging
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, NamedTuple

from careers.tallies import count
from careers.web.public_news import PublicNews
from config.page_cache.kept_answers import KeptAnswers
from config.page_cache.keys import Key, read_key
from config.page_cache.public_answers import (
    CONDITIONS,
    Headers,
    PublicAnswer,
    complete_unchanged,
    is_public,
)

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

REPORT_SECONDS = 600.0
LONGEST_WAIT = 2.0
"""Seconds for a page that somebody else has rendered just now."""

logger = logging.getLogger(__name__)


class Place(NamedTuple):
    """Where an answer is kept: under what, and under which lease."""

    key: Key
    number: int


class PageCache:
    """A WSGI application: kept public answers first, else those of Django.

    A public answer is the same whether it was kept or not, compressed as the client can read it.
    """

    def __init__(self, application: "WSGIApplication", news: PublicNews, most_bytes: int) -> None:
        self.application = application
        self.news = news
        self.kept = KeptAnswers(most_bytes)
        self.counts = Counts()
        self.queues = Queues()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        key = self.find_key(environ)
        lease = self.news.find_lease() if key else None
        if key is None or lease is None:
            return self.pass_on(environ, start_response)
        place = Place(key, lease.number)
        found = self.kept.get(place.number, key)
        self.counts.add(self.kept.bytes, is_hit=found is not None)
        if found:
            return self.give_kept(environ, start_response, found, place)
        with self.queues.wait(key) if key in self.kept.kept_before else nullcontext():
            answer = self.kept.get(place.number, key) or self.render(environ, start_response)
            if isinstance(answer, PublicAnswer):
                return self.give_and_keep(environ, start_response, answer, place)
        return answer

    def give_kept(
        self,
        environ: "WSGIEnvironment",
        start_response: "StartResponse",
        answer: PublicAnswer,
        place: Place,
    ) -> Iterable[bytes]:
        body = self.give_and_keep(environ, start_response, answer, place)
        count("requests", answer.view, "200" if body else "304")
        return body

    def find_key(self, environ: "WSGIEnvironment") -> Key | None:
        """By what the answer is kept; what Django keeps under a lease needs the news in any case."""
        if not self.kept.most_bytes:
            return None
        self.news.start()
        return read_key(environ)

    def pass_on(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Nothing is kept, and nothing that was kept is given."""
        answer = self.ask_django(environ, start_response)
        if isinstance(answer, PublicAnswer):
            return answer.respond(environ, start_response)
        return answer

    def give_and_keep(
        self,
        environ: "WSGIEnvironment",
        start_response: "StartResponse",
        answer: PublicAnswer,
        place: Place,
    ) -> Iterable[bytes]:
        """Keeps it if it is new, and if compressing has changed what it takes of the memory."""
        size = answer.size if answer.is_kept else 0
        body = answer.respond(environ, start_response)
        if not answer.is_kept:
            answer.drop_plain()
        if answer.size != size:
            answer.is_kept = self.kept.keep(place.number, place.key, answer)
        return body

    def render(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> PublicAnswer | Iterable[bytes]:
        """What Django answers, whole even if the browser has it already: the next one may not have it."""
        conditions = {name: environ.pop(name) for name in CONDITIONS if name in environ}
        answer = self.ask_django(environ, start_response)
        environ.update(conditions)
        return answer

    def ask_django(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> PublicAnswer | Iterable[bytes]:
        """A public answer to be given, or what goes to the server as Django has it."""
        begun = Begun()
        response: Any = self.application(environ, begun)
        self.news.catch_up()
        if environ["REQUEST_METHOD"] in {"GET", "HEAD"} and is_public(response):
            try:
                view = getattr(response, "view_name", "")
                return PublicAnswer(begun.headers, response.content, view)
            finally:
                response.close()
        start_response(begun.status, complete_unchanged(begun.status, begun.headers))
        found: Iterable[bytes] = response
        return found


class Begun:
    """A start_response of WSGI that waits: PEP 3333. Django calls it once, and writes by no other way."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: Headers = []

    def __call__(self, status: str, headers: Headers, *_: object) -> Any:
        self.status, self.headers = status, headers
        return None


class Queues:
    """Who asks for a page that was kept until a change waits for the first one who does, and has it rendered once."""

    def __init__(self) -> None:
        self.busy: dict[Key, threading.Lock] = {}

    @contextmanager
    def wait(self, key: Key) -> Iterator[None]:
        """At most LONGEST_WAIT, as the first one may be stuck."""
        turn = self.busy.setdefault(key, threading.Lock())
        is_ours = turn.acquire(timeout=LONGEST_WAIT)
        try:
            yield
        finally:
            if is_ours:
                self.busy.pop(key, None)
                turn.release()


class Counts:
    """How many requests that may be answered from memory were: the log says it every ten minutes."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.since = time.monotonic()
        self.hits = self.misses = 0

    def add(self, size: int, *, is_hit: bool) -> None:
        count("page_cache", "hit" if is_hit else "miss")
        with self.lock:
            self.hits, self.misses = self.hits + is_hit, self.misses + (not is_hit)
            if time.monotonic() - self.since < REPORT_SECONDS:
                return
            hits, misses, self.hits, self.misses = self.hits, self.misses, 0, 0
            self.since = time.monotonic()
        logger.info("Page cache: %d of %d from memory (%d KiB).", hits, hits + misses, size // 1024)
