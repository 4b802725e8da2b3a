"""The outbox in the admin: what each may see of it, and what its buttons do."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from applications.enums import Stage
from applications.models import Application, Exclusion
from hiring.enums import DecisionState, OutgoingState
from hiring.models import Decision, OutgoingMail
from hiring.services.decisions import Choice, decide
from tests.applications.factories import (
    ApplicationFactory,
    editor,
    hr_manager,
    team_member,
)
from tests.applications.site import page, words
from tests.hiring.factories import NOW, letter, rejection_reason, waiting_mail

pytestmark = pytest.mark.django_db
LIST = "admin:hiring_outgoingmail_changelist"
ACTION = {"action": "send_selected", "select_across": "0"}


@pytest.fixture
def hr(client: Client) -> Client:
    client.force_login(hr_manager())
    return client


def rejected() -> Decision:
    return decide(
        application=ApplicationFactory(),
        choice=Choice(Stage.REJECTED, rejection_reason()),
        letter=letter(),
        actor=None,
        now=NOW,
    )


def url(name: str, mail: OutgoingMail) -> str:
    return reverse(f"admin:hiring_outgoingmail_{name}", args=[mail.pk])


def press(client: Client, mail: OutgoingMail, step: str) -> None:
    assert client.post(url("step", mail), {"step": step}).status_code == 302
    mail.refresh_from_db()


def test_list_shows_what_has_not_ended(hr: Client) -> None:
    waiting_mail(subject="Wartet")
    sent = waiting_mail(subject="Gesendet")
    OutgoingMail.objects.filter(pk=sent.pk).update(state=OutgoingState.SENT, ended_at=NOW)
    text = words(page(hr.get(reverse(LIST))).tree.select_one("#result_list"))
    assert ("Wartet" in text, "Gesendet" in text) == (True, False)
    everything = words(
        page(hr.get(reverse(LIST), {"state": "all"})).tree.select_one("#result_list")
    )
    assert ("Wartet" in everything, "Gesendet" in everything) == (True, True)


def test_waiting_mail_is_edited(hr: Client) -> None:
    mail = waiting_mail()
    words = {"subject": "Neu", "body": "Anders.", "send_after": "24.11.2026 08:00"}
    assert hr.post(url("change", mail), words).status_code == 302
    mail.refresh_from_db()
    assert (mail.subject, mail.body) == ("Neu", "Anders.")
    assert mail.send_after == NOW + timedelta(hours=20)


def test_mail_without_words_is_shown_again_with_what_was_typed(hr: Client) -> None:
    mail = waiting_mail()
    answer = hr.post(url("change", mail), {"subject": "Neu", "body": "", "send_after": "morgen"})
    assert answer.status_code == 422
    assert answer.context["form"]["subject"].value() == "Neu"
    mail.refresh_from_db()
    assert mail.subject == "Ihre Bewerbung"


def test_taking_a_mail_back_takes_its_decision_back(hr: Client) -> None:
    decision = rejected()
    assert decision.mail
    press(hr, decision.mail, "take_back")
    decision.refresh_from_db()
    assert (decision.state, decision.mail.state) == (
        DecisionState.TAKEN_BACK,
        OutgoingState.CANCELLED,
    )


def test_failed_mail_is_settled_in_another_way(hr: Client) -> None:
    decision = rejected()
    assert decision.mail
    OutgoingMail.objects.update(state=OutgoingState.REFUSED, answer="550 no")
    press(hr, decision.mail, "told")
    decision.refresh_from_db()
    assert (decision.state, decision.announcement) == (DecisionState.ANNOUNCED, "other_way")
    assert Application.objects.get().stage == Stage.REJECTED


def test_doubtful_mail_that_arrived_announces_its_decision(hr: Client) -> None:
    decision = rejected()
    assert decision.mail
    OutgoingMail.objects.update(state=OutgoingState.DOUBTFUL)
    press(hr, decision.mail, "arrived")
    assert decision.mail.state == OutgoingState.SENT
    assert (Application.objects.get().stage, decision.application.letters.count()) == (
        Stage.REJECTED,
        1,
    )


@pytest.mark.parametrize("step", ["arrived", "told"])
def test_waiting_mail_is_not_settled(hr: Client, step: str) -> None:
    mail = waiting_mail()
    press(hr, mail, step)
    assert mail.state == OutgoingState.WAITING


def test_several_are_sent_after_a_question_that_says_how_many(hr: Client) -> None:
    mails = [waiting_mail(), waiting_mail(), waiting_mail()]
    chosen = ACTION | {"_selected_action": [mail.pk for mail in mails[:2]]}
    asked = hr.post(reverse(LIST), chosen)
    assert asked.context["count"] == 2
    assert OutgoingMail.objects.filter(send_after=mails[0].send_after).count() == 3
    hr.post(reverse(LIST), chosen | {"confirmed": "yes"})
    assert OutgoingMail.objects.filter(send_after=mails[0].send_after).get() == mails[2]


def team_of(mail: OutgoingMail) -> User:
    return team_member(mail.application)


def excluded_manager(mail: OutgoingMail) -> User:
    user = hr_manager()
    Exclusion.objects.create(application=mail.application, user=user, at=NOW)
    return user


@pytest.mark.parametrize(
    ("make_user", "expected"),
    [
        (lambda mail: hr_manager(), 200),
        (excluded_manager, 404),
        (team_of, 403),
        (lambda mail: team_member(ApplicationFactory()), 404),
        (lambda mail: editor(), 404),
    ],
    ids=["manager", "excluded", "team", "other team", "editor"],
)
def test_page_and_buttons_are_for_those_who_handle_the_application(
    client: Client, make_user: Callable[[OutgoingMail], User], expected: int
) -> None:
    mail = waiting_mail()
    client.force_login(make_user(mail))
    assert client.get(url("change", mail)).status_code == expected
    answer = client.post(url("step", mail), {"step": "send"})
    assert answer.status_code == (302 if expected == 200 else expected)
    mail.refresh_from_db()
    assert (mail.send_after == letter().send_after) == (expected != 200)


def test_anonymous_visitors_sign_in_first(client: Client) -> None:
    answer = client.get(url("change", waiting_mail()))
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (
        302,
        reverse("admin:login"),
    )


@pytest.mark.parametrize("count", [1, 3])
def test_list_has_a_constant_number_of_queries(
    hr: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        waiting_mail()
    hr.get(reverse(LIST))
    with django_assert_num_queries(6):
        hr.get(reverse(LIST))


def test_what_was_typed_is_saved_before_the_mail_is_sent(hr: Client) -> None:
    mail = waiting_mail()
    typed = {"subject": "Neu", "body": "Anders als zuvor.", "send_after": "24.11.2027 08:00"}
    hr.post(url("change", mail), typed | {"step": "send"})
    mail.refresh_from_db()
    assert (mail.subject, mail.body) == ("Neu", "Anders als zuvor.")
    assert mail.send_after < timezone.now()


def test_letter_in_the_wrong_language_is_asked_about(hr: Client) -> None:
    mail = waiting_mail()
    text = "We are sorry that we cannot offer you this position, and we wish you all the best."
    typed = {"subject": "Your application", "body": text, "send_after": "24.11.2027 08:00"}
    assert hr.post(url("change", mail), typed).status_code == 422
    assert hr.post(url("change", mail), typed | {"language_confirmed": "on"}).status_code == 302
    mail.refresh_from_db()
    assert mail.body == text
