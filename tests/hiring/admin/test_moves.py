"""Deciding about one application from its page."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django import Settings

from applications.enums import Stage
from applications.models import Application, Exclusion, StageChange
from hiring.enums import DecisionState, Occasion, OutgoingState
from hiring.models import Decision, MailTemplate, OutgoingMail
from tests.applications.factories import (
    ApplicationFactory,
    editor,
    hr_manager,
    team_member,
)
from tests.applications.site import page, words
from tests.hiring.factories import NOW, rejection_reason

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr(client: Client) -> Client:
    client.force_login(hr_manager())
    return client


def url(name: str, application: Application) -> str:
    return reverse(f"admin:applications_application_{name}", args=[application.pk])


def rejection(**more: str) -> dict[str, str]:
    return {"to": "rejected", "reason": str(rejection_reason().pk), "note": "Passt nicht", **more}


def errors(answer: object) -> list[str]:
    return [words(one) for one in page(answer).tree.select(".messagelist .error")]


def test_rejection_waits_in_the_outbox_with_the_letter_of_its_occasion(hr: Client) -> None:
    application = ApplicationFactory()
    answer = hr.post(url("move", application), rejection(), follow=True)
    decision = Decision.objects.get()
    assert (decision.state, decision.to_stage, decision.note) == (
        DecisionState.DECIDED,
        Stage.REJECTED,
        "Passt nicht",
    )
    assert decision.mail is not None
    assert (decision.mail.occasion, decision.mail.language) == (Occasion.REJECTION, "de")
    assert application.name in decision.mail.body
    link = reverse("admin:hiring_outgoingmail_change", args=[decision.mail.pk])
    assert link in answer.text
    application.refresh_from_db()
    assert application.stage == Stage.RECEIVED


def test_move_without_a_mail_is_done_at_once(hr: Client) -> None:
    application = ApplicationFactory()
    hr.post(url("move", application), rejection(without_mail="on"))
    change = StageChange.objects.get()
    assert (change.to_stage, change.reason, change.by.groups.get().name) == (
        Stage.REJECTED,
        "Passt nicht",
        "HR managers",
    )
    assert OutgoingMail.objects.count() == 0


def test_decision_is_only_noted_where_that_is_wanted(hr: Client) -> None:
    application = ApplicationFactory()
    hr.post(url("move", application), rejection(pending="yes"))
    assert Decision.objects.get().state == DecisionState.PENDING
    assert OutgoingMail.objects.count() == 0
    assert "vorgemerkt" in words(
        page(hr.get(url("change", application))).tree.select_one("#decision")
    )


def test_why_it_was_noted_is_for_those_with_the_right(hr: Client) -> None:
    """The rest of the staff sees that it was, as in the list; exports and history keep it from them, too."""
    application = ApplicationFactory()
    hr.post(url("move", application), rejection(pending="yes"))
    hr.force_login(team_member(application))
    answer = hr.get(url("change", application))
    assert page(answer).tree.select_one("#decision") is None
    assert "Passt nicht" not in answer.text
    assert "vorgemerkt" in words(page(answer).tree.select_one(".state-ahead"))


def test_invitation_can_be_read_and_taken_back_before_it_leaves(hr: Client) -> None:
    application = ApplicationFactory()
    answer = hr.post(url("move", application), {"to": "interview"}, follow=True)
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.send_after > timezone.now()) == (OutgoingState.WAITING, True)
    moment = date_format(timezone.localtime(mail.send_after), "DATETIME_FORMAT")
    shown = page(answer).tree
    assert moment in words(shown.select_one(".messagelist"))
    assert moment in words(shown.select_one("#decision"))
    letter = reverse("admin:hiring_outgoingmail_change", args=[mail.pk])
    assert shown.select_one("#decision a")["href"] == letter
    assert application.name in hr.get(letter).text
    hr.post(url("take_back", application))
    assert OutgoingMail.objects.get().state == OutgoingState.CANCELLED


def test_form_says_beforehand_until_when_the_mail_waits(hr: Client, settings: Settings) -> None:
    path = url("change", ApplicationFactory())

    def said() -> str:
        return words(page(hr.get(path)).tree.select_one("#decide form"))

    settings.LETTER_DELAY_MINUTES = 45
    assert "45 Minuten" in said()
    settings.MAIL_HOURS = (0, 1)
    assert ("45 Minuten" in said(), "00:00 Uhr" in said()) == (False, True)
    settings.MAIL_HOURS, settings.LETTER_DELAY_MINUTES = None, 0
    assert "sofort hinaus" in said()


def test_mail_that_is_due_is_not_called_waiting_or_changeable(hr: Client) -> None:
    """A worker may take a moment; the page does not name a time that has passed."""
    application = ApplicationFactory()
    hr.post(url("move", application), {"to": "interview"})
    waiting = page(hr.get(url("change", application))).tree.select_one("#decision a").text
    OutgoingMail.objects.update(send_after=timezone.now())
    shown = page(hr.get(url("change", application))).tree.select_one("#decision")
    assert "Uhr" not in words(shown).split("E‑Mail", 1)[1]
    assert shown.select_one("a").text != waiting


def test_choices_say_what_is_done_by_them(hr: Client) -> None:
    tree = page(hr.get(url("change", ApplicationFactory()))).tree
    option = tree.select_one("#decide [name=to] option[value=interview]")
    assert "einladen" in option.text


def test_letter_is_in_the_language_of_the_applicant(hr: Client) -> None:
    application = ApplicationFactory(language="en")
    hr.post(url("move", application), {"to": "interview"})
    template = MailTemplate.objects.get(occasion=Occasion.INVITATION, is_default=True)
    assert OutgoingMail.objects.get().subject.split(":")[0] == template.subject_en.split(":")[0]


def test_decision_is_taken_back_from_the_page(hr: Client) -> None:
    application = ApplicationFactory()
    hr.post(url("move", application), rejection())
    hr.post(url("take_back", application))
    assert Decision.objects.get().state == DecisionState.TAKEN_BACK
    assert OutgoingMail.objects.get().state == OutgoingState.CANCELLED
    assert len(errors(hr.post(url("take_back", application), follow=True))) == 1


def test_form_offers_what_the_table_of_moves_allows(hr: Client) -> None:
    tree = page(hr.get(url("change", ApplicationFactory(rejected=True)))).tree
    assert [option["value"] for option in tree.select("#id_to option")] == ["", "in_review"]
    assert (
        page(hr.get(url("change", ApplicationFactory(withdrawn=True)))).tree.select("#id_to") == []
    )


@pytest.mark.parametrize(
    "bad",
    [
        {"to": "hired"},
        {"to": "limbo"},
        {},
        {"to": "rejected", "note": "ohne Grund"},
        {"to": "interview", "note": "x" * 501},
        {"to": "interview", "template": "0"},
    ],
)
def test_wrong_form_says_why_and_changes_nothing(hr: Client, bad: dict[str, str]) -> None:
    answer = hr.post(url("move", ApplicationFactory()), bad, follow=True)
    assert len(errors(answer)) == 1
    assert Decision.objects.count() == 0


def test_template_that_is_not_complete_in_the_language_is_refused(hr: Client) -> None:
    MailTemplate.objects.filter(occasion=Occasion.INVITATION).update(body_de="")
    answer = hr.post(url("move", ApplicationFactory()), {"to": "interview"}, follow=True)
    assert len(errors(answer)) == 1
    assert (Decision.objects.count(), OutgoingMail.objects.count()) == (0, 0)


def excluded_manager(application: Application) -> User:
    user = hr_manager()
    Exclusion.objects.create(application=application, user=user, at=NOW)
    return user


@pytest.mark.parametrize("name", ["move", "take_back"])
def test_deciding_is_for_those_who_handle_the_application(client: Client, name: str) -> None:
    application = ApplicationFactory()
    answers = []
    for user in (
        team_member(application),
        team_member(ApplicationFactory()),
        excluded_manager(application),
        editor(),
        hr_manager(),
    ):
        client.force_login(user)
        answers.append(client.post(url(name, application), rejection()).status_code)
    assert answers == [403, 404, 404, 404, 302]
    client.logout()
    assert client.post(url(name, application))["Location"].startswith("/admin/login/")


def test_nothing_is_decided_by_a_link(hr: Client) -> None:
    assert hr.get(url("move", ApplicationFactory()), rejection()).status_code == 405
    assert Decision.objects.count() == 0


def test_end_without_a_decision_is_not_offered(hr: Client) -> None:
    application = ApplicationFactory()
    tree = page(hr.get(url("change", application))).tree
    offered = [option["value"] for option in tree.select("[name=to] option")]
    assert offered == ["", "in_review", "interview", "rejected", "withdrawn"]
    answer = hr.post(url("move", application), {"to": "ended", "without_mail": "on"})
    assert (answer.status_code, Decision.objects.count()) == (422, 0)
