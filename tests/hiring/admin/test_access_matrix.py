"""Every address of the staff's side of applications, asked by everybody, about what most of them may not see."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from tests.config.test_access import APPLICATION_STAFF, OTHER_METHODS, names, status_of
from tests.hiring.access_rows import ROWS, Row
from tests.hiring.confidential import BLIND, WHO, Scene, set_scene

pytestmark = pytest.mark.django_db
HIDDEN = {
    *("application", "request", "document", "page", "decision", "mail"),
    *("copy", "released copy", "receipt"),
}
"""What of an application an address can be about; for "excluded" and others it is not there."""
AT_NIGHT = pytest.mark.nightly(
    "tests/hiring/admin/test_access_matrix.py::test_no_other_method_lets_anybody_in"
)
ADVICE = (
    "Each address needs a row in tests/hiring/access_rows.py, such as\n"
    '    "{name}": Row("application", GET, POST),\n'
    "where GET and POST are the answers to {who}, and what the address is about "
    "is a key of Scene.keys in tests/hiring/confidential.py. Without a row: {lacking}"
)


def addresses() -> set[str]:
    return {
        name for name in names(get_resolver().url_patterns) if name.startswith(APPLICATION_STAFF)
    }


def ask(client: Client, method: str, path: str, row: Row) -> int:
    """The status; what was changed is undone."""
    with transaction.atomic():
        sent = client.post(path, row.data) if method == "POST" else client.generic(method, path)
        transaction.set_rollback(True)
    return status_of(sent)


def answers(scene: Scene, name: str, method: str) -> str:
    row = ROWS[name]
    path = reverse(name, args=scene.keys.get(row.about, []))
    return " ".join(f"{ask(scene.client(who), method, path, row):d}" for who in WHO)


def test_every_address_has_its_row() -> None:
    lacking = sorted(addresses() - set(ROWS))
    assert not lacking, ADVICE.format(name=lacking[0], who=", ".join(WHO), lacking=lacking)
    assert set(ROWS) - addresses() == set()


def test_every_address_answers_as_its_row_says() -> None:
    scene = set_scene()
    said = {name: (row.get, row.post) for name, row in ROWS.items()}
    found = {name: (answers(scene, name, "GET"), answers(scene, name, "POST")) for name in ROWS}
    assert {name: pair for name, pair in found.items() if pair != said[name]} == {}


def test_what_is_hidden_is_answered_like_what_is_missing() -> None:
    """405 says nothing of an application: whatever is asked there so, is answered so."""
    of_the_blind = [WHO.index(who) for who in BLIND]
    told = {
        (name, answer.split()[place])
        for name, row in ROWS.items()
        for answer in (row.get, row.post)
        for place in of_the_blind
        if row.about in HIDDEN
    }
    assert [cell for cell in told if cell[1] not in {"404", "405"}] == []


@pytest.mark.parametrize(
    "method", ["PUT", *(pytest.param(method, marks=AT_NIGHT) for method in OTHER_METHODS)]
)
def test_no_other_method_lets_anybody_in(method: str) -> None:
    """It is answered as GET or POST are for the same person, with 405, or as what is missing."""
    scene, wrong = set_scene(), {}
    for name, row in ROWS.items():
        found = answers(scene, name, method).split()
        for who, answer, *said in zip(WHO, found, row.get.split(), row.post.split(), strict=True):
            if answer not in {*said, "404", "405"}:
                wrong[name, who] = answer
    assert wrong == {}
