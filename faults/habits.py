"""Visitors whose connections, fingers or patience are not what one wishes."""

from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

from faults.browser import Answer, Browser, TryAgain
from faults.visitor import Visitor

HALF = 0.5


class Doubling(Visitor):
    """Clicks twice: each form goes out `times` times at once."""

    times = 2

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        if method != "POST":
            return super().ask(method, path, body, **headers)
        with ThreadPoolExecutor(self.times) as threads:
            sent = [threads.submit(self.send_copy, path, body) for _ in range(self.times)]
        answers = [one.result() for one in sent]
        useful = [
            one
            for one in answers
            if one is not None and (one.place or one.status == HTTPStatus.CREATED)
        ]
        return useful[0] if useful else super().ask(method, path, body, **headers)

    def send_copy(self, path: str, body: bytes | None) -> Answer | None:
        """As this browser would, over a connection of its own; None if it should be tried again."""
        copy = Browser(self.browser.site, self.browser.source)
        copy.cookies = self.browser.cookies
        try:
            return copy.ask("POST", path, body)
        except TryAgain as refusal:
            self.told.refusals[str(refusal)] += 1
            return None
        finally:
            self.browser.slowest = max(self.browser.slowest, copy.slowest)
            copy.close()


class Tenfold(Doubling):
    """As a broken button does it."""

    times = 10


class Losing(Visitor):
    """Loses the first answer to all that it sends."""

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        if body is not None:
            self.browser.abandon(method, path, body, headers, 1)
        return super().ask(method, path, body, **headers)


class Aborting(Visitor):
    """Breaks off after half of what it sends, and sends it again."""

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        if body is not None:
            self.browser.abandon(method, path, body, headers, HALF)
        return super().ask(method, path, body, **headers)
