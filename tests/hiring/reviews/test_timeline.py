"""The history that the staff reads, in one list with an end."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from applications.enums import EventKind
from hiring.reviews import timeline
from hiring.reviews.timeline import history_entries
from tests.applications.factories import ApplicationFactory
from tests.config.people import hr_manager

pytestmark = pytest.mark.django_db


def test_history_shows_the_newest_and_says_that_there_are_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(timeline, "MOST_EVENTS", 3)
    application, now = ApplicationFactory(), timezone.now()
    for number in range(3):
        at = now + timedelta(minutes=number)
        application.events.create(kind=EventKind.DATA_CHANGED, detail="name", at=at)
    whole = history_entries(application, hr_manager())
    application.events.create(kind=EventKind.POOL_JOINED, at=now + timedelta(hours=1))
    with override("en"):
        cut = history_entries(application, hr_manager("other"))
    assert (len(whole), len(cut)) == (4, 5)
    assert cut[0].at == now + timedelta(hours=1)
    assert [entry.words for entry in cut[3:]] == ["earlier entries are left out here", "received"]
