"""Moving on the board: one question for drag, key and link, and what comes of it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.enums import Stage
from applications.models import Application
from hiring.enums import Announcement, DecisionState
from hiring.models import Decision, HiringRecord, OutgoingMail, OwnStage
from hiring.services.decisions import announce_decision, take_back_decision
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.applications.site import page, words
from tests.hiring.factories import MailTemplateFactory, rejection_reason

pytestmark = pytest.mark.django_db
LIST = "admin:applications_application_changelist"


@pytest.fixture
def hr(client: Client) -> Client:
    client.force_login(hr_manager())
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def own() -> OwnStage:
    return OwnStage.objects.create(name_de="Probe", name_en="Sample", public_stage=Stage.IN_REVIEW)


def path_of(application: Application) -> str:
    path = reverse("admin:applications_application_board", args=[application.pk])
    return f"{path}?_changelist_filters=view%3Dboard"


def stage_of(application: Application) -> tuple[str, str | None]:
    application.refresh_from_db()
    record = HiringRecord.objects.filter(application=application).first()
    return application.stage, record.own_stage.name_de if record and record.own_stage else None


def offered(client: Client, application: Application, to: str = "") -> list[tuple[str, bool]]:
    tree = page(client.get(path_of(application), {"to": to})).tree
    options = tree.select("#id_to option[value]:not([value=''])")
    return [(option["value"], option.has_attr("selected")) for option in options]


def test_question_offers_the_next_columns_and_chooses_the_one_it_was_dropped_on(
    hr: Client, own: OwnStage
) -> None:
    application = ApplicationFactory(stage=Stage.IN_REVIEW, cv=False)
    assert offered(hr, application, to="offer") == [
        (f"in_review-{own.pk}", False),
        ("interview", False),
        ("offer", True),
        ("rejected", False),
        ("withdrawn", False),
    ]


def test_move_without_a_mail_goes_back_to_the_board(hr: Client) -> None:
    application = ApplicationFactory(cv=False)
    answer = hr.post(path_of(application), {"to": "in_review", "without_mail": "on"})
    assert answer["Location"] == f"{reverse(LIST)}?view=board"
    assert stage_of(application) == ("in_review", None)


def test_move_with_a_mail_waits_in_the_outbox(hr: Client) -> None:
    MailTemplateFactory()
    application = ApplicationFactory(cv=False)
    hr.post(path_of(application), {"to": "interview"})
    assert (Decision.objects.get().state, OutgoingMail.objects.count()) == ("decided", 1)
    assert stage_of(application) == ("received", None)


def test_rejection_asks_for_its_reason(hr: Client) -> None:
    application = ApplicationFactory(cv=False)
    sent = {"to": "rejected", "without_mail": "on"}
    refused = page(hr.post(path_of(application), sent))
    assert (refused.status, Decision.objects.count()) == (422, 0)
    hr.post(path_of(application), sent | {"reason": rejection_reason().pk})
    assert stage_of(application) == ("rejected", None)


def test_noted_move_changes_no_stage(hr: Client, own: OwnStage) -> None:
    application = ApplicationFactory(cv=False)
    sent = {"to": f"in_review-{own.pk}", "without_mail": "on", "pending": "yes"}
    hr.post(path_of(application), sent)
    assert Decision.objects.get().state == DecisionState.PENDING
    assert stage_of(application) == ("received", None)


def test_move_into_an_own_stage_moves_to_its_public_stage_first(hr: Client, own: OwnStage) -> None:
    application = ApplicationFactory(cv=False)
    hr.post(path_of(application), {"to": f"in_review-{own.pk}", "without_mail": "on"})
    assert stage_of(application) == ("in_review", "Probe")


def test_own_stage_waits_for_the_mail_and_comes_with_it(hr: Client, own: OwnStage) -> None:
    application = ApplicationFactory(cv=False)
    hr.post(path_of(application), {"to": f"in_review-{own.pk}"})
    assert stage_of(application) == ("received", None)
    announce_decision(
        decision=Decision.objects.get(), announcement=Announcement.MAIL, now=timezone.now()
    )
    assert stage_of(application) == ("in_review", "Probe")


def test_own_stage_is_forgotten_with_a_decision_that_is_taken_back(
    hr: Client, own: OwnStage
) -> None:
    application = ApplicationFactory(cv=False)
    hr.post(path_of(application), {"to": f"in_review-{own.pk}"})
    take_back_decision(decision=Decision.objects.get(), now=timezone.now())
    hr.post(path_of(application), {"to": "in_review", "without_mail": "on"})
    assert stage_of(application) == ("in_review", None)


def test_own_stage_that_moved_elsewhere_keeps_no_decision_back(hr: Client, own: OwnStage) -> None:
    application = ApplicationFactory(cv=False)
    hr.post(path_of(application), {"to": f"in_review-{own.pk}"})
    OwnStage.objects.update(public_stage=Stage.INTERVIEW)
    decision = Decision.objects.get()
    announce_decision(decision=decision, announcement=Announcement.MAIL, now=timezone.now())
    assert stage_of(application) == ("in_review", None)


def test_own_stages_change_without_a_decision(hr: Client, own: OwnStage) -> None:
    application = ApplicationFactory(stage=Stage.IN_REVIEW, cv=False)
    hr.post(path_of(application), {"to": f"in_review-{own.pk}"})
    assert stage_of(application) == ("in_review", "Probe")
    hr.post(path_of(application), {"to": "in_review"})
    assert stage_of(application) == ("in_review", None)
    assert Decision.objects.count() == 0


@pytest.mark.parametrize("to", ["", "hired", "ended", "limbo", "in_review-4711"])
def test_column_that_is_not_offered_is_refused(hr: Client, to: str) -> None:
    application = ApplicationFactory(cv=False)
    sent = {"to": to, "without_mail": "on"}
    assert hr.post(path_of(application), sent).status_code == 422
    assert stage_of(application) == ("received", None)


def test_restricted_application_is_not_moved(hr: Client) -> None:
    application = ApplicationFactory(rejected=True, erasure_requested_at="2026-11-01T10:00Z")
    assert offered(hr, application) == []
    assert hr.post(path_of(application), {"to": "in_review"}).status_code == 422


def test_cards_without_right_to_move_cannot_be_dragged(hr: Client) -> None:
    ApplicationFactory(cv=False)
    tree = page(hr.get(reverse(LIST), {"view": "board"})).tree
    assert [words(one) for one in tree.select(".card[draggable] [data-move]")] == [
        "Move Ayşe Öztürk"
    ]
