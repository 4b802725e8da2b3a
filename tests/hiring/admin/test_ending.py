"""The page on which HR managers confirm the end of procedures that nobody decided on."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from applications.enums import Stage
from applications.models import Application, Exclusion
from hiring.models import Decision
from hiring.services.ending import note_reminders
from tests.applications.factories import ApplicationFactory, team_member
from tests.applications.site import page, words
from tests.careers.factories import published
from tests.config.people import browser, hr_manager, person
from tests.hiring.factories import not_decided_template, rejection_reason

pytestmark = pytest.mark.django_db
RECEIVED = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
DUE = datetime(2026, 10, 31, 9, 0, tzinfo=UTC)
URL = "/admin/hiring/decision/undecided/"
frozen = time_machine.travel(DUE, tick=False)


@pytest.fixture(autouse=True)
def vocabulary() -> None:
    rejection_reason("not_decided")
    not_decided_template()


def waiting(**fields: Any) -> Application:
    posting = published(now=RECEIVED - timedelta(days=1))
    return ApplicationFactory(
        **{"posting": posting, "submitted_at": RECEIVED, "cv": False} | fields
    )


def ticked(client: Client) -> list[str]:
    tree = page(client.get(URL)).tree
    return [box["value"] for box in tree.select("#result_list input[checked]")]


def confirm(client: Client, rows: list[Application], **more: str) -> Any:
    return client.post(URL, {"application": [row.pk for row in rows], **more}, follow=True)


@frozen
def test_page_is_for_hr_managers() -> None:
    application = waiting()
    people = {
        "anonymous": None,
        "no right": person("nora"),
        "editor": person("edda", "Editors"),
        "team": team_member(application),
        "HR manager": hr_manager(),
    }
    found = {who: browser(user).get(URL).status_code for who, user in people.items()}
    assert found == {
        "anonymous": 302, "no right": 403, "editor": 403, "team": 403, "HR manager": 200,
    }  # fmt: skip
    posted = {who: confirm(browser(people[who]), [application]).status_code for who in people}
    assert posted == {
        "anonymous": 200, "no right": 403, "editor": 403, "team": 403, "HR manager": 200,
    }  # fmt: skip
    assert Decision.objects.get().by == people["HR manager"]


@frozen
def test_all_that_are_due_are_ticked_and_others_are_told_of() -> None:
    due, coming = waiting(), waiting(submitted_at=RECEIVED + timedelta(days=20))
    waiting(submitted_at=RECEIVED + timedelta(days=50))
    client = browser(hr_manager())
    assert ticked(client) == [str(due.pk)]
    tree = page(client.get(URL)).tree
    assert [words(one) for one in tree.select(".waiting section li")] == [
        f"{coming.name} ({coming.reference}), {coming.posting}: due on 20 November 2026"
    ]


@frozen
def test_ticked_ones_end_and_the_others_stay() -> None:
    chosen, other = waiting(), waiting()
    client = browser(hr_manager())
    confirm(client, [chosen])
    decision = Decision.objects.get()
    assert (decision.application, decision.to_stage) == (chosen, Stage.ENDED)
    assert ticked(client) == [str(other.pk)]


@frozen
def test_nothing_ticked_is_said() -> None:
    waiting()
    answer = confirm(browser(hr_manager()), [])
    assert (answer.status_code, Decision.objects.count()) == (422, 0)


@frozen
def test_number_of_many_has_to_be_typed() -> None:
    rows = [waiting() for _ in range(31)]
    client = browser(hr_manager())
    assert confirm(client, rows, typed_count="30").status_code == 422
    assert not Decision.objects.exists()
    confirm(client, rows, typed_count="31")
    assert Decision.objects.count() == 31


@frozen
def test_what_is_not_due_or_not_to_be_seen_ends_by_no_post() -> None:
    hanna = hr_manager()
    early, excluded = waiting(submitted_at=RECEIVED + timedelta(days=9)), waiting()
    Exclusion.objects.create(application=excluded, user=hanna, at=RECEIVED)
    client = browser(hanna)
    assert ticked(client) == []
    confirm(client, [early, excluded])
    assert not Decision.objects.exists()


@frozen
def test_page_says_when_it_happens_by_itself() -> None:
    waiting()
    held = waiting(hold_reason="claim", submitted_at=RECEIVED - timedelta(days=1))
    client = browser(hr_manager())

    def last_column() -> list[str]:
        return [words(row) for row in page(client.get(URL)).tree.select("tbody td:last-child")]

    assert held.hold_reason
    assert last_column() == [
        "not while the legal hold lasts",
        "not yet fixed",
    ]
    note_reminders(DUE)
    assert last_column()[1] == "30 November 2026"


@pytest.mark.parametrize("count", [1, 3])
@frozen
def test_queries_do_not_depend_on_the_number_of_rows(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    client = browser(hr_manager())
    for _ in range(count):
        waiting()
    with django_assert_num_queries(7):
        assert client.get(reverse("admin:hiring_decision_undecided")).status_code == 200
