"""The mail that asks an address whether it wants an alert."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils.timezone import now
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from applications.alerts.delivery import delete_unconfirmed_alerts, deliver_question
from applications.alerts.mails import compose_question
from applications.alerts.searches import filter_label
from applications.models import JobAlert
from applications.tasks import ask_to_confirm
from careers.services import publish_posting
from tests.applications.job_alerts import DAY, HOUR, MONDAY, AlertFactory, ask
from tests.careers.factories import LocationFactory, scheduled

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def question(alert: JobAlert, asked_at: datetime, at: datetime) -> datetime | None:
    return deliver_question(alert_id=alert.pk, asked_at=asked_at, now=at)


def create_unasked_alert(query: str = "", **fields: object) -> JobAlert:
    return AlertFactory(unconfirmed=True, asked_at=None, query=query, **fields)


def scheduled_times() -> list[datetime | None]:
    return list(ProcrastinateJob.objects.order_by("pk").values_list("scheduled_at", flat=True))


def test_question_holds_nothing_that_was_typed() -> None:
    message = compose_question(create_unasked_alert("?q=Buy+my+pills&place=cheap-pills"))
    (html, _type), *_others = message.alternatives
    for text in (message.subject, message.body, html):
        assert "pills" not in text.lower()
        assert "ayse" not in text.lower()


@pytest.mark.parametrize("is_known", [True, False])
def test_question_has_one_link_and_it_opens(
    client: Client, settings: Settings, is_known: bool
) -> None:
    settings.SITE_URL = "https://jobs.example.org"
    message = compose_question(AlertFactory() if is_known else create_unasked_alert())
    (html, _type), *_others = message.alternatives
    links = [re.findall(r"https?://[^\s\"<>]+", text) for text in (message.body, html)]
    assert (len(links[0]), set(links[1])) == (1, set(links[0]))
    path = links[0][0].removeprefix("https://jobs.example.org")
    assert client.get(path).status_code == 200


def test_question_tells_the_owner_of_an_alert_that_there_is_one() -> None:
    assert "that you already have" in compose_question(AlertFactory()).body
    assert "Without your answer" in compose_question(create_unasked_alert("?q=a")).body


def test_question_is_in_the_language_of_the_form() -> None:
    assert "/de/" in compose_question(create_unasked_alert(language="de")).body
    assert "/en/" in compose_question(create_unasked_alert(language="en")).body


def test_question_is_marked_as_automatic_and_can_be_answered(settings: Settings) -> None:
    message = compose_question(create_unasked_alert())
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.reply_to == [settings.ORGANISATION["email"]]


def test_form_has_the_question_sent_once(client: Client) -> None:
    ask(client)
    job = ProcrastinateJob.objects.get()
    for _time in range(2):
        ask_to_confirm(**job.args)
    assert [message.to for message in mail.outbox] == [["ayse@example.org"]]
    assert JobAlert.objects.get().asked_at is not None


def test_second_question_waits_for_an_hour() -> None:
    first, second = (
        create_unasked_alert("?q=a"),
        create_unasked_alert("?q=b", email="AYSE@example.org"),
    )
    assert question(first, MONDAY, MONDAY) is None
    assert question(second, MONDAY, MONDAY + MINUTE) == MONDAY + HOUR
    assert len(mail.outbox) == 1
    assert question(second, MONDAY, MONDAY + HOUR) is None
    assert len(mail.outbox) == 2


@time_machine.travel(MONDAY + MINUTE, tick=False)
def test_task_puts_the_second_question_off() -> None:
    first, second = create_unasked_alert("?q=a"), create_unasked_alert("?q=b")
    question(first, MONDAY, MONDAY)
    ask_to_confirm(alert_id=second.pk, asked_at=MONDAY.isoformat())
    assert scheduled_times() == [MONDAY + HOUR]


def test_question_to_another_address_goes_out_at_once() -> None:
    first, second = create_unasked_alert(), create_unasked_alert(email="kim@example.org")
    assert [question(alert, MONDAY, MONDAY) for alert in (first, second)] == [None, None]
    assert [message.to for message in mail.outbox] == [["ayse@example.org"], ["kim@example.org"]]


def test_asking_again_after_an_hour_asks_again() -> None:
    alert = create_unasked_alert()
    question(alert, MONDAY, MONDAY)
    assert question(alert, MONDAY + DAY, MONDAY + DAY) is None
    assert len(mail.outbox) == 2


def test_question_for_an_alert_that_is_gone_is_passed_over() -> None:
    alert = create_unasked_alert()
    key = alert.pk
    alert.delete()
    assert deliver_question(alert_id=key, asked_at=MONDAY, now=MONDAY) is None
    assert mail.outbox == []


def test_addresses_that_did_not_answer_are_deleted_after_seven_days() -> None:
    moment = now()
    kept = [
        AlertFactory(query="?q=confirmed", created_at=moment - 8 * DAY),
        create_unasked_alert("?q=young", created_at=moment - 7 * DAY + MINUTE),
    ]
    create_unasked_alert("?q=old", created_at=moment - 7 * DAY)
    assert delete_unconfirmed_alerts(now=moment) == 1
    assert list(JobAlert.objects.order_by("pk")) == kept


def test_name_of_a_place_is_nobodys_business_before_its_ad_opens() -> None:
    place = LocationFactory(slug="werk-nord", name_en="Secret Works North")
    posting = scheduled()
    posting.locations.set([place])
    publish_posting(posting=posting, actor=None, override="A test.", now=now())
    assert filter_label("place", "werk-nord", "en") == "Werk-nord"
    with time_machine.travel(posting.opens_at + MINUTE):
        assert filter_label("place", "werk-nord", "en") == "Secret Works North"
