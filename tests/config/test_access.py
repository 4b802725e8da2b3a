"""The access matrix: every address has a row, and by every method lets in whom it says, and nobody else."""

from collections.abc import Iterator
from http import HTTPStatus
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from tests.config.access_rows import ROWS
from tests.config.access_scene import WHO, Arguments, set_scene, visitors
from tests.config.people import browser

pytestmark = pytest.mark.django_db
APPLICATION_STAFF = ("admin:applications_", "admin:hiring_")
"""By team; their rows are in tests/hiring/access_rows.py."""
EVERYTHING_ELSE = "admin:"
"""Django's pattern for what no other fits; it is asked for by nonsense below."""
SIGN_IN = "/staff/login/?next="
OTHER_METHODS = ("PUT", "HEAD", "PATCH", "DELETE", "OPTIONS", "TRACE")
"""By night, for everybody; PUT for those who have no right to anything stands for them."""
WITHOUT_RIGHTS = ("anonymous", "no staff", "no right")
AT_NIGHT = pytest.mark.nightly("tests/config/test_access.py::test_no_other_method_lets_anybody_in")
ADVICE = (
    "Each address needs a row in tests/config/access_rows.py, such as\n"
    '    "{name}": Row("posting", GET, POST),\n'
    "where GET and POST are the answers to {who}. Without a row: {lacking}"
)


def names(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern.url_patterns, inner)
        else:
            yield f"{prefix}{pattern.name or ''}"


def addresses() -> set[str]:
    found = set(names(get_resolver().url_patterns)) - {EVERYTHING_ELSE}
    return {name for name in found if not name.startswith(APPLICATION_STAFF)}


def ask(client: Client, method: str, path: str) -> int:
    """The status; what was changed is undone, and so is a signing-out."""
    cookies = {name: cookie.value for name, cookie in client.cookies.items()}
    with transaction.atomic():
        answer = client.generic(method, path)
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)
    return status_of(answer)


def status_of(answer: HttpResponse) -> int:
    """Of an answer to OPTIONS that only names methods: as if it were refused."""
    if answer.streaming:
        answer.getvalue()  # closes the file
    elif "Allow" in answer and not answer.content:
        return HTTPStatus.METHOD_NOT_ALLOWED
    return answer.status_code


def ask_all(clients: dict[str, Client], method: str, path: str) -> str:
    return " ".join(f"{ask(client, method, path):d}" for client in clients.values())


def path_of(name: str, scene: dict[str, Arguments]) -> str:
    with override("en"):
        return reverse(name, kwargs=scene[ROWS[name].about])


def test_every_address_has_its_row() -> None:
    lacking = sorted(addresses() - set(ROWS))
    assert not lacking, ADVICE.format(name=lacking[0], who=", ".join(WHO), lacking=lacking)
    assert set(ROWS) - addresses() == set()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_address_answers_as_its_row_says(method: str) -> None:
    scene, clients = set_scene(), visitors()
    said = {name: row.get if method == "GET" else row.post for name, row in ROWS.items()}
    found = {name: ask_all(clients, method, path_of(name, scene)) for name in ROWS}
    assert {name: answer for name, answer in found.items() if answer != said[name]} == {}


@pytest.mark.parametrize(
    ("method", "people"),
    [
        pytest.param("PUT", WITHOUT_RIGHTS, id="PUT without rights"),
        *(pytest.param(method, WHO, id=method, marks=AT_NIGHT) for method in OTHER_METHODS),
    ],
)
def test_no_other_method_lets_anybody_in(method: str, people: tuple[str, ...]) -> None:
    """It is answered as GET or POST are for the same person, with 405, or as what is not there."""
    scene, clients = set_scene(), visitors()
    wrong = {}
    for name, row in ROWS.items():
        path = path_of(name, scene)
        said = dict(zip(WHO, zip(row.get.split(), row.post.split(), strict=True), strict=True))
        for who in people:
            answer = f"{ask(clients[who], method, path):d}"
            if answer not in {*said[who], "404", "405"}:
                wrong[name, who] = answer
    assert wrong == {}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_no_pattern_fits_is_not_there(method: str) -> None:
    clients = visitors()
    assert ask_all(clients, method, "/nonsense/") == " ".join(["404"] * len(WHO))
    assert ask_all(clients, method, "/admin/nonsense/") == "302 302 404 404 404 404 404"


def test_anonymous_visitors_are_sent_to_sign_in() -> None:
    scene, stranger = set_scene(), browser()
    paths = [path_of(name, scene) for name in ROWS if name.startswith("admin:")]
    ends = {path: stranger.get(path, follow=True).redirect_chain[-1][0] for path in paths}
    assert {path: end for path, end in ends.items() if not end.startswith(SIGN_IN)} == {}
