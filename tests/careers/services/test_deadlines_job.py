"""What the periodic job writes down is what the public saw, to the minute, also when clocks change."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db.models import F
from django.utils import timezone
from procrastinate.contrib.django import app

from careers.models import EditionText, Posting, PostingEvent
from careers.services import (
    close_posting,
    extend_posting,
    publish_posting,
    record_dates,
    reopen_posting,
)
from careers.status.lifecycle import PostingState, read_state
from careers.tasks import note_dates
from tests.careers.factories import PostingFactory, published

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
MOMENTS = {
    "before clocks go forward": datetime(2026, 3, 29, 1, 59, tzinfo=BERLIN),
    "after clocks went forward": datetime(2026, 3, 29, 3, 0, tzinfo=BERLIN),
    "before clocks go back": datetime(2026, 10, 25, 1, 59, tzinfo=BERLIN),
    "after clocks went back": datetime(2026, 10, 25, 3, 0, tzinfo=BERLIN),
    "end of a day": datetime(2026, 11, 30, 23, 59, tzinfo=BERLIN),
    "leap day": datetime(2028, 2, 29, 0, 0, tzinfo=BERLIN),
}
DATE = datetime(2026, 11, 30, 9, 0, tzinfo=BERLIN)
DAY = timedelta(days=1)
# In UTC, where a minute before is a minute before.
each_moment = pytest.mark.parametrize(
    "moment", [moment.astimezone(UTC) for moment in MOMENTS.values()], ids=MOMENTS
)


def noted_events(posting: Posting) -> list[tuple[str, datetime]]:
    """What the job wrote down."""
    events = PostingEvent.objects.filter(posting=posting, kind__in=["opened", "ended"])
    return list(events.order_by("at").values_list("kind", "at"))


def look(posting: Posting, now: datetime) -> tuple[PostingState, bool, list[str]]:
    """Its state, whether the public list has it, and what the job has noted, a second after it ran."""
    with time_machine.travel(now, tick=False):
        record_dates(now=timezone.now())
        is_listed = EditionText.objects.open().of_posting(posting.public_id).exists()
        return read_state(posting), is_listed, [kind for kind, _at in noted_events(posting)]


@each_moment
def test_opening_comes_for_public_and_history_in_the_same_minute(moment: datetime) -> None:
    posting = published(now=moment - DAY, opens_at=moment)
    assert look(posting, moment - MINUTE) == (PostingState.SCHEDULED, False, [])
    assert look(posting, moment) == (PostingState.OPEN, True, ["opened"])
    assert noted_events(posting) == [("opened", moment)]


@each_moment
def test_deadline_comes_for_public_and_history_in_the_same_minute(moment: datetime) -> None:
    posting = published(now=moment - DAY, closes_at=moment)
    assert look(posting, moment - MINUTE) == (PostingState.OPEN, True, [])
    assert look(posting, moment) == (PostingState.PAST_DEADLINE, False, ["ended"])
    assert noted_events(posting) == [("ended", moment)]


@pytest.mark.parametrize(("month", "day", "hours"), [(3, 29, 23), (10, 25, 25)])
def test_day_on_which_clocks_change_has_its_true_length(month: int, day: int, hours: int) -> None:
    start = datetime(2026, month, day, tzinfo=BERLIN)
    end = datetime(2026, month, day + 1, tzinfo=BERLIN)
    posting = published(now=start - DAY, opens_at=start, closes_at=end)
    record_dates(now=end)
    (_, opened), (_, ended) = noted_events(posting)
    assert (ended - opened, opened) == (timedelta(hours=hours), start)


def test_dates_are_noted_once_however_often_the_job_runs() -> None:
    posting = published(now=DATE - DAY, closes_at=DATE)
    assert [record_dates(now=DATE + MINUTE * number) for number in range(3)] == [1, 0, 0]
    assert len(noted_events(posting)) == 1


def test_dates_that_passed_while_nothing_ran_are_noted_with_their_true_moment() -> None:
    posting = published(now=DATE - DAY, opens_at=DATE, closes_at=DATE + DAY)
    assert record_dates(now=DATE + 9 * DAY) == 2
    assert noted_events(posting) == [("opened", DATE), ("ended", DATE + DAY)]


def test_posting_open_from_its_publication_on_is_not_noted_as_opened() -> None:
    posting = published(now=DATE, opens_at=DATE - DAY)
    record_dates(now=DATE + DAY)
    assert noted_events(posting) == []


def test_drafts_have_no_dates_for_the_public() -> None:
    PostingFactory(opens_at=DATE, closes_at=DATE + DAY)
    assert record_dates(now=DATE + 9 * DAY) == 0


def test_deadline_of_a_closed_posting_ends_nothing() -> None:
    posting = published(now=DATE - 2 * DAY, closes_at=DATE)
    close_posting(posting=posting, actor=None, reason="", now=DATE - DAY)
    assert record_dates(now=DATE + DAY) == 0


def test_posting_closed_after_its_deadline_had_ended_by_then() -> None:
    posting = published(now=DATE - 2 * DAY, closes_at=DATE)
    close_posting(posting=posting, actor=None, reason="", now=DATE + DAY)
    record_dates(now=DATE + 2 * DAY)
    assert noted_events(posting) == [("ended", DATE)]


def test_opening_that_came_while_the_posting_was_closed_is_not_noted_later() -> None:
    posting = published(now=DATE - 2 * DAY, opens_at=DATE)
    close_posting(posting=posting, actor=None, reason="", now=DATE - DAY)
    reopen_posting(posting=posting, actor=None, now=DATE + DAY)
    assert record_dates(now=DATE + 2 * DAY) == 0


def test_opening_of_a_posting_reopened_before_it_is_noted() -> None:
    posting = published(now=DATE - 3 * DAY, opens_at=DATE)
    close_posting(posting=posting, actor=None, reason="", now=DATE - 2 * DAY)
    reopen_posting(posting=posting, actor=None, now=DATE - DAY)
    record_dates(now=DATE)
    assert noted_events(posting) == [("opened", DATE)]


def test_deadline_that_was_moved_in_time_does_not_come() -> None:
    posting = published(now=DATE - 2 * DAY, closes_at=DATE)
    extend_posting(posting=posting, actor=None, closes_at=DATE + DAY, reason="", now=DATE - DAY)
    record_dates(now=DATE + MINUTE)
    assert noted_events(posting) == []


def test_deadline_that_was_moved_too_late_came_twice() -> None:
    posting = published(now=DATE - 2 * DAY, closes_at=DATE)
    moved = {"closes_at": DATE + 2 * DAY, "reason": "", "now": DATE + DAY}
    extend_posting(posting=posting, actor=None, **moved)
    record_dates(now=DATE + 3 * DAY)
    assert noted_events(posting) == [("ended", DATE), ("ended", DATE + 2 * DAY)]


def test_opening_is_noted_once_when_a_newer_edition_replaced_the_first() -> None:
    posting = published(now=DATE - 2 * DAY, opens_at=DATE)
    publish_posting(posting=posting, actor=None, now=DATE - DAY)
    record_dates(now=DATE)
    assert noted_events(posting) == [("opened", DATE)]
    assert posting.events.get(kind="opened").edition == posting.current_edition


def test_noting_changes_nothing_but_the_history() -> None:
    posting = published(now=DATE - DAY, closes_at=DATE)
    before = Posting.objects.filter(pk=posting.pk).values().get()
    record_dates(now=DATE)
    assert Posting.objects.filter(pk=posting.pk).values().get() == before


def test_noted_dates_leave_the_last_change_where_it_was() -> None:
    posting = published(now=DATE - DAY, closes_at=DATE)
    texts = EditionText.objects.of_posting(posting.public_id)
    with time_machine.travel(DATE + DAY, tick=False):
        before = texts.last_change()
        record_dates(now=timezone.now())
        assert (texts.last_change(), before) == (DATE, DATE)


@pytest.mark.parametrize("count", [1, 3])
def test_noting_takes_the_same_queries_for_any_number(
    count: int, django_assert_num_queries: Any
) -> None:
    for _number in range(count):
        published(now=DATE - DAY, opens_at=DATE, closes_at=DATE + DAY)
    with django_assert_num_queries(5):
        assert record_dates(now=DATE + DAY) == 2 * count


def test_job_comes_every_minute_and_notes_the_dates() -> None:
    cron = {name: task.cron for (name, _id), task in app.periodic_registry.periodic_tasks.items()}
    assert cron["careers.note_dates"] == "* * * * *"
    now = datetime.now(UTC)
    posting = published(now=now - DAY, closes_at=now - MINUTE)
    note_dates(timestamp=int(now.timestamp()))
    assert noted_events(posting) == [("ended", now - MINUTE)]


def test_events_name_the_edition_whose_date_it_was() -> None:
    published(now=DATE - DAY, opens_at=DATE, closes_at=DATE + DAY)
    record_dates(now=DATE + DAY)
    dated = PostingEvent.objects.filter(kind="opened", edition__opens_at=F("at"))
    ended = PostingEvent.objects.filter(kind="ended", edition__closes_at=F("at"))
    assert (dated.count(), ended.count()) == (1, 1)
