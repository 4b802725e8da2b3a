"""Postings that somebody should look at."""

from datetime import UTC, datetime, timedelta

import pytest

from careers.models import Posting
from careers.status.upkeep import filter_ending, filter_stale
from tests.careers.factories import PostingFactory, closed, published

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


def ending_at(at: datetime | None) -> Posting:
    return published(closes_at=at, now=NOW - timedelta(days=30))


def touched(posting: Posting, ago: timedelta, **columns: object) -> Posting:
    Posting.objects.filter(pk=posting.pk).update(updated_at=NOW - ago, **columns)
    return posting


def test_open_postings_end_soon_within_a_week() -> None:
    soon = ending_at(NOW + timedelta(days=7))
    ending_at(NOW + timedelta(days=7) + A_MINUTE)
    ending_at(NOW - A_MINUTE)
    ending_at(None)
    assert list(filter_ending(Posting.objects.all(), NOW)) == [soon]


def test_closed_postings_do_not_end_any_more() -> None:
    posting = closed(closes_at=NOW + timedelta(days=3), now=NOW - timedelta(days=30))
    assert posting.closed_at is not None
    assert not filter_ending(Posting.objects.all(), NOW).exists()


def test_drafts_are_stale_after_two_weeks_without_a_change() -> None:
    fortnight = timedelta(days=14)
    old = touched(PostingFactory(), fortnight)
    touched(PostingFactory(), fortnight - A_MINUTE)
    ahead = touched(ending_at(None), fortnight, version=99)
    touched(ending_at(None), fortnight)
    touched(closed(now=NOW - timedelta(days=30)), fortnight, version=99)
    assert {*filter_stale(Posting.objects.all(), NOW)} == {old, ahead}
