"""How near the day is on which the full copy has to be answered."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils.translation import override

from applications.models import CopyRequest, Exclusion
from applications.services.copy_requests import request_full_copy
from hiring.waiting.copy_deadlines import describe_deadline, read_copy_deadlines
from hiring.waiting.start_page import read_start_page
from tests.applications.factories import ApplicationFactory, hr_manager, team_member

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)


def asked(days_ago: int) -> CopyRequest:
    application = ApplicationFactory(cv=False, submitted_at=NOW - 60 * A_DAY, stage="interview")
    return request_full_copy(application=application, now=NOW - days_ago * A_DAY)


@pytest.mark.parametrize(
    ("left", "tone", "words"),
    [
        (8, "calm", "8 days left"),
        (7, "soon", "7 days left"),
        (1, "soon", "1 day left"),
        (0, "soon", "due today"),
        (-1, "urgent", "1 day overdue"),
        (-2, "urgent", "2 days overdue"),
    ],
)
def test_deadline_is_marked_when_it_is_near_or_past(left: int, tone: str, words: str) -> None:
    with override("en"):
        assert describe_deadline(left) == (tone, words)


def test_start_page_is_as_urgent_as_the_first_of_them() -> None:
    hanna = hr_manager()
    tones = []
    for days_ago in (2, 25, 40):
        asked(days_ago)
        with override("en"), time_machine.travel(NOW, tick=False):
            lines = [line for group in read_start_page(hanna, NOW) for line in group.lines]
        tones += [(line.number, line.tone) for line in lines if "Art. 15" in line.words]
    assert tones == [("1", "calm"), ("2", "soon"), ("3", "urgent")]


def test_only_who_reviews_copies_hears_of_them() -> None:
    request, hanna = asked(2), hr_manager()
    assert read_copy_deadlines(hanna, NOW).total == 1
    assert read_copy_deadlines(team_member(request.application), NOW).total == 0
    Exclusion.objects.create(application=request.application, user=hanna, at=NOW)
    assert read_copy_deadlines(hanna, NOW).total == 0
