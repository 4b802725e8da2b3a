"""Consent to the talent pool: unticked, versioned, ending by itself, taken back at one click."""

from datetime import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from applications.dates import add_months
from applications.enums import EventKind
from applications.models import Application
from applications.signed_links import application_token
from tests.applications.factories import ApplicationFactory
from tests.applications.site import Page, page, words

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
AGREED = {"agreed": "on"}


def path_of(application: Application) -> str:
    with override("en"):
        return reverse("applications:pool", args=[application_token(application)])


def send(client: Client, application: Application, data: dict[str, str]) -> Page:
    shown = page(client.post(path_of(application), data, follow=True))
    application.refresh_from_db()
    return shown


def test_consent_is_not_ticked_before(client: Client) -> None:
    tree = page(client.get(path_of(ApplicationFactory()))).tree
    assert not tree.select_one("#id_agreed").has_attr("checked")


@time_machine.travel(NOON, tick=False)
def test_consent_is_kept_with_its_end_and_its_words(client: Client, settings: Settings) -> None:
    settings.TALENT_POOL_MONTHS, settings.POOL_NOTICE_VERSION = 3, "2026-12"
    application = ApplicationFactory()
    shown = send(client, application, AGREED)
    assert "You are in our talent pool." in words(shown.tree)
    assert "about other positions until 23 February 2027." in words(shown.tree)
    assert (application.pool_consent_at, application.pool_notice_version) == (NOON, "2026-12")
    assert application.pool_until == datetime.fromisoformat("2027-02-23T12:00:00+01:00")
    assert application.events.get().kind == EventKind.POOL_JOINED


def test_consent_that_is_over_is_not_claimed_any_more(client: Client, settings: Settings) -> None:
    settings.TALENT_POOL_MONTHS, settings.APPLICATION_LINK_DAYS = 3, 400
    application = ApplicationFactory()
    with time_machine.travel(NOON, tick=False):
        path = path_of(application).replace("talent-pool/", "")
        send(client, application, AGREED)
    for day, buttons in ((22, 1), (24, 0)):
        with time_machine.travel(NOON.replace(year=2027, month=2, day=day), tick=False):
            shown = page(client.get(path)).tree
            assert len(shown.select("[name=leave]")) == buttons


def test_consent_that_is_not_given_changes_nothing(client: Client) -> None:
    application = ApplicationFactory()
    shown = send(client, application, {})
    assert (shown.status, [place for place, _words in shown.errors]) == (422, ["#id_agreed"])
    assert (application.pool_consent_at, application.events.count()) == (None, 0)


def test_consent_is_taken_back_at_one_click(client: Client) -> None:
    application = ApplicationFactory()
    send(client, application, AGREED)
    shown = send(client, application, {"leave": "yes"})
    assert "You are no longer in our talent pool." in words(shown.tree)
    assert (application.pool_consent_at, application.pool_until) == (None, None)
    assert application.pool_notice_version == ""
    kinds = application.events.values_list("kind", flat=True)
    assert list(kinds) == [EventKind.POOL_JOINED, EventKind.POOL_LEFT]


def test_consent_taken_back_twice_is_noted_once(client: Client) -> None:
    application = ApplicationFactory()
    send(client, application, {"leave": "yes"})
    assert application.events.count() == 0


def test_consent_is_not_taken_for_data_that_are_to_be_erased(client: Client) -> None:
    application = ApplicationFactory(rejected=True, erasure_requested_at=NOON)
    send(client, application, AGREED)
    assert application.pool_consent_at is None


@time_machine.travel(NOON, tick=False)
def test_consent_keeps_the_application_until_it_ends(client: Client) -> None:
    application = ApplicationFactory(rejected=True)
    assert str(application.retained_until) == "2027-05-20"
    send(client, application, AGREED)
    assert str(application.retained_until) == "2027-11-23"


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-12-01", 12, "2027-12-01"),
        ("2026-11-23", 1, "2026-12-23"),
    ],
)
def test_months_are_counted_as_the_civil_code_does(day: str, months: int, end: str) -> None:
    assert str(add_months(datetime.fromisoformat(day).date(), months)) == end


def test_page_takes_so_many_changes_an_hour_and_no_more(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is a line that the staff has to read; other applications are not met by it."""
    monkeypatch.setattr("applications.views.applicant.POSTS_AN_HOUR", 3)
    one, other = ApplicationFactory(), ApplicationFactory()
    with override("en"):
        by_browser = reverse("applications:pool", args=[application_token(one, is_mailed=False)])
    tries = [client.post(by_browser, AGREED).status_code for _time in range(4)]
    assert tries == [302, 302, 302, 429]  # and holds up nobody who reads the mail
    answers = [client.post(path_of(one), AGREED) for _time in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert answers[3].headers["Retry-After"] == "3600"
    assert client.post(path_of(other), AGREED).status_code == 302
    assert client.get(path_of(one)).status_code == 200
