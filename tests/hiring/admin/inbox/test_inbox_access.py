"""Who reaches what of the inbox: each address, each person, and nothing that leaks beside."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from applications.models import Application, Exclusion
from hiring.models import HiringRecord, InboxColumns, SavedFilter
from tests.applications.factories import (
    ApplicationFactory,
    StaffFactory,
    editor,
    hr_manager,
    team_member,
)
from tests.careers.factories import published
from tests.hiring.factories import NOW

pytestmark = pytest.mark.django_db
LIST = "admin:applications_application_changelist"
SECRET = "Geheimnis"


@pytest.fixture
def secret() -> Application:
    return ApplicationFactory(
        name=f"Zoé {SECRET}",
        email="zoe@example.org",
        cv=False,
        posting=published(title_de=f"Stelle {SECRET}"),
    )


def excluded_member(application: Application) -> User:
    user = team_member(application)
    Exclusion.objects.create(application=application, user=user, at=NOW)
    return user


def other_team(application: Application) -> User:
    return team_member(ApplicationFactory(cv=False))


PEOPLE: dict[str, Callable[[Application], User | None]] = {
    "anonymous": lambda _application: None,
    "no right": lambda _application: StaffFactory(),
    "editor": lambda _application: editor(),
    "other team": other_team,
    "excluded member": excluded_member,
    "this team": team_member,
    "HR": lambda _application: hr_manager(),
}
PAGES = {
    "list": "302 403 403 200 200 200 200",
    "board": "302 403 403 200 200 200 200",
    "list of the posting": "302 403 403 404 200 200 200",
    "board of the posting": "302 403 403 404 200 200 200",
    "move": "302 404 404 404 404 403 200",
    "save a filter": "302 403 403 302 302 302 302",
    "save a filter of the posting": "302 403 403 404 302 302 302",
    "change a filter": "302 403 403 404 404 404 404",
    "columns": "302 403 403 302 302 302 302",
}


def answer(client: Client, name: str, application: Application) -> int:
    """The status of one page; those that change something are posted to."""
    posting, filters = application.posting_id, reverse("admin:applications_application_filters")
    somebody = SavedFilter.objects.get_or_create(user=StaffFactory(), name="Mine", query="q=a")[0]
    paths = {
        "list": reverse(LIST),
        "board": f"{reverse(LIST)}?view=board",
        "list of the posting": f"{reverse(LIST)}?posting={posting}",
        "board of the posting": f"{reverse(LIST)}?posting={posting}&view=board",
        "move": reverse("admin:applications_application_board", args=[application.pk]),
        "save a filter": filters,
        "save a filter of the posting": f"{filters}?_changelist_filters=posting%3D{posting}",
        "change a filter": reverse("admin:applications_application_filter", args=[somebody.pk]),
        "columns": reverse("admin:applications_application_columns"),
    }
    if name in {"list", "board", "list of the posting", "board of the posting", "move"}:
        return client.get(paths[name]).status_code
    return client.post(paths[name], {"name": "New"}).status_code


@pytest.mark.parametrize("name", PAGES)
def test_pages_open_for_those_who_may(client: Client, secret: Application, name: str) -> None:
    found = []
    for make in PEOPLE.values():
        client.logout()
        if user := make(secret):
            client.force_login(user)
        found.append(answer(client, name, secret))
    assert " ".join(map(str, found)) == PAGES[name]
    mine = SavedFilter.objects.exclude(name="New")
    assert all(saved.name == "Mine" for saved in mine)


QUERIES = (
    *("", "?q=Geheimnis", "?q=zoe", "?q=@example.org", "?stage=received", "?read=unread"),
    *("?view=board", "?view=board&q=Geheimnis", "?list=reserve", "?order=name"),
)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("who", ["other team", "excluded member"])
def test_nothing_of_what_is_hidden_is_listed_or_counted(
    client: Client, secret: Application, who: str, query: str
) -> None:
    HiringRecord.objects.create(application=secret, is_reserve=True)
    user = PEOPLE[who](secret)
    assert user is not None
    client.force_login(user)
    InboxColumns.objects.create(user=user, names=["email", "reference", "posting"])
    shown = client.get(reverse(LIST) + query).content.decode()
    told = {secret.name, secret.reference, secret.email}
    assert {word for word in told if word in shown.replace("q=", "")} == set()
    with_it = shown
    secret.delete()
    without = client.get(reverse(LIST) + query).content.decode()
    assert numbers(with_it) == numbers(without)


def numbers(html: str) -> list[str]:
    from bs4 import BeautifulSoup

    tree = BeautifulSoup(html, "html.parser")
    return [one.get_text() for one in tree.select(".stage-tabs b, .lane h2 b, .paginator span")]


def test_title_of_a_foreign_posting_is_no_choice(client: Client, secret: Application) -> None:
    client.force_login(other_team(secret))
    assert SECRET not in client.get(reverse(LIST)).content.decode()
    client.force_login(team_member(secret))
    assert SECRET in client.get(reverse(LIST)).content.decode()


def test_saved_filter_gives_no_right(client: Client, secret: Application) -> None:
    user = other_team(secret)
    SavedFilter.objects.create(user=user, name="Old", query=f"posting={secret.posting_id}")
    client.force_login(user)
    shown = client.get(reverse(LIST))
    assert (shown.status_code, "Old" in shown.content.decode()) == (200, True)
    assert client.get(f"{reverse(LIST)}?posting={secret.posting_id}").status_code == 404


def test_selection_reaches_nothing_hidden(client: Client, secret: Application) -> None:
    user = hr_manager()
    Exclusion.objects.create(application=secret, user=user, at=NOW)
    client.force_login(user)
    for across in ("0", "1"):
        sent = {
            "action": "decide_selected",
            "_selected_action": [secret.pk],
            "select_across": across,
        }
        assert client.post(reverse(LIST), sent).status_code == 302  # nothing to ask about


def test_list_changes_nothing_by_a_link(client: Client) -> None:
    client.force_login(hr_manager())
    for name in ("filters", "columns"):
        path = reverse(f"admin:applications_application_{name}")
        assert client.get(path).status_code == 405
