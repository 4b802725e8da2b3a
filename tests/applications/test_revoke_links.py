"""The command for the day on which a mailbox, a backup or a proxy's log has come into wrong hands."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from applications.enums import EventKind
from applications.models import Application
from applications.signed_links import application_path
from tests.applications.factories import ApplicationFactory
from tests.careers.factories import published
from tests.config.people import person

pytestmark = pytest.mark.django_db


def revoke(*arguments: str) -> str:
    out = StringIO()
    call_command("revoke_links", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def ones() -> list[Application]:
    """Two for one posting, one for another."""
    person("anna")
    posting = published()
    return [
        ApplicationFactory(posting=posting),
        ApplicationFactory(posting=posting),
        ApplicationFactory(),
    ]


@pytest.mark.parametrize("way", ["reference", "posting", "all"])
def test_links_of_those_that_were_named_open_nothing(
    client: Client, ones: list[Application], way: str
) -> None:
    paths = [application_path(one, "en") for one in ones]
    assert [client.get(path).status_code for path in paths] == [200, 200, 200]
    chosen = {
        "reference": [ones[0].reference],
        "posting": ["--posting", str(ones[0].posting.public_id)],
        "all": ["--all"],
    }
    said = revoke(*chosen[way], "--by", "anna")
    gone = {"reference": 1, "posting": 2, "all": 3}[way]
    assert said == f"The links of {gone} applications are worthless now.\n"
    assert [client.get(path).status_code for path in paths] == [404] * gone + [200] * (3 - gone)
    fresh = application_path(Application.objects.get(pk=ones[0].pk), "en")
    assert client.get(fresh).status_code == 200


def test_history_says_who_did_it(ones: list[Application]) -> None:
    revoke(ones[0].reference, "--by", "anna")
    event = ones[0].events.get(kind=EventKind.LINKS_REVOKED)
    assert event.by is not None
    assert event.by.username == "anna"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--all", "--posting", "1"],
        ["7KQ4-M2XP", "--all"],
        ["7KQ4-M2XP"],
    ],
)
def test_nothing_is_done_where_it_is_not_clear_to_whom(
    ones: list[Application], arguments: list[str]
) -> None:
    with pytest.raises(CommandError):
        revoke(*arguments, "--by", "anna")
    with pytest.raises(CommandError, match="user name kim"):
        revoke("--all", "--by", "kim")
    assert {one.link_version for one in Application.objects.all()} == {1}
