"""The form as a browser uses it: paths, what is filled in, and what the page says."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from careers.models import Posting
from tests.applications import files

LANGUAGES = ("de", "en")


def apply_path(posting: Posting, language: str = "en", name: str = "apply", **more: object) -> str:
    """The form of a posting, or another page beside it."""
    edition = posting.current_edition
    text = edition.texts.filter(language=language).first() or edition.texts.get()
    with override(language):
        where = {"public_id": posting.public_id, "slug": text.slug}
        return reverse(f"applications:{name}", kwargs=where | more)


def filled_form(**changes: Any) -> dict[str, Any]:
    """A complete form; a field set to None is left out, as an empty file input is."""
    values = {
        "name": "Ayşe Öztürk",
        "email": "ayse@example.org",
        "phone": "",
        "message": "",
        "cv": files.upload(files.pdf()),
        "token": str(uuid4()),
        "edition": "1",
        **changes,
    }
    return {key: value for key, value in values.items() if value is not None}


@dataclass
class Page:
    """A page that was answered: its status and what is on it."""

    status: int
    tree: BeautifulSoup

    @property
    def title(self) -> str:
        return words(self.tree.title)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """The links of the error summary: where to and in which words."""
        links = self.tree.select("#error-summary a")
        return [(str(link["href"]), words(link)) for link in links]


def words(element: Any) -> str:
    return " ".join(element.get_text().split())


def page(response: HttpResponse) -> Page:
    return Page(response.status_code, BeautifulSoup(response.content, "html.parser"))


def fill_in(client: Client, posting: Posting, language: str = "en", **changes: Any) -> HttpResponse:
    """Fill in the form and press "check", or another button; the answer as it is."""
    sent = filled_form(**{"action": "check", **changes})
    return client.post(apply_path(posting, language), sent)


def send(client: Client, posting: Posting, language: str = "en", **changes: Any) -> Page:
    """Fill in the form, look at the review and send it; the page that follows at the end."""
    response = fill_in(client, posting, language, **changes)
    review = apply_path(posting, language, "review")
    if response.headers.get("Location") == review:
        return page(client.post(review, follow=True))
    return page(
        client.get(response.headers["Location"]) if response.has_header("Location") else response
    )
