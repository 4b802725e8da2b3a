"""The start page: what waits for whom, and nothing of what is not theirs."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from applications.enums import DocumentKind, HoldReason, Stage
from applications.models import Application, DocumentRequest, Exclusion, MailDelivery
from applications.services.copy_requests import request_full_copy
from careers.models import Posting
from hiring.enums import Verdict
from hiring.models import AnswerVerdict, OutgoingMail, ReadMark
from hiring.services.decisions import Choice, prepare_decision
from hiring.waiting.capped_counts import count_up_to, words_for_number
from hiring.waiting.start_items import ITEMS
from hiring.waiting.start_page import parts_of, read_start_page
from tests.applications.factories import (
    ApplicationFactory,
    StaffFactory,
    editor,
    hr_manager,
    team_member,
)
from tests.careers.factories import PostingFactory, published
from tests.config.people import browser
from tests.hiring.factories import rejection_reason, waiting_mail

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)
frozen = time_machine.travel(NOW, tick=False)


def posting(**fields: Any) -> Posting:
    return published(**{"answer_days": 14, "now": NOW - 300 * A_DAY} | fields)


def applied(days_ago: int = 1, **fields: Any) -> Application:
    """Read already by nobody; promised an answer within 14 days."""
    where = fields.pop("posting", None) or posting()
    return ApplicationFactory(
        posting=where, submitted_at=NOW - days_ago * A_DAY, cv=False, **fields
    )


def numbers(user: User) -> dict[str, str]:
    """What the page says in English, by the names of ITEMS."""
    with override("en"):
        lines = {line.words: line for group in read_start_page(user, NOW) for line in group.lines}
        names = {
            str(item.words % {"number": number}): name
            for name, item in ITEMS.items()
            for number in (1, 2)
        }
    return {names[words]: f"{line.number} {line.note}".strip() for words, line in lines.items()}


def everything(count: int = 1) -> Application:
    """Of everything that can wait so many, all in one posting; the first application."""
    where = posting(closes_at=NOW + 5 * A_DAY)
    for number in range(count):
        applied(1, posting=where)
        applied(12, posting=where)
        applied(20 + number, posting=where)
        ask(applied(2, posting=where, stage=Stage.INTERVIEW), answered=True)
        old = posting()
        applied(290, posting=old, stage=Stage.INTERVIEW)
        applied(255, posting=old, stage=Stage.INTERVIEW)
        prepare_decision(
            application=applied(3, posting=where),
            choice=Choice(Stage.REJECTED, rejection_reason()),
            actor=None,
            now=NOW,
        )
        for state in ("refused", "doubtful", "waiting"):
            mail = waiting_mail(applied(3, posting=where, stage=Stage.INTERVIEW))
            OutgoingMail.objects.filter(pk=mail.pk).update(state=state)
        MailDelivery.objects.create(
            kind="receipt",
            application=applied(3, posting=where, stage=Stage.INTERVIEW),
            refused_at=NOW,
            answer="550 No such mailbox",
        )
        ask(applied(3, posting=where, stage=Stage.INTERVIEW), answered=False)
        keep(applied(200, posting=old), months=6)
        keep(applied(200, posting=old), months=9, hold_reason=HoldReason.CLAIM)
        request_full_copy(application=applied(3, posting=where, stage=Stage.INTERVIEW), now=NOW)
        stale = PostingFactory()
        Posting.objects.filter(pk=stale.pk).update(updated_at=NOW - 20 * A_DAY)
    first = where.applications.order_by("pk").first()
    assert first is not None
    return first


def keep(application: Application, *, months: int, **fields: Any) -> None:
    at = NOW - months * 30 * A_DAY
    values = {"stage": Stage.REJECTED, "decided_at": at} | fields
    Application.objects.filter(pk=application.pk).update(**values)


def ask(application: Application, *, answered: bool) -> DocumentRequest:
    return DocumentRequest.objects.create(
        application=application,
        kind=DocumentKind.CERTIFICATE,
        at=NOW - A_DAY,
        answered_at=NOW if answered else None,
    )


@frozen
def test_hr_managers_see_everything() -> None:
    everything()
    assert numbers(hr_manager()) == {
        "late": "1 the longest for 6 days",
        "soon": "1 the first in 2 days",
        "undecided": "1",
        "undecided_soon": "1",
        "copies": "1 30 days left",
        "unread": "13",
        "documents": "1",
        "outstanding": "1",
        "erased_soon": "1",
        "held": "1",
        "refused": "1",
        "automatic": "1",
        "doubtful": "1",
        "pending": "1",
        "waiting": "1",
        "ending": "1",
        "stale": "1",
    }


@frozen
def test_editors_see_postings_only() -> None:
    everything()
    assert numbers(editor()) == {"ending": "1", "stale": "1"}


@frozen
def test_hiring_team_sees_what_is_theirs_and_counts_nothing_foreign() -> None:
    everything()
    mine = applied(12)
    assert numbers(team_member(mine)) == {"soon": "1 the first in 2 days", "unread": "1"}


@frozen
def test_hiring_team_learns_nothing_of_decisions_and_mails_of_its_own_postings() -> None:
    first = everything()
    assert numbers(team_member(first)) == {
        "late": "1 the longest for 6 days",
        "soon": "1 the first in 2 days",
        "unread": "11",
        "documents": "1",
        "outstanding": "1",
        "ending": "1",
    }


@frozen
def test_excluded_people_see_no_number_of_it() -> None:
    application = applied(20)
    member, hanna = team_member(application), hr_manager()
    for user in (member, hanna):
        Exclusion.objects.create(application=application, user=user, at=NOW)
    assert (numbers(member), numbers(hanna)) == ({}, {})


@frozen
def test_who_may_nothing_sees_nothing() -> None:
    everything()
    assert numbers(StaffFactory()) == {}


@frozen
def test_unread_is_what_i_have_not_opened_myself() -> None:
    application, hanna = applied(), hr_manager()
    ReadMark.objects.create(application=application, user=hr_manager(), at=NOW)
    assert numbers(hanna) == {"unread": "1"}
    ReadMark.objects.create(application=application, user=hanna, at=NOW)
    assert numbers(hanna) == {}


@frozen
def test_documents_wait_until_somebody_said_whether_they_are_right() -> None:
    hanna = hr_manager()
    applications = [applied(stage=Stage.INTERVIEW) for _ in range(2)]
    requests = [ask(applications[0], answered=True), ask(applications[1], answered=False)]
    assert numbers(hanna)["documents"] == "1"
    AnswerVerdict.objects.create(request=requests[0], verdict=Verdict.ACCEPTED, at=NOW)
    assert "documents" not in numbers(hanna)


@frozen
@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        (10, {}),
        (11, {"soon": "1 the first in 3 days"}),
        (13, {"soon": "1 the first in one day"}),
        (14, {"soon": "1 the first today"}),
        (15, {"late": "1 the longest for one day"}),
    ],
)
def test_promised_days_come_near_and_pass(days_ago: int, expected: dict[str, str]) -> None:
    application, hanna = applied(days_ago), hr_manager()
    ReadMark.objects.create(application=application, user=hanna, at=NOW)
    assert numbers(hanna) == expected


@frozen
def test_counting_ends_somewhere() -> None:
    for _ in range(3):
        applied()
    every = {"every": Application.objects.all()}
    found = [count_up_to(hr_manager(), every, most)["every"] for most in (1, 2, 3)]
    assert found == [2, 3, 3]
    assert [words_for_number(number, 2) for number in found] == ["2", "2+", "2+"]


@frozen
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("role", "queries"), [("hr", 11), ("editor", 5), ("team", 6)])
def test_queries_do_not_depend_on_how_much_waits(
    django_assert_num_queries: DjangoAssertNumQueries, role: str, queries: int, count: int
) -> None:
    first = everything(count)
    user = {"hr": hr_manager, "editor": editor, "team": lambda: team_member(first)}[role]()
    client = browser(user)
    with django_assert_num_queries(queries):
        assert client.get("/admin/").status_code == 200


@frozen
def test_every_line_leads_to_a_list_of_as_many() -> None:
    everything(2)
    hanna = hr_manager()
    client = browser(hanna)
    for group in read_start_page(hanna, NOW):
        for line in group.lines:
            answer = client.get(line.url)
            assert answer.status_code == 200, line
            assert shown(answer.context) == int(line.number), line


def shown(context: Any) -> int:
    """How many the list says it has."""
    if "cl" in context:
        return int(context["cl"].result_count)
    if "due" in context:
        return len(context["due"])
    return len(context["rows"])


@frozen
def test_page_without_anything_is_pleasant_and_tables_are_one_click_away() -> None:
    client = browser(hr_manager())
    text = client.get("/admin/").text
    assert ("Nothing waits for you." in text, reverse("admin:tables") in text) == (True, True)
    everything()
    assert "Nothing waits for you." not in client.get("/admin/").text
    tables = client.get(reverse("admin:tables"))
    assert [app["app_label"] for app in tables.context["app_list"]] == [
        "applications", "hiring", "careers", "staff",
    ]  # fmt: skip


@frozen
def test_counts_are_made_in_three_queries() -> None:
    everything()
    hanna = User.objects.get(pk=hr_manager().pk)
    assert hanna.has_perm("applications.view_application")
    with CaptureQueriesContext(connection) as captured:
        read_start_page(hanna, NOW)
    assert len(captured) == 3


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("missing", "document_missing"),
        ("harmful", "document_withheld_by_state"),
        ("unchecked", "document_withheld_by_state"),
    ],
)
def test_what_few_documents_have_is_counted_by_an_index(name: str, index: str) -> None:
    """Of hundreds of thousands; that PostgreSQL can use it, for it reads a small table as a whole."""
    applied()
    part = parts_of(StaffFactory(is_superuser=True), NOW)[name]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert index in part.order_by().values("pk").explain()
