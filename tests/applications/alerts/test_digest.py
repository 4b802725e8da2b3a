"""Who is written when, about which positions, and that it happens once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.db import connections
from procrastinate.contrib.django import app
from pytest_django import Settings

from applications.alerts.delivery import deliver_digest, last_round, send_digests
from applications.alerts.searches import find_fitting_texts, read_search
from applications.models import JobAlert
from applications.tasks import send_alerts
from careers.services import close_posting, publish_posting, reopen_posting
from tests.applications.job_alerts import DAY, HOUR, MONDAY, AlertFactory
from tests.careers.factories import DepartmentFactory, PostingFactory, published

pytestmark = pytest.mark.django_db
DAILY = JobAlert.Frequency.DAILY
SUNDAY = MONDAY - DAY
MINUTE = timedelta(minutes=1)


LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def digest(at: datetime) -> list[str]:
    """The subjects of what goes out at this moment."""
    before = len(mail.outbox)
    with time_machine.travel(at, tick=False):
        sent = send_digests(now=at)
    subjects = [message.subject.partition(" – ")[0] for message in mail.outbox[before:]]
    assert len(subjects) == sent
    return subjects


def daily(**fields: Any) -> JobAlert:
    return AlertFactory(**{"frequency": DAILY, "created_at": SUNDAY - DAY, **fields})


def weekly(**fields: Any) -> JobAlert:
    return AlertFactory(created_at=MONDAY - 20 * DAY, **fields)


@pytest.mark.parametrize(
    ("frequency", "now", "expected"),
    [
        ("daily", "2026-11-25T06:59:59+01:00", "2026-11-24T07:00:00+01:00"),
        ("daily", "2026-11-25T07:00:00+01:00", "2026-11-25T07:00:00+01:00"),
        ("weekly", "2026-11-25T12:00:00+01:00", "2026-11-23T07:00:00+01:00"),
        ("weekly", "2026-11-23T06:59:59+01:00", "2026-11-16T07:00:00+01:00"),
        ("weekly", "2026-11-23T07:00:00+01:00", "2026-11-23T07:00:00+01:00"),
        ("daily", "2026-03-29T05:00:00+00:00", "2026-03-29T07:00:00+02:00"),  # summer begins
        ("daily", "2026-03-29T04:59:00+00:00", "2026-03-28T07:00:00+01:00"),
        ("daily", "2026-10-25T05:59:00+00:00", "2026-10-24T07:00:00+02:00"),  # summer ends
        ("daily", "2026-10-25T06:00:00+00:00", "2026-10-25T07:00:00+01:00"),
        ("weekly", "2026-03-30T05:00:00+00:00", "2026-03-30T07:00:00+02:00"),
    ],
)
def test_rounds_are_at_seven_by_the_clocks_of_the_portal(
    frequency: str, now: str, expected: str
) -> None:
    assert last_round(frequency, moment(now)) == moment(expected)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2026-03-28T06:00:00+00:00", "2026-03-29T05:00:00+00:00"),
        ("2026-10-24T05:00:00+00:00", "2026-10-25T06:00:00+00:00"),
    ],
)
def test_day_on_which_the_clocks_change_has_its_mail_at_seven(first: str, second: str) -> None:
    daily(created_at=moment(first) - 9 * DAY)
    published(now=moment(first) - HOUR)
    assert digest(moment(first)) == ["1 new position"]
    published(now=moment(first) + HOUR)
    assert digest(moment(second) - MINUTE) == []
    assert digest(moment(second)) == ["1 new position"]
    assert digest(moment(second) + HOUR) == []


def test_daily_mail_has_what_became_public_since_the_last() -> None:
    daily()
    published(now=SUNDAY - 2 * DAY)
    published(now=SUNDAY + HOUR)
    assert digest(MONDAY) == ["1 new position"]
    assert digest(MONDAY + DAY) == []
    for _time in range(2):
        published(now=MONDAY + DAY + HOUR)
    assert digest(MONDAY + 2 * DAY) == ["2 new positions"]


def test_weekly_mail_comes_on_mondays() -> None:
    weekly()
    published(now=MONDAY + MINUTE)
    days = [digest(MONDAY + number * DAY) for number in range(8)]
    assert days == [[], [], [], [], [], [], [], ["1 new position"]]


def test_nothing_goes_out_between_rounds_or_twice() -> None:
    daily()
    published(now=SUNDAY + HOUR)
    hours = [digest(MONDAY + number * HOUR) for number in (-1, 0, 1, 2)]
    assert hours == [[], ["1 new position"], [], []]


def test_missed_morning_is_made_up_for_by_day_and_loses_nothing() -> None:
    daily()
    published(now=SUNDAY + HOUR)
    assert digest(MONDAY - 8 * HOUR) == []
    published(now=MONDAY + HOUR)
    assert digest(MONDAY + 5 * HOUR) == ["1 new position"]
    assert digest(MONDAY + DAY) == ["1 new position"]


def test_closed_and_future_positions_are_not_mailed() -> None:
    daily()
    shut = published(now=SUNDAY + HOUR)
    close_posting(posting=shut, actor=None, reason="filled", now=SUNDAY + 2 * HOUR)
    published(now=SUNDAY, closes_at=MONDAY - HOUR)
    published(now=SUNDAY, opens_at=MONDAY + HOUR)
    assert digest(MONDAY) == []
    assert digest(MONDAY + DAY) == ["1 new position"]


def test_position_that_is_published_or_opened_again_is_not_new() -> None:
    daily()
    posting = published(now=SUNDAY - 9 * DAY)
    publish_posting(posting=posting, actor=None, now=SUNDAY + HOUR)
    other = published(now=SUNDAY - 9 * DAY)
    close_posting(posting=other, actor=None, reason="", now=SUNDAY)
    reopen_posting(posting=other, actor=None, now=SUNDAY + HOUR)
    assert digest(MONDAY) == []


def test_only_what_fits_the_search_is_mailed() -> None:
    press = DepartmentFactory(slug="press", name_en="Press", name_de="Presse")
    published(title_en="Cloud Engineer", department=press, now=SUNDAY)
    published(title_en="Lawyer", title_de="Juristin", now=SUNDAY)
    daily(query="?q=engineer&department=press", email="a@example.org")
    daily(query="?q=engineer&department=cloud", email="b@example.org")
    daily(query="", email="c@example.org")
    digest(MONDAY)
    sent = {message.to[0]: message.subject.partition(" ")[0] for message in mail.outbox}
    assert sent == {"a@example.org": "1", "c@example.org": "2"}


def test_what_only_comes_close_is_not_mailed() -> None:
    published(title_en="Cloud Engineer", now=SUNDAY)
    daily(query="?q=clodu")
    daily(query="?q=cloud")
    assert digest(MONDAY) == ["1 new position"]


@pytest.mark.parametrize(("words", "found", "queries"), [("clodu", 0, 1), ("cloud", 1, 2)])
def test_alert_does_not_look_for_what_only_comes_close(
    django_assert_num_queries: Callable[..., Any], words: str, found: int, queries: int
) -> None:
    published(title_en="Cloud Engineer")
    with django_assert_num_queries(queries):
        assert (
            len(find_fitting_texts(read_search(f"?q={words}"), "en", LONG_AGO).for_lists()) == found
        )


def test_new_posting_is_told_of_however_many_old_ones_have_the_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("careers.models.search_entry.MOST_FOUND", 2)
    monkeypatch.setattr("careers.search.matching.MOST_FOUND", 2)
    for number in range(4):
        published(now=SUNDAY - 3 * DAY, title_en=f"Cloud Engineer {number}")
    daily(query="?q=cloud")
    published(now=SUNDAY, title_en="Cook in the clouds")
    assert digest(MONDAY) == ["1 new position"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_alert_for_a_field_of_work_leaves_out_the_pronoun(language: str) -> None:
    published(title_en="Cook", section={"body_en": "You own it."})
    published(title_de="Leitung IT", title_en="Head of IT")
    texts = find_fitting_texts(read_search("?q=it"), language, LONG_AGO).for_lists()
    assert [text.title for text in texts] == [{"de": "Leitung IT", "en": "Head of IT"}[language]]


def test_speculative_applications_are_not_mailed() -> None:
    daily()
    published(now=SUNDAY, is_speculative=True)
    assert digest(MONDAY) == []


def test_unconfirmed_alerts_get_nothing() -> None:
    published(now=SUNDAY)
    daily(confirmed_at=None)
    assert digest(MONDAY) == []
    daily(query="?sort=", confirmed_at=SUNDAY)
    assert digest(MONDAY) == ["1 new position"]


def test_alert_begins_with_the_list_that_its_owner_saw() -> None:
    published(now=SUNDAY)
    published(now=SUNDAY + 2 * HOUR)
    daily(created_at=SUNDAY + HOUR, confirmed_at=SUNDAY + 3 * HOUR)
    assert digest(MONDAY) == ["1 new position"]


def test_each_address_sees_only_itself() -> None:
    published(now=SUNDAY)
    for name in ("a", "b", "c"):
        daily(email=f"{name}@example.org")
    digest(MONDAY)
    for message in mail.outbox:
        others = {"a", "b", "c"} - {message.to[0][0]}
        raw = message.message().as_string()
        assert (message.cc, message.bcc) == ([], [])
        assert [name for name in others if f"{name}@example.org" in raw] == []


class RefusingBackend(EmailBackend):
    """Refuses one address, as a mail server does whose owner has left."""

    def send_messages(self, messages: list[EmailMessage]) -> int:
        if messages[0].to == ["gone@example.org"]:
            raise SMTPRecipientsRefused({"gone@example.org": (550, b"no such user")})
        return super().send_messages(messages)


class DownBackend(EmailBackend):
    def send_messages(self, messages: list[EmailMessage]) -> int:
        raise SMTPServerDisconnected


def test_refused_address_keeps_nobody_waiting_and_is_not_logged(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    published(now=SUNDAY)
    gone = daily(email="gone@example.org")
    daily(email="here@example.org")
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.RefusingBackend"}}
    assert digest(MONDAY) == ["1 new position"]
    gone.refresh_from_db()
    assert (gone.last_sent_at, "example.org" in caplog.text) == (None, False)


def test_mail_server_that_is_down_loses_nothing(settings: Settings) -> None:
    published(now=SUNDAY)
    alert = daily()
    working = settings.MAILERS
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.DownBackend"}}
    with pytest.raises(SMTPServerDisconnected):
        digest(MONDAY)
    alert.refresh_from_db()
    assert alert.last_sent_at is None
    settings.MAILERS = working
    assert digest(MONDAY + HOUR) == ["1 new position"]


@time_machine.travel(MONDAY, tick=False)
def test_digest_of_an_alert_that_ended_meanwhile_is_not_sent() -> None:
    published(now=SUNDAY)
    texts = list(find_fitting_texts(read_search(""), "en", LONG_AGO).for_lists())
    alert = daily()
    assert deliver_digest(alert_id=alert.pk, texts=texts, now=MONDAY)
    assert not deliver_digest(alert_id=alert.pk, texts=texts, now=MONDAY)
    assert not deliver_digest(alert_id=alert.pk + 1, texts=texts, now=MONDAY)


def test_task_runs_every_hour_and_does_both() -> None:
    published(now=SUNDAY)
    daily()
    AlertFactory(unconfirmed=True, query="?q=a", created_at=SUNDAY - 9 * DAY)
    with time_machine.travel(MONDAY, tick=False):
        send_alerts(timestamp=0)
    assert (len(mail.outbox), JobAlert.objects.count()) == (1, 1)
    crons = [task.cron for task in app.periodic_registry.periodic_tasks.values()]
    assert "5 * * * *" in crons


@pytest.mark.parametrize("count", [1, 3])
def test_equal_searches_are_done_once(
    django_assert_num_queries: Callable[..., Any], count: int
) -> None:
    published(now=SUNDAY)
    for number in range(count):
        daily(email=f"{number}@example.org", query="?q=technician")
    with time_machine.travel(MONDAY, tick=False), django_assert_num_queries(6 + 9 * count):
        send_digests(now=MONDAY)


def test_nothing_new_costs_two_queries_and_no_look_at_alerts(
    django_assert_num_queries: Callable[..., Any],
) -> None:
    daily(created_at=MONDAY)
    PostingFactory()
    with time_machine.travel(MONDAY, tick=False), django_assert_num_queries(2):
        send_digests(now=MONDAY)


@pytest.mark.django_db(transaction=True)
def test_parallel_workers_send_each_mail_once() -> None:
    published(now=SUNDAY)
    for number in range(5):
        daily(email=f"{number}@example.org")

    def work(_number: int) -> int:
        try:
            return send_digests(now=MONDAY)
        finally:
            connections["default"].close()

    with time_machine.travel(MONDAY, tick=False), ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 5
    assert sorted(message.to[0][0] for message in mail.outbox) == list("01234")
