from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from applications.enums import Stage
from applications.models import Application, StageChange
from applications.signed_links import application_token
from tests.applications.factories import ApplicationFactory
from tests.applications.site import apply_path, page, send, words
from tests.careers.factories import published

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")


def path_of(application: Application) -> str:
    with override("en"):
        return reverse("applications:withdraw", args=[application_token(application)])


def test_withdraw_asks_first(client: Client) -> None:
    application = ApplicationFactory()
    shown = page(client.get(path_of(application)))
    assert words(shown.tree.h1) == "Withdraw your application?"
    application.refresh_from_db()
    assert application.stage == Stage.RECEIVED


@pytest.mark.parametrize("reason", ["", "Ich ziehe um.\nDanke!"])
def test_withdraw_is_the_applicants_own_move(client: Client, reason: str) -> None:
    application = ApplicationFactory()
    shown = page(client.post(path_of(application), {"reason": reason}, follow=True))
    assert "Your application has been withdrawn." in words(shown.tree)
    change = StageChange.objects.get()
    assert (change.to_stage, change.by, change.reason.splitlines()) == (
        Stage.WITHDRAWN,
        None,
        reason.splitlines(),
    )
    application.refresh_from_db()
    assert (application.stage, application.decided_at) == (Stage.WITHDRAWN, change.at)


@pytest.mark.parametrize("reason", ["x" * 501, "\x00"])
def test_withdraw_refuses_a_reason_that_cannot_be_kept(client: Client, reason: str) -> None:
    application = ApplicationFactory()
    shown = page(client.post(path_of(application), {"reason": reason}))
    assert (shown.status, [place for place, _words in shown.errors]) == (422, ["#id_reason"])
    application.refresh_from_db()
    assert application.stage == Stage.RECEIVED


def test_second_click_on_withdraw_is_no_fault(client: Client) -> None:
    application = ApplicationFactory()
    for _click in range(2):
        shown = page(client.post(path_of(application), follow=True))
        assert "Your application has been withdrawn." in words(shown.tree)
    assert StageChange.objects.count() == 1


def test_withdraw_is_not_possible_after_the_decision(client: Client) -> None:
    application = ApplicationFactory(stage=Stage.REJECTED, decided_at=NOON)
    for answer in (client.get, client.post):
        shown = page(answer(path_of(application), follow=True))
        assert "That is no longer possible" in words(shown.tree)
    assert StageChange.objects.count() == 0


def test_withdraw_is_not_possible_once_erasure_was_asked_for(client: Client) -> None:
    application = ApplicationFactory()
    assert client.get(path_of(application)).status_code == 200
    Application.objects.update(erasure_requested_at=NOON)
    for answer in (client.get, client.post):
        shown = page(answer(path_of(application), follow=True))
        assert "We have noted your request and locked your data." in words(shown.tree)
    assert Application.objects.get().stage == Stage.RECEIVED


@pytest.mark.parametrize("stage", [Stage.IN_REVIEW, Stage.INTERVIEW, Stage.OFFER])
def test_withdraw_is_possible_until_then(client: Client, stage: Stage) -> None:
    application = ApplicationFactory(stage=stage)
    client.post(path_of(application))
    application.refresh_from_db()
    assert application.stage == Stage.WITHDRAWN


def test_who_has_withdrawn_may_apply_again(client: Client) -> None:
    posting = published()
    send(client, posting)
    for label in ("Apply for somebody else", "Apply again"):
        tree = page(client.get(apply_path(posting))).tree
        assert words(tree.select("main .actions a")[1]) == label
        token = application_token(Application.objects.get(), is_mailed=False)
        client.post(reverse("applications:withdraw", kwargs={"token": token}))
