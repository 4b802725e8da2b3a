"""Who may open the pages beside the editor, and that looking changes nothing."""

import pytest
from django.test import Client

from careers.models import Posting
from careers.status.lifecycle import read_state
from tests.careers.admin.test_posting_actions import columns, page
from tests.careers.factories import PostingFactory, closed, published
from tests.config.people import browser, hr_manager, person, team_member

pytestmark = pytest.mark.django_db
MOVES = ("publish", "extend", "close", "reopen", "duplicate")
SERVER_FAULT = 500
FOR_READERS = ("changes", "preview")
ANSWERS = {
    "anonymous": "302 302",
    "no staff": "302 302",
    "no right": "404 404",
    "foreign team": "404 404",
    "own team": "403 200",
    "editor": "200 200",
    "hr": "200 200",
}
"""Status of a move, then of a page for readers."""


def visitors(posting: Posting) -> dict[str, Client]:
    own = team_member()
    posting.hiring_team.add(own)
    return {
        "anonymous": browser(),
        "no staff": browser(person("nina", is_staff=False)),
        "no right": browser(person("nora")),
        "foreign team": browser(team_member("tim")),
        "own team": browser(own),
        "editor": browser(person("edda", "Editors")),
        "hr": browser(hr_manager()),
    }


def codes(posting: Posting, name: str, method: str = "get") -> dict[str, int]:
    clients = visitors(posting).items()
    return {
        who: getattr(client, method)(page(posting, name)).status_code for who, client in clients
    }


@pytest.mark.parametrize("name", MOVES)
def test_moves_are_for_those_who_may_change_postings(name: str) -> None:
    expected = {who: int(answer.split()[0]) for who, answer in ANSWERS.items()}
    assert codes(published(), name) == expected


@pytest.mark.parametrize("name", FOR_READERS)
def test_comparison_and_preview_are_for_those_who_may_read_the_posting(name: str) -> None:
    expected = {who: int(answer.split()[1]) for who, answer in ANSWERS.items()}
    assert codes(published(), name) == expected


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", [*MOVES, *FOR_READERS, "history", "change", "delete"])
def test_post_to_any_page_is_no_fault(name: str) -> None:
    """Without the transaction around a test: a lock outside of one is a fault."""
    posting = published()
    for who, client in visitors(posting).items():
        assert (who, client.post(page(posting, name)).status_code < SERVER_FAULT) == (who, True)


@pytest.mark.parametrize("name", MOVES)
def test_nobody_else_moves_a_posting(name: str) -> None:
    posting = closed() if name == "reopen" else published()
    state, clients = read_state(posting), visitors(posting)
    refused = ("anonymous", "no staff", "no right", "foreign team", "own team")
    for who in refused:
        clients[who].post(page(posting, name), {"languages": ["de"], "reason": "x"})
    assert (read_state(posting), posting.editions.count(), Posting.objects.count()) == (state, 1, 1)


@pytest.mark.parametrize("who", ["editor", "hr"])
def test_editors_and_hr_managers_move_postings(who: str) -> None:
    posting = published()
    client = visitors(posting)[who]
    client.post(page(posting, "close"), {"reason": "filled"})
    client.post(page(posting, "duplicate"))
    assert (read_state(posting), Posting.objects.count()) == ("closed", 2)


def test_whoever_may_not_add_postings_does_not_duplicate() -> None:
    editor = person("edda", "Editors")
    editor.groups.get().permissions.remove(
        *editor.groups.get().permissions.filter(codename="add_posting")
    )
    posting = PostingFactory()
    assert browser(editor).post(page(posting, "duplicate")).status_code == 403
    assert browser(editor).get(page(posting, "publish")).status_code == 200


@pytest.mark.parametrize("name", [*MOVES, *FOR_READERS])
def test_looking_changes_nothing(name: str) -> None:
    posting = closed() if name == "reopen" else published()
    before = columns(posting)
    assert browser(hr_manager()).get(page(posting, name)).status_code == 200
    assert columns(posting) == before
    assert (posting.editions.count(), Posting.objects.count()) == (1, 1)


def test_team_that_reads_is_not_led_to_publishing() -> None:
    tom, posting = team_member(), published()
    posting.hiring_team.add(tom)
    target = f'href="{page(posting, "publish")}"'
    answers = [browser(who).get(page(posting, "changes")).text for who in (tom, hr_manager())]
    assert [target in text for text in answers] == [False, True]
