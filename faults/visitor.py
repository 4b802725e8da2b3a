"""A person who applies through the proxy, tries again when something breaks, and remembers what was told."""

import contextlib
import hashlib
import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus

from faults.browser import Answer, Browser, Site, TryAgain, build_form

HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"')
REFERENCE = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b")
PATIENCE = 150.0
"""Seconds after which a visitor gives up for good."""
BREATH = 0.5
"""Seconds between two tries."""
NOT_CHECKED = "konnte gerade nicht gepr"
"""What a form says of a file where there is no room to look at it: it is to be chosen again."""
SMALL, MIDDLE = 3_000, 300_000
"""Bytes of a CV."""


@dataclass
class Told:
    """What one visitor sent and was told; moments are those of time.monotonic()."""

    email: str
    sha256: str
    size: int
    """Bytes of the CV."""
    begun: float = 0.0
    acknowledged: float = 0.0
    """When the receipt page was there; 0 if it never was."""
    reference: str = ""
    """What the receipt page calls the application; empty if there never was one."""
    refusals: Counter[str] = field(default_factory=Counter)
    """Answers that asked to try again, and connections that broke, by cause."""
    ended: str = ""
    """Why it was given up, if the site said that nothing can be sent any more."""
    slowest: float = 0.0
    """Seconds of the slowest whole answer."""


class Closed(Exception):
    """The posting takes no applications any more."""


class GaveUp(Exception):
    """PATIENCE is over."""


class Unexpected(Exception):
    """An answer that nobody expects: what was typed is gone, or the page is another one."""


def make_cv(mark: str, size: int) -> bytes:
    """A PDF of one empty page that no other visitor has: its content is a comment of `size` bytes (ISO 32000-2, 7.2.4)."""
    comment = f"%{mark} {hashlib.shake_256(mark.encode()).hexdigest(size // 2)}"
    parts = [
        "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
        "3 0 obj\n<</Type/Page/Parent 2 0 R/Resources<<>>/MediaBox[0 0 200 200]/Contents 4 0 R>>\nendobj\n",
        f"4 0 obj\n<</Length {len(comment)}>>\nstream\n{comment}\nendstream\nendobj\n",
    ]
    text, places = "%PDF-1.7\n", []
    for part in parts:
        places.append(len(text))
        text += part
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    table = f"xref\n0 5\n0000000000 65535 f \n{table}trailer\n<</Size 5/Root 1 0 R>>\n"
    return f"{text}{table}startxref\n{len(text)}\n%%EOF\n".encode()


class Visitor:
    """One applicant from the empty form to the receipt page."""

    def __init__(self, site: Site, mark: str, number: int, form: str, size: int = 0) -> None:
        self.form, self.in_chunks = form, number % 2 == 1
        self.cv = make_cv(f"{mark}-{number}", size or (SMALL if number % 4 else MIDDLE))
        email = f"{mark}-{number}@example.org"
        self.told = Told(email, hashlib.sha256(self.cv).hexdigest(), len(self.cv))
        self.browser = Browser(site, f"127.1.{number // 250}.{number % 250 + 1}")

    def apply(self) -> Told:
        """Go on until it is done, the site says that it is over, or PATIENCE ends."""
        self.told.begun = time.monotonic()
        with contextlib.closing(self.browser):
            try:
                while not self.told.reference:
                    self.go_through()
                self.told.acknowledged = time.monotonic()
            except (Closed, GaveUp) as end:
                self.told.ended = str(end)
        self.told.slowest = self.browser.slowest
        return self.told

    def go_through(self) -> None:
        """From the form to the receipt page; whoever is led back to the form goes through it again."""
        page = self.ask("GET", self.form)
        fields = dict(HIDDEN.findall(page.text))
        if "token" not in fields:  # it was sent, and the answer was lost
            self.read_reference(page)
            return
        place = self.fill_in(fields)
        if "?repeated" not in place:
            page = self.ask("GET", place)
            place = page.place or self.send(place, dict(HIDDEN.findall(page.text))).place
        if "?sent" in place or "?repeated" in place:
            self.read_reference(self.ask("GET", place))
        else:
            self.note_refusal("back to the form")

    def fill_in(self, fields: dict[str, str]) -> str:
        """Send the form with the CV; returns where it leads to."""
        if self.in_chunks:
            self.send_chunks(fields)
        fields |= {"name": "Kim Probe", "email": self.told.email}
        answer = self.ask("POST", self.form, build_form(fields, b"" if self.in_chunks else self.cv))
        if not answer.place:
            raise Unexpected(f"{answer.status}: {find_errors(answer.text)}")
        return answer.place

    def send_chunks(self, fields: dict[str, str]) -> None:
        """As static/js/upload does: announce the file, then send what is missing of it."""
        about = {"file-kind": "cv", "file-name": "cv.pdf", "file-size": str(len(self.cv))}
        told = self.ask("POST", f"{self.form}uploads/", build_form(fields | about))
        if told.status != HTTPStatus.CREATED:
            raise Unexpected(f"{told.status}: {told.text[:200]}")
        upload = json.loads(told.text)
        token, start = fields["csrfmiddlewaretoken"], upload["offset"]
        headers = {"Upload-Offset": str(start), "X-CSRFToken": token}
        answer = self.ask("PATCH", upload["path"], self.cv[start:], **headers)
        if answer.status == HTTPStatus.CONFLICT:  # another part of it is there than was thought
            self.send_chunks(fields)
        elif answer.status not in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}:  # finished by a try before
            raise Unexpected(f"{answer.status}: {answer.text[:200]}")

    def send(self, review: str, fields: dict[str, str]) -> Answer:
        return self.ask("POST", review, build_form(fields))

    def read_reference(self, page: Answer) -> None:
        found = REFERENCE.search(page.text)
        if found is None:
            raise Unexpected(f"{page.status}: a receipt page without a reference")
        self.told.reference = found[0]

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Ask the same again while the site cannot do it, as people reload a page."""
        while True:
            try:
                answer = self.browser.ask(method, path, body, **headers)
            except TryAgain as refusal:
                self.note_refusal(str(refusal))
                continue
            if answer.status == HTTPStatus.GONE:
                raise Closed(find_errors(answer.text))
            if NOT_CHECKED not in answer.text:
                return answer
            self.note_refusal("not checked")

    def note_refusal(self, cause: str) -> None:
        self.told.refusals[cause] += 1
        if time.monotonic() > self.told.begun + PATIENCE:
            raise GaveUp(cause)
        time.sleep(BREATH)


def find_errors(page: str) -> str:
    """What a form says is wrong with it."""
    found = re.search(r'class="error-summary.*?</(?:section|div)>', page, re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", found[0] if found else page[:300])
