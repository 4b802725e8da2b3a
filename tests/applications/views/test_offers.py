"""What the page of an applicant offers can be done, in every stage, held or locked or not."""

from datetime import UTC, datetime, timedelta
from itertools import product
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import override

from applications.enums import FINAL_STAGES, Stage
from applications.models import Application
from applications.services import MoveRefused
from applications.services.erasure_requests import request_erasure
from applications.services.follow_up import ApplicationDecided, join_pool, withdraw_application
from applications.signed_links import application_token
from applications.wording import hold_cause
from tests.applications.factories import ApplicationFactory
from tests.applications.site import page, words
from tests.careers.factories import closed, published

pytestmark = pytest.mark.django_db

NOVEMBER = datetime(2026, 11, 24, 11, tzinfo=UTC)
STEPS = ("withdraw", "pool", "erase", "add_document")
OPEN, HELD = {"withdraw", "pool", "erase", "add_document"}, "claim"
OFFERED = {
    Stage.HIRED: {"erase"},
    Stage.REJECTED: {"pool", "erase"},
    Stage.ENDED: {"pool", "erase"},
    Stage.WITHDRAWN: {"pool", "erase"},
}
BUTTONS = {"Erase everything now": True, "Lock my data": False}


def in_stage(stage: Stage, *, hold: str = "", **fields: object) -> Application:
    decided = timezone.now() - timedelta(days=9) if stage in FINAL_STAGES else None
    return ApplicationFactory(
        stage=stage, decided_at=decided, hold_reason=hold, language="en", **fields
    )


def path(application: Application, name: str = "status") -> str:
    with override("en"):
        return reverse(f"applications:{name}", kwargs={"token": application_token(application)})


def offered(client: Client, application: Application) -> set[str]:
    """The steps to which the page has links."""
    tree = page(client.get(path(application))).tree
    links = [str(link["href"]) for link in tree.select("main a[href^='/']")]
    with override("en"):
        return {resolve(urlsplit(link).path).url_name for link in links} & set(STEPS)


def possible(client: Client, application: Application) -> set[str]:
    """The steps whose pages open."""
    return {name for name in STEPS if client.get(path(application, name)).status_code == 200}


@pytest.mark.parametrize("hold", ["", HELD])
@pytest.mark.parametrize("make", [published, closed])
@pytest.mark.parametrize("stage", Stage)
def test_page_offers_what_can_be_done_and_nothing_else(client, stage, make, hold) -> None:
    application = in_stage(stage, hold=hold, posting=make())
    expected = OFFERED.get(stage, OPEN)
    assert offered(client, application) == expected
    assert possible(client, application) == expected


@pytest.mark.parametrize("stage", Stage)
def test_page_of_a_locked_application_offers_nothing_but_a_copy(client, stage) -> None:
    application = in_stage(stage, hold=HELD, erasure_requested_at=timezone.now())
    assert (offered(client, application), possible(client, application)) == (set(), set())


@pytest.mark.parametrize(("stage", "hold"), [*product(Stage, ["", HELD])])
def test_page_of_erasure_says_beforehand_what_will_happen(client, stage, hold) -> None:
    application = in_stage(stage, hold=hold)
    said = BUTTONS[
        words(page(client.get(path(application, "erase"))).tree.select_one("main button"))
    ]
    assert request_erasure(application=application, reads_mail=True, now=timezone.now()) is said


@pytest.mark.parametrize("stage", Stage)
def test_heading_of_erasure_promises_only_what_can_be_kept(client, stage) -> None:
    application = in_stage(stage, hold=HELD)
    heading = words(page(client.get(path(application, "erase"))).tree.h1)
    assert heading == "Have your data locked and erased later?"


@time_machine.travel(NOVEMBER, tick=False)
def test_heading_of_erasure_names_the_day_after_a_decision(client) -> None:
    decided = timezone.datetime(2026, 11, 20, 12, tzinfo=timezone.get_current_timezone())
    application = ApplicationFactory(stage="rejected", decided_at=decided)
    heading = words(page(client.get(path(application, "erase"))).tree.h1)
    assert heading == "Have your data locked, and erased on 20 May 2027?"


def test_hired_people_can_neither_withdraw_nor_join_the_pool() -> None:
    application = in_stage(Stage.HIRED)
    with pytest.raises(MoveRefused):
        withdraw_application(application=application, reason="", now=timezone.now())
    with pytest.raises(ApplicationDecided):
        join_pool(application=application, now=timezone.now())
    application.refresh_from_db()
    assert (application.stage, application.pool_until) == (Stage.HIRED, None)


def test_hired_people_can_leave_the_pool(client) -> None:
    now = timezone.now()
    until = now + timedelta(days=9)
    application = in_stage(Stage.HIRED, pool_consent_at=now, pool_until=until)
    assert page(client.get(path(application))).tree.select("button[name=leave]") != []
    client.post(path(application, "pool"), {"leave": "yes"})
    application.refresh_from_db()
    assert application.pool_until is None


@pytest.mark.parametrize(
    ("stage", "hold", "pool", "sentence"),
    [
        (Stage.RECEIVED, "", None, "We delete everything 6 months after the decision."),
        (
            Stage.RECEIVED,
            "",
            timezone.datetime(2027, 11, 1, 12, tzinfo=timezone.get_current_timezone()),
            "We delete everything 6 months after the decision, but not before your consent to our "
            "talent pool ends on 1 November 2027 or you withdraw it.",
        ),
        (
            Stage.HIRED,
            HELD,
            None,
            "We have to keep your data for now, {hold}. We delete them as soon as the reason no longer applies.",
        ),
    ],
)
@time_machine.travel(NOVEMBER, tick=False)
def test_page_says_until_when_data_are_kept(client, stage, hold, pool, sentence) -> None:
    consent = {"pool_consent_at": timezone.now(), "pool_until": pool} if pool else {}
    application = in_stage(stage, hold=hold, **consent)
    with override("en"):
        expected = sentence.format(hold=hold_cause(application.hold_reason))
    assert expected in words(page(client.get(path(application))).tree.aside)
