"""When public pages change by themselves."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from careers.models import EditionText
from careers.search.open_postings import load_open_postings
from careers.web.public_horizon import next_change_by_time, next_midnight
from tests.careers.factories import PostingFactory, published

pytestmark = pytest.mark.django_db

NOON = datetime(2027, 3, 10, 11, tzinfo=UTC)
MIDNIGHT = datetime(2027, 3, 10, 23, tzinfo=UTC)  # in Berlin
LONG_AGO = NOON - timedelta(days=60)


def test_midnight_is_next_where_nothing_else_comes() -> None:
    published(now=LONG_AGO)
    PostingFactory(closes_at=NOON + timedelta(hours=1))  # a draft
    assert next_change_by_time(NOON) == MIDNIGHT


def test_midnight_is_that_of_the_portal_also_on_a_day_of_23_hours() -> None:
    before = datetime(2027, 3, 28, 12, tzinfo=UTC)
    assert next_midnight(before) == datetime(2027, 3, 28, 22, tzinfo=UTC)


@pytest.mark.parametrize("field", ["opens_at", "closes_at"])
def test_posting_that_opens_or_ends_comes_first(field: str) -> None:
    soon = NOON + timedelta(hours=2)
    published(now=LONG_AGO, closes_at=NOON + timedelta(hours=5))
    published(now=LONG_AGO, **{field: soon})
    assert next_change_by_time(NOON) == soon
    assert next_change_by_time(soon) == NOON + timedelta(hours=5)


@pytest.mark.parametrize("days", [1, 7, 30])
def test_postings_leave_a_filter_by_age_at_midnight(days: int) -> None:
    began = MIDNIGHT - timedelta(days=days)
    for moment in (began - timedelta(seconds=1), began):
        published(now=moment)
    texts = EditionText.objects.shown_in("en")
    with time_machine.travel(MIDNIGHT + timedelta(hours=20), tick=False):
        assert next_change_by_time(timezone.now()) == MIDNIGHT + timedelta(days=1)
        assert texts.with_facets({"since": [str(days)]}).count() == 1
        postings = load_open_postings("en")
        assert postings.facets.members[f"since:{days}"] == 0b10
