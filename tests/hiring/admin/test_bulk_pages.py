"""Deciding about several applications, applying what was noted, closing a posting as filled."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from applications.enums import Stage
from applications.models import Application
from careers.models import Posting
from hiring.enums import DecisionState, Occasion
from hiring.models import Decision, OutgoingMail
from hiring.services.decisions import Choice, prepare_decision
from tests.applications.factories import ApplicationFactory, editor, hr_manager, team_member
from tests.applications.site import page, words
from tests.careers.factories import published
from tests.hiring.factories import NOW, rejection_reason

pytestmark = pytest.mark.django_db
LIST = "admin:applications_application_changelist"
DECISIONS = "admin:hiring_decision_changelist"


@pytest.fixture
def hr(client: Client) -> Client:
    client.force_login(hr_manager())
    return client


def applications(count: int, posting: Posting | None = None) -> list[Application]:
    shared = posting or published()
    return [ApplicationFactory(posting=shared, cv=False) for _ in range(count)]


def selection(action: str, rows: list[Any]) -> dict[str, Any]:
    return {"action": action, "_selected_action": [row.pk for row in rows], "select_across": "0"}


def rejection(**more: str) -> dict[str, str]:
    confirmed = {"confirmed": "yes", "to": "rejected", "reason": str(rejection_reason().pk)}
    return confirmed | more


def states() -> dict[str, int]:
    found = Decision.objects.values_list("state", flat=True)
    return {state: [*found].count(state) for state in {*found}}


def test_selection_is_rejected_with_letters_after_a_question(hr: Client) -> None:
    chosen, other = applications(2), applications(1)
    sent = selection("decide_selected", chosen)
    asked = hr.post(reverse(LIST), sent)
    assert (asked.context["count"], Decision.objects.count()) == (2, 0)
    assert hr.post(reverse(LIST), sent | rejection()).status_code == 302
    assert states() == {DecisionState.DECIDED: 2}
    mails = OutgoingMail.objects.values_list("application", "occasion")
    assert {*mails} == {(one.pk, Occasion.REJECTION) for one in chosen}
    assert not other[0].decisions.exists()


def test_number_of_many_has_to_be_typed(hr: Client) -> None:
    sent = selection("decide_selected", applications(31))
    asked = hr.post(reverse(LIST), sent | rejection(typed_count="30"))
    assert (asked.status_code, Decision.objects.count()) == (422, 0)
    hr.post(reverse(LIST), sent | rejection(typed_count="31"))
    assert states() == {DecisionState.DECIDED: 31}


def test_whole_filter_is_decided_on_and_nothing_outside_of_it(hr: Client) -> None:
    posting = published()
    applications(3, posting)
    applications(1)
    first = posting.applications.first()
    sent = selection("decide_selected", [first]) | {"select_across": "1"}
    url = f"{reverse(LIST)}?posting={posting.pk}"
    hr.post(url, sent | rejection(without_mail="on"))
    assert Application.objects.filter(stage=Stage.REJECTED).count() == 3
    assert posting.applications.filter(stage=Stage.REJECTED).count() == 3


def test_what_came_after_the_question_is_not_decided_on(hr: Client) -> None:
    posting = published()
    applications(2, posting)
    url = f"{reverse(LIST)}?posting={posting.pk}"
    sent = selection("decide_selected", [posting.applications.first()]) | {"select_across": "1"}
    asked = page(hr.post(url, sent))
    newest = asked.tree.select_one("[name=newest]")["value"]
    [late] = applications(1, posting)
    hr.post(url, sent | rejection(without_mail="on", newest=newest))
    late.refresh_from_db()
    assert late.stage != Stage.REJECTED
    assert posting.applications.filter(stage=Stage.REJECTED).count() == 2


def test_refused_ones_keep_the_others_back_from_nothing(hr: Client) -> None:
    rows = [*applications(1), ApplicationFactory(withdrawn=True), *applications(1)]
    answer = hr.post(reverse(LIST), selection("decide_selected", rows) | rejection(), follow=True)
    assert states() == {DecisionState.DECIDED: 2}
    assert str(rows[1].reference) in answer.text


def test_noted_decisions_are_applied_at_once(hr: Client) -> None:
    rows = applications(3)
    hr.post(reverse(LIST), selection("decide_selected", rows[:2]) | rejection(pending="yes"))
    prepare_decision(application=rows[2], choice=Choice(Stage.INTERVIEW), actor=None, now=NOW)
    assert states() == {DecisionState.PENDING: 3}
    chosen = selection("apply_selected", list(Decision.objects.all()))
    assert hr.post(reverse(DECISIONS), chosen).context["count"] == 3
    hr.post(reverse(DECISIONS), chosen | {"confirmed": "yes"})
    assert states() == {DecisionState.DECIDED: 3}
    occasions = OutgoingMail.objects.values_list("occasion", flat=True)
    assert sorted(occasions) == [Occasion.INVITATION, Occasion.REJECTION, Occasion.REJECTION]


def test_closing_as_filled_answers_those_who_wait_and_nobody_else(hr: Client) -> None:
    posting = published()
    waiting = applications(2, posting)
    ApplicationFactory(posting=posting, hired=True)
    answered = applications(1, posting)[0]
    hr.post(reverse(LIST), selection("decide_selected", [answered]) | rejection())
    url = reverse("admin:hiring_decision_fill", args=[posting.pk])
    assert hr.get(url).context["count"] == 2
    hr.post(url, {"without_mail": ""})
    posting.refresh_from_db()
    assert posting.closed_at is not None
    filled = OutgoingMail.objects.filter(occasion=Occasion.POSTING_FILLED)
    assert {mail.application for mail in filled} == {*waiting}
    assert {one.reason.slug for one in Decision.objects.filter(application__in=waiting)} == {
        "filled"
    }


def test_closing_as_filled_twice_answers_once(hr: Client) -> None:
    posting = published()
    applications(2, posting)
    url = reverse("admin:hiring_decision_fill", args=[posting.pk])
    hr.post(url, {"typed_count": ""})
    hr.post(url, {"typed_count": ""})
    assert OutgoingMail.objects.count() == 2


def test_pages_are_for_those_who_decide(client: Client) -> None:
    posting = published()
    row = applications(1, posting)[0]
    pages = []
    for user in (team_member(row), team_member(ApplicationFactory()), editor()):
        client.force_login(user)
        sent = selection("decide_selected", [row]) | rejection()
        client.post(reverse(LIST), sent)
        fill = reverse("admin:hiring_decision_fill", args=[posting.pk])
        pages.append((client.get(fill).status_code, client.get(reverse(DECISIONS)).status_code))
    assert pages == [(403, 403), (404, 403), (404, 403)]
    assert Decision.objects.count() == 0


def test_list_of_decisions_is_read_in_the_language_of_the_staff(hr: Client) -> None:
    [row], reason = applications(1), rejection_reason()
    choice = Choice(Stage.REJECTED, reason)
    prepare_decision(application=row, choice=choice, actor=hr_manager(), now=NOW)
    reasons = {}
    for code in ("de", "en"):
        hr.cookies[settings.LANGUAGE_COOKIE_NAME] = code
        [cell] = page(hr.get(reverse(DECISIONS))).tree.select("td.field-why")
        reasons[code] = words(cell)
    assert reasons == {"de": reason.name_de, "en": reason.name_en}
