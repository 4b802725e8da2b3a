"""Lists of what is due: the most urgent first, with the day, under the name of their filter."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from applications.enums import DocumentKind, HoldReason, Stage
from applications.models import Application, DocumentRequest
from hiring.enums import DecisionState
from hiring.models import Decision, InboxColumns
from tests.applications.factories import ApplicationFactory, hr_manager, team_member
from tests.applications.site import page, words
from tests.careers.factories import published
from tests.hiring.desk_site import action_path
from tests.hiring.factories import rejection_reason

pytestmark = pytest.mark.django_db
LIST = "admin:applications_application_changelist"
NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)
frozen = time_machine.travel(NOW, tick=False)


@pytest.fixture
def hr(client: Client) -> Client:
    return as_english(client, hr_manager())


def as_english(client: Client, user: User) -> Client:
    client.force_login(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def applied(name: str, days_ago: int, **fields: object) -> Application:
    """Promised an answer within 14 days."""
    posting = published(answer_days=14, now=NOW - 300 * A_DAY)
    at = NOW - days_ago * A_DAY
    return ApplicationFactory(name=name, posting=posting, submitted_at=at, cv=False, **fields)


def decided(name: str, months_ago: int, **fields: object) -> Application:
    application = applied(name, 200)
    at = NOW - months_ago * 30 * A_DAY
    values = {"stage": Stage.REJECTED, "decided_at": at} | fields
    Application.objects.filter(pk=application.pk).update(**values)
    return application


def tree(client: Client, **given: object) -> BeautifulSoup:
    return page(client.get(reverse(LIST), given)).tree


def cells(shown: BeautifulSoup, column: str) -> list[tuple[str, str]]:
    """Name and cell of each row, from the first to the last."""
    return [
        (words(row.select_one(".field-name a")), words(row.select_one(f".field-{column}")))
        for row in shown.select("#result_list tbody tr")
    ]


@frozen
def test_overdue_ones_come_with_the_oldest_promise_first(hr: Client) -> None:
    applied("Late", 15)
    applied("Latest", 26)
    applied("In time", 3)
    shown = tree(hr, waiting="answer_late")
    assert cells(shown, "promised_on") == [
        ("Latest", "11 Nov 2026, 12 days late"),
        ("Late", "22 Nov 2026, 1 day late"),
    ]
    assert words(shown.select_one("h1")) == "Applications: answer overdue"
    assert shown.select("#changelist-search details[open]") == []
    newest = tree(hr, waiting="answer_late", order="newest")
    assert [name for name, _cell in cells(newest, "promised_on")] == ["Late", "Latest"]


@frozen
def test_heading_is_that_of_the_only_filter(hr: Client) -> None:
    applied("Late", 15)
    both = tree(hr, waiting="answer_late", language="de")
    assert words(both.select_one("h1")) == "Applications"


@frozen
def test_promised_day_is_not_shown_where_the_answer_is_on_its_way(hr: Client) -> None:
    InboxColumns.objects.create(user=User.objects.get(), names=["promised_on"])
    late = applied("Late", 15)
    applied("Answered", 30, stage=Stage.INTERVIEW)
    Decision.objects.create(
        application=late,
        to_stage=Stage.REJECTED,
        reason=rejection_reason(),
        state=DecisionState.DECIDED,
        at=NOW,
    )
    assert tree(hr).select(".field-promised_on") == []


@frozen
def test_page_of_an_overdue_one_says_so_and_since_when(hr: Client) -> None:
    late, in_time = applied("Late", 26), applied("In time", 3)

    def head(application: Application) -> str:
        return words(page(hr.get(action_path("change", application))).tree.select_one(".desk-head"))

    assert "12 days overdue, promised by 11 November 2026" in head(late)
    assert "overdue" not in head(in_time)
    Decision.objects.create(
        application=late,
        to_stage=Stage.REJECTED,
        reason=rejection_reason(),
        state=DecisionState.DECIDED,
        at=NOW,
    )
    assert "overdue" not in head(late)


@frozen
def test_outstanding_documents_are_named_with_their_days(hr: Client, settings: Settings) -> None:
    settings.REQUEST_REMINDER_DAYS = 7
    asked = applied("Asked", 5)
    values = {"application": asked, "kind": DocumentKind.CERTIFICATE, "at": NOW - 3 * A_DAY}
    request = DocumentRequest.objects.create(**values, told_at=NOW - 3 * A_DAY)
    for given in ({"documents": "asked"}, {"waiting": "outstanding"}):
        assert cells(tree(hr, **given), "outstanding") == [
            ("Asked", "Certificate, requested on 20 Nov 2026; reminder on 27 Nov 2026")
        ]
    DocumentRequest.objects.update(reminded_at=NOW - A_DAY)
    [(_name, cell)] = cells(tree(hr, documents="asked"), "outstanding")
    assert cell.endswith("reminded on 22 Nov 2026")
    request.answered_at = NOW
    request.save()
    assert cells(tree(hr, waiting="outstanding"), "outstanding") == []
    assert [name for name, _cell in cells(tree(hr, waiting="documents"), "stage")] == ["Asked"]


@frozen
def test_what_is_erased_soon_or_kept_is_listed_for_those_who_decide(
    hr: Client, client: Client
) -> None:
    decided("Later", 2)
    soon = decided("Soon", 6)
    decided("Held", 12, hold_reason=HoldReason.CLAIM)
    shown = tree(hr, keeping="soon")
    [(name, day)] = cells(shown, "erased_on")
    assert (name, day) == ("Soon", "27 Nov 2026")
    [(name, kept)] = cells(tree(hr, keeping="held"), "erased_on")
    assert (name, kept.startswith("kept: ")) == ("Held", True)
    member = as_english(client, team_member(soon))
    InboxColumns.objects.create(
        user=User.objects.get(groups__name="Hiring team"), names=["erased_on"]
    )
    assert tree(member, keeping="held").select(".field-erased_on, [name=keeping]") == []


@frozen
@pytest.mark.parametrize("count", [1, 3])
def test_lists_of_what_is_due_take_one_number_of_queries(
    hr: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        DocumentRequest.objects.create(
            application=applied(f"Late {number}", 20), kind=DocumentKind.CV, at=NOW
        )
        decided(f"Soon {number}", 6)
    for given in ({"waiting": "answer_late"}, {"documents": "asked"}, {"keeping": "soon"}):
        with django_assert_num_queries(12):
            hr.get(reverse(LIST), given)
