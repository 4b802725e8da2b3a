"""Logs as JSON: every line an object, each with the name of its request, and nobody's personal data in them."""

import json
import logging
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from applications.models import Application
from applications.privacy.erasure import erase_due_applications
from applications.signed_links import application_path
from config.logs import FORMATTERS, JsonFormatter, build_logging
from config.processes import print_status
from config.request_ids import REQUEST_ID, name_request
from tests.applications import files
from tests.applications.factories import ApplicationFactory
from tests.applications.site import send
from tests.careers.factories import published
from tests.config.page_cache.servers import running_site
from tests.config.people import person
from tests.smtp import SmtpServer
from tests.worker import run_worker

MARKED = "Zwetschgenkuchen"
"""In each name, address, file and text of the walk."""
ADDRESS = f"{MARKED}@example.org"


@pytest.fixture
def log() -> Iterator[StringIO]:
    written, handler = StringIO(), logging.StreamHandler()
    handler.setStream(written)
    handler.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def read_lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def walk(client: Client) -> str:
    """Somebody applies, mistypes, is refused, comes back by the link; the key of that link."""
    posting = published()
    cv = SimpleUploadedFile(f"{MARKED}.pdf", files.pdf())
    broken = SimpleUploadedFile(f"{MARKED}.exe", b"MZ")
    send(client, posting, name=MARKED, email="not an address", message=MARKED)
    send(client, posting, name=MARKED, email=ADDRESS, cv=broken, message=MARKED)
    send(client, posting, name=MARKED, email=ADDRESS, cv=cv, message=MARKED)
    application = Application.objects.get(name=MARKED)
    path = application_path(application, "en")
    for address in (path, f"{path}x/", f"{path[:-9]}/", f"{path}document/1/"):
        client.get(address)
    client.post(f"{path}document/", {"file": broken})
    client.get(reverse("careers:posting_list"), {"q": MARKED})
    login = {"login": ADDRESS, "password": MARKED}
    client.post(reverse("account_login"), login)
    return path.split("/")[3]


@pytest.mark.django_db(transaction=True)
def test_walk_of_an_applicant_leaves_no_trace_in_the_log(
    client: Client, log: StringIO, smtp_server: SmtpServer
) -> None:
    smtp_server.refused.add(ADDRESS)
    person(MARKED)
    key = walk(client)
    run_worker()
    now = timezone.now()
    Application.objects.update(erasure_requested_at=now, decided_at=now, stage="withdrawn")
    erase_due_applications(timezone.now())
    text = log.getvalue()
    assert len(read_lines(text)) > 5
    assert "Not Found" in text
    assert re.findall(f"(?i){MARKED}", text) == []
    assert [part for part in key.split(":") if part in text] == []


def test_line_says_what_happened_when_and_in_which_request(log: StringIO) -> None:
    REQUEST_ID.set("0123456789abcdef")
    fault = ValueError(f"about {ADDRESS}")
    logging.getLogger("careers").error("It\nfailed for %s", ADDRESS, exc_info=fault)
    REQUEST_ID.set("")
    (line,) = read_lines(log.getvalue())
    assert line.pop("exception").endswith("ValueError: about (e-mail)")
    assert timezone.datetime.fromisoformat(line.pop("time")).tzinfo is not None
    assert line == {
        "level": "ERROR",
        "logger": "careers",
        "message": "It\nfailed for (e-mail)",
        "request_id": "0123456789abcdef",
    }


@pytest.mark.parametrize(
    ("said", "is_taken"),
    [
        ("0123456789abcdef0123456789abcdef", True),
        ("6ba7b810-9dad-11d1-80b4-00c04fd430c8", True),
        ("kim@example.org", False),
        ("0123456789abcdef\r\nSet-Cookie: a=b", False),
        ("", False),
    ],
)
def test_name_of_the_proxy_is_taken_if_it_is_one(said: str, is_taken: bool) -> None:
    environ = RequestFactory().get("/", headers={"X-Request-ID": said}).environ
    got: list[tuple[str, str]] = []
    name_request(environ, lambda status, headers, *more: got.extend(headers))("200 OK", [])
    ((header, name),) = got
    assert (header, name == said, name == REQUEST_ID.get()) == ("X-Request-ID", is_taken, True)
    assert re.fullmatch("[0-9a-f-]{16,36}", name)
    REQUEST_ID.set("")


@pytest.mark.django_db
def test_row_that_postgresql_refuses_is_not_logged(log: StringIO) -> None:
    application = ApplicationFactory(name=MARKED, message=f"{MARKED}\n\nTwo paragraphs: {MARKED}")
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Application.objects.filter(pk=application.pk).update(stage="hired")
    logging.getLogger("careers").error("Job failed: %s", caught.value, exc_info=caught.value)
    (line,) = read_lines(log.getvalue())
    assert MARKED not in log.getvalue()
    assert "The above exception was the direct cause" in line["exception"]
    assert "violates check constraint" in line["message"]


def test_settings_choose_the_form() -> None:
    assert build_logging("INFO", "json")["formatters"]["line"] == FORMATTERS["json"]
    assert build_logging("INFO")["formatters"]["line"] == FORMATTERS["text"]


def test_what_watches_a_process_writes_json_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOG_FORMAT", "json")
    print_status("granian ended.")
    (line,) = read_lines(capsys.readouterr().err)
    assert (line["message"], line["level"]) == ("granian ended.", "WARNING")


def test_web_server_writes_json(settings: Settings) -> None:
    said = (Path(settings.BASE_DIR) / "deploy/granian-log.json").read_text()
    assert {one["()"] for one in json.loads(said)["formatters"].values()} == {
        FORMATTERS["json"]["()"]
    }


@pytest.mark.django_db(transaction=True)
def test_real_server_names_requests_kept_or_not() -> None:
    """A kept page has the name of who asks now, not of who had it made."""
    published(closes_at=None)
    names = [f"{number:032x}" for number in range(1, 4)]
    with running_site(LOG_FORMAT="json") as site:
        said = [site.ask("/en/jobs/", X_Request_ID=name).headers for name in names]
        missing = site.ask("/nothing-there").headers["x-request-id"]
    assert [one["x-request-id"] for one in said] == names
    assert re.fullmatch("[0-9a-f]{16}", missing)
