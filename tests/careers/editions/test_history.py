"""What the public saw at a moment, and the page that tells it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.timezone import get_current_timezone

from careers.editions.history import Sight, find_seen_at, local_moments
from careers.forms.history import SeenForm
from careers.models import Posting
from careers.services import close_posting, publish_posting, reopen_posting
from tests.careers.factories import PostingFactory, published

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)
DAY = timedelta(days=1)


def sight(posting: Posting, moment: datetime) -> tuple[Sight, int | None]:
    """What was seen, and the number of the edition."""
    seen = find_seen_at(posting, moment)
    return seen.sight, seen.edition.number if seen.edition else None


def test_draft_was_never_public() -> None:
    assert sight(PostingFactory(), FIRST) == (Sight.NOT_PUBLIC, None)


def test_edition_is_seen_from_its_publication_on() -> None:
    posting = published(now=FIRST)
    assert sight(posting, FIRST - TICK) == (Sight.NOT_PUBLIC, None)
    assert sight(posting, FIRST) == (Sight.OPEN, 1)


def test_scheduled_edition_is_seen_from_its_opening_on() -> None:
    opening = FIRST + DAY
    posting = published(now=FIRST, opens_at=opening)
    assert sight(posting, opening - TICK) == (Sight.NOT_PUBLIC, None)
    assert find_seen_at(posting, opening - TICK).opens_at == opening
    assert sight(posting, opening) == (Sight.OPEN, 1)


def test_deadline_ends_at_its_moment() -> None:
    posting = published(now=FIRST, closes_at=FIRST + DAY)
    assert sight(posting, FIRST + DAY - TICK) == (Sight.OPEN, 1)
    assert sight(posting, FIRST + DAY) == (Sight.PAST_DEADLINE, 1)


def test_new_edition_takes_over_at_its_moment() -> None:
    posting = published(now=FIRST)
    publish_posting(posting=posting, actor=None, now=FIRST + DAY)
    assert sight(posting, FIRST + DAY - TICK) == (Sight.OPEN, 1)
    assert sight(posting, FIRST + DAY) == (Sight.OPEN, 2)


def test_posting_is_closed_until_it_is_reopened() -> None:
    posting = published(now=FIRST)
    close_posting(posting=posting, actor=None, reason="filled", now=FIRST + DAY)
    reopen_posting(posting=posting, actor=None, now=FIRST + 2 * DAY)
    moments = [FIRST + DAY - TICK, FIRST + DAY, FIRST + 2 * DAY - TICK, FIRST + 2 * DAY]
    assert [sight(posting, moment)[0] for moment in moments] == [
        *(Sight.OPEN, Sight.CLOSED),
        *(Sight.CLOSED, Sight.OPEN),
    ]


def test_publishing_opens_a_closed_posting() -> None:
    posting = published(now=FIRST)
    close_posting(posting=posting, actor=None, reason="", now=FIRST + DAY)
    publish_posting(posting=posting, actor=None, now=FIRST + 2 * DAY)
    assert sight(posting, FIRST + 2 * DAY - TICK) == (Sight.CLOSED, 1)
    assert sight(posting, FIRST + 2 * DAY) == (Sight.OPEN, 2)


def test_closed_before_it_opened_it_was_seen_as_closed_from_its_opening_on() -> None:
    posting = published(now=FIRST, opens_at=FIRST + 2 * DAY)
    close_posting(posting=posting, actor=None, reason="", now=FIRST + DAY)
    assert sight(posting, FIRST + 2 * DAY - TICK) == (Sight.NOT_PUBLIC, None)
    assert sight(posting, FIRST + 2 * DAY) == (Sight.CLOSED, 1)


def test_closing_says_more_than_a_deadline() -> None:
    posting = published(now=FIRST, closes_at=FIRST + 2 * DAY)
    close_posting(posting=posting, actor=None, reason="", now=FIRST + DAY)
    assert sight(posting, FIRST + 3 * DAY) == (Sight.CLOSED, 1)


CLOCKS = {
    "2026-03-29 01:59": ["2026-03-29 00:59"],
    "2026-03-29 02:30": [],
    "2026-03-29 03:00": ["2026-03-29 01:00"],
    "2026-10-25 01:59": ["2026-10-24 23:59"],
    "2026-10-25 02:30": ["2026-10-25 00:30", "2026-10-25 01:30"],
    "2026-10-25 03:00": ["2026-10-25 02:00"],
}


@pytest.mark.parametrize("wall", CLOCKS)
def test_clock_names_no_moment_one_or_two(wall: str) -> None:
    assert str(get_current_timezone()) == "Europe/Berlin"
    moments = local_moments(datetime.fromisoformat(wall))
    assert [f"{moment:%Y-%m-%d %H:%M}" for moment in moments] == CLOCKS[wall]
    assert {moment.tzinfo for moment in moments} <= {UTC}


def test_night_of_the_clocks_tells_both_hours_apart() -> None:
    between = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
    posting = published(now=between)
    wall = datetime.fromisoformat("2026-10-25 02:30")
    sights = [find_seen_at(posting, one).sight for one in local_moments(wall)]
    assert sights == [Sight.NOT_PUBLIC, Sight.OPEN]


REFUSED = [
    {"day": "2026-03-29", "time": "02:30"},
    {"day": "0001-01-01", "time": "00:00"},
    {"day": "9999-12-31", "time": "23:59"},
    {"day": "29.03.26", "time": "12:00"},
    {"day": "2026-03-29", "time": ""},
    {"day": "", "time": "12:00"},
]


@pytest.mark.parametrize("data", REFUSED)
def test_question_without_an_answer_is_refused(data: dict[str, str]) -> None:
    assert not SeenForm(data).is_valid()


def test_question_with_an_answer_is_taken() -> None:
    form = SeenForm({"day": "2026-03-29", "time": "03:00"})
    assert form.is_valid()
    assert form.cleaned_data["moments"] == [datetime(2026, 3, 29, 1, 0, tzinfo=UTC)]
