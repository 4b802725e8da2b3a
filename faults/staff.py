"""Somebody of HR in the admin, signed in by the real page."""

import hashlib
import secrets
from http import HTTPStatus

from django.contrib.auth.models import User
from django.urls import reverse

from faults.browser import Answer, Browser, Site, build_form
from faults.visitor import HIDDEN, Unexpected

NAME, PASSWORD = "faults", secrets.token_urlsafe(20)


def ensure_account() -> None:
    """A superuser of this run."""
    if not User.objects.filter(username=NAME).exists():
        User.objects.create_superuser(NAME, "faults@example.org", PASSWORD)


class Staff:
    """A browser that is signed in."""

    def __init__(self, site: Site) -> None:
        self.browser = Browser(site, "127.0.0.2")
        page = self.browser.ask("GET", "/staff/login/")
        fields = dict(HIDDEN.findall(page.text)) | {"login": NAME, "password": PASSWORD}
        answer = self.browser.ask("POST", "/staff/login/", build_form(fields))
        if answer.status != HTTPStatus.FOUND:
            raise Unexpected(f"The sign-in was answered with {answer.status}.")

    def fetch_digest(self, document: int) -> str:
        """SHA-256 of a document as the staff is handed it; empty if it cannot be had."""
        path = reverse("admin:applications_document_download", args=[document])
        answer = self.browser.ask("GET", path)
        return hashlib.sha256(answer.content).hexdigest() if answer.status == HTTPStatus.OK else ""

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form with the hidden fields of its page."""
        page = self.browser.ask("GET", path)
        return self.browser.ask("POST", path, build_form(dict(HIDDEN.findall(page.text)) | fields))
