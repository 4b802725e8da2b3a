"""The mail of the day reminds those who decide: before a promised day, after it, and of what nobody decides."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail

from applications.enums import Stage
from applications.models import Application, Exclusion
from hiring.enums import NoticeTiming
from hiring.services.ending import note_reminders
from hiring.services.notices import choose_notices, prepare_notices
from tests.applications.factories import ApplicationFactory, hr_manager, team_member
from tests.careers.factories import published
from tests.hiring.services.test_notices import send_due

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
RECEIVED = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
PROMISED = datetime(2026, 10, 15, 6, 0, tzinfo=UTC)  # at eight in Berlin, when the mail is due
A_DAY = timedelta(days=1)
SOON = "Answer promised within the next three days: 1"
LATE = "The promised day of the answer is over: 1"
ALL = "https://testserver/admin/hiring/decision/undecided/"


def reader(timing: NoticeTiming = NoticeTiming.DAILY, user: User | None = None) -> User:
    user = user or hr_manager()
    user.email = f"{user.username}@example.org"
    user.save()
    choose_notices(user=user, timing=timing, language="en", now=RECEIVED - 99 * A_DAY)
    return user


def waiting(**fields: Any) -> Application:
    posting = published(answer_days=14, now=RECEIVED - 300 * A_DAY)
    return ApplicationFactory(
        **{"posting": posting, "submitted_at": RECEIVED, "cv": False} | fields
    )


def lines(now: datetime) -> list[str]:
    """What the mails of this day say of what is due, after a night's work."""
    mail.outbox.clear()
    note_reminders(now - timedelta(hours=4))
    prepare_notices(now)
    send_due(now)
    text = "\n".join(str(message.body) for message in mail.outbox)
    return [line for line in text.splitlines() if line.endswith(": 1")]


def days_with_lines(first: datetime, count: int) -> dict[int, list[str]]:
    found = {number: lines(first + number * A_DAY) for number in range(count)}
    return {number: said for number, said in found.items() if said}


def test_promise_is_reminded_of_three_days_before_and_on_the_day_after() -> None:
    reader()
    waiting()
    assert days_with_lines(PROMISED - 5 * A_DAY, 12) == {2: [SOON], 6: [LATE]}


def test_days_without_a_mail_are_caught_up_with() -> None:
    reader()
    waiting()
    assert lines(PROMISED - 5 * A_DAY) == []
    assert lines(PROMISED - A_DAY) == [SOON]
    assert lines(PROMISED + 4 * A_DAY) == [LATE]


def test_answered_ones_and_those_of_others_are_not_reminded_of() -> None:
    hanna = reader()
    waiting(stage=Stage.INTERVIEW)
    Exclusion.objects.create(application=waiting(), user=hanna, at=RECEIVED)
    assert days_with_lines(PROMISED - 4 * A_DAY, 8) == {}


def test_team_that_decides_nothing_is_not_reminded() -> None:
    reader(user=team_member(waiting()))
    assert days_with_lines(PROMISED - 4 * A_DAY, 8) == {}


@pytest.mark.parametrize(
    ("timing", "days"), [(NoticeTiming.AT_ONCE, {1: [SOON]}), (NoticeTiming.NEVER, {})]
)
def test_choice_of_notices_holds_for_reminders(
    timing: NoticeTiming, days: dict[int, list[str]]
) -> None:
    reader(timing)
    waiting()
    assert days_with_lines(PROMISED - 4 * A_DAY, 3) == days


def test_managers_are_warned_twice_of_undecided_ones_and_then_asked() -> None:
    reader()
    waiting(submitted_at=PROMISED - 243 * A_DAY, stage=Stage.INTERVIEW)  # 14 February
    due = datetime(2026, 11, 14, 7, 0, tzinfo=UTC)
    found = days_with_lines(due - 40 * A_DAY, 60)
    assert found == {
        10: ["Nobody has decided; their procedures are to end within 30 days: 1"],
        33: ["Nobody has decided; their procedures are to end within 7 days: 1"],
        40: ["Nobody has decided in time; please decide, or confirm that their procedures end: 1"],
    }
