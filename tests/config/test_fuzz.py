"""Whatever is sent to whatever address, no answer is a fault of ours (5xx)."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applications.signed_links import application_token
from tests.applications.factories import ApplicationFactory, hr_manager, team_member
from tests.careers.factories import published
from tests.config.people import browser, person

pytestmark = pytest.mark.django_db
BY_DAY, BY_NIGHT = 1500, 10_000
"""Requests; by day the same ones each time, so that nobody's change fails by chance."""
PLACE = re.compile(r"<(?:(\w+):)?\w+>|\((?:\?P<\w+>)?[^()]*\)")
"""Where an address has a value: of a route, or of a regular expression."""
ODD = (
    *(
        "",
        "0",
        "1",
        "-1",
        "9" * 30,
        "1e9",
        "½",
        "\x00",
        "%",
        "%00",
        "'",
        '"',
        "\\",
        "/",
        "..",
        "<b>",
    ),
    *("2026-02-30", "9999-12-31", "null", "[]", "{}", "a\r\nb: c", "\ud800", "\u202e", "ß" * 200),
    *("admin", "de", "en", "xx", "received", "all", "newest", "-pk", "id__in", "name__regex"),
)
NAMES = (
    *("q", "p", "page", "o", "e", "all", "next", "language", "posting", "stage", "order", "view"),
    *(
        "column",
        "read",
        "tag",
        "with",
        "kind",
        "done",
        "token",
        "edition",
        "email",
        "name",
        "action",
    ),
    *("_changelist_filters", "_popup", "_to_field", "_selected_action", "select_across", "index"),
    *("app_label", "model_name", "field_name", "term", "file-name", "file-size", "file-kind"),
    *("reason", "note", "to", "template", "step", "key", "offset", "answer", "proposal", "date"),
)
HEADERS = (
    *("Accept-Language", "Accept", "User-Agent", "Referer", "Origin", "Host", "Range", "Cookie"),
    *("If-Modified-Since", "If-None-Match", "X-Forwarded-For", "X-Requested-With", "Upload-Offset"),
)
METHODS = ("GET", "GET", "GET", "POST", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
TYPES = (
    "application/json",
    "text/plain",
    "multipart/form-data",
    "x/y",
    "multipart/form-data; boundary=",
)


def to_header(text: str) -> str:
    """What a server can hand on of it."""
    return text.encode("latin-1", "ignore").decode("latin-1").replace("\r", "").replace("\n", "")


value = st.sampled_from(ODD) | st.text(max_size=20) | st.integers(0, 12).map(str)
pairs = st.lists(st.tuples(st.sampled_from(NAMES) | st.text(max_size=8), value), max_size=5)
headers = st.dictionaries(st.sampled_from(HEADERS), value.map(to_header), max_size=3)


def bodies() -> st.SearchStrategy[tuple[bytes, str]]:
    form = pairs.map(
        lambda fields: (
            urlencode(fields, errors="replace").encode(),
            "application/x-www-form-urlencoded",
        )
    )
    return form | st.tuples(st.binary(max_size=60), st.sampled_from(TYPES))


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        path = before + str(pattern.pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, path)
        else:
            yield path


def rows() -> list[str]:
    """Keys and names of what there is, so that pages are reached and not only their 404."""
    posting = published()
    application = ApplicationFactory(posting=posting)
    team_member(application)
    application.decisions.create(to_stage="interview", at=timezone.now())
    return [
        *map(str, (posting.pk, posting.public_id, application.pk, application.documents.get().pk)),
        *(application_token(application), application.reference),
    ]


@pytest.fixture
def examples(request: pytest.FixtureRequest) -> int:
    return BY_NIGHT if request.config.getoption("nightly") else BY_DAY


def close_answer(answer: Any) -> None:
    """With its file if it has one; the connection of the test, which a server would close, stays open."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


def test_no_request_is_a_fault_of_ours(examples: int) -> None:
    known = rows()
    clients = [browser(), browser(person("root", is_superuser=True)), browser(hr_manager())]
    paths = sorted(set(addresses(get_resolver().url_patterns)))
    seen: set[int] = set()

    def fill(path: str, data: st.DataObject) -> str:
        part = st.sampled_from(known) | value
        return PLACE.sub(lambda _place: data.draw(part), path)

    @settings(
        max_examples=examples,
        derandomize=examples == BY_DAY,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def send(data: st.DataObject) -> None:
        path = "/" + quote(
            fill(data.draw(st.sampled_from(paths)), data), safe="/-.", errors="replace"
        )
        query = urlencode(data.draw(pairs), errors="replace")
        client: Client = data.draw(st.sampled_from(clients))
        client.raise_request_exception = False
        method = data.draw(st.sampled_from(METHODS))
        more: dict[str, Any] = {"headers": data.draw(headers)}
        if method in {"GET", "HEAD", "OPTIONS"}:
            body = b""
        else:
            body, more["content_type"] = data.draw(bodies())
        with transaction.atomic():
            answer = client.generic(method, f"{path}?{query}", body, **more)
            close_answer(answer)
            transaction.set_rollback(True)
        seen.add(answer.status_code)
        assert answer.status_code < 500, (method, path, query)

    send()
    assert seen >= {200, 302, 403, 404}
