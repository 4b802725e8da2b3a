"""Notices to staff: the worker is killed in the middle of a round, connections break at the end of DATA.

A notice says nothing that harms if it comes twice, and somebody waits for it: what may be out goes again, under the
same Message-ID. None is lost, and one comes twice only after a kill or a broken connection.
"""

import contextlib
import random
from collections import Counter, defaultdict
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from procrastinate.exceptions import AlreadyEnqueued

from hiring.models import StaffNotice
from hiring.services.notices import find_due_notices, prepare_digests, send_notice
from hiring.tasks import send_notices
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.hiring.services.test_killed_workers import (
    break_connections,
    kill_worker_at_a_random_point,
    take_up_jobs_of_the_dead,
)
from tests.smtp import SmtpServer
from tests.worker import run_worker

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.real_time,
]
NOT_ENDED = StaffNotice.objects.filter(ended_at=None)


def write_digests(readers: int, now: datetime) -> None:
    ApplicationFactory(submitted_at=now - timedelta(hours=1), cv=False)
    for number in range(readers):
        user = hr_manager()
        user.email = f"reader{number}@example.org"
        user.save()
    prepare_digests(timezone.localtime(now).date(), now)


def begin_a_round() -> None:
    with contextlib.suppress(AlreadyEnqueued):
        send_notices.defer(timestamp=0)


def finish() -> None:
    """What the next workers do; what is to be tried later is due at once."""
    run_worker()
    while NOT_ENDED.all().exists():
        now = timezone.now()
        NOT_ENDED.update(retry_at=now)
        for pk in find_due_notices(now):
            send_notice(pk, now)


@pytest.mark.parametrize(
    ("readers", "kills"),
    [
        (30, 2),
        pytest.param(
            100,
            10,
            marks=pytest.mark.nightly(
                "tests/hiring/services/test_killed_notices.py"
                "::test_every_notice_is_delivered_and_twice_only_under_one_message_id"
            ),
        ),
    ],
)
def test_every_notice_is_delivered_and_twice_only_under_one_message_id(
    smtp_server: SmtpServer, readers: int, kills: int
) -> None:
    chance = random.Random(20261130)
    smtp_server.pause = 0.03
    break_connections(smtp_server)
    write_digests(readers, timezone.now())
    for _ in range(kills):
        begin_a_round()
        kill_worker_at_a_random_point(smtp_server, chance, NOT_ENDED.all())
        take_up_jobs_of_the_dead()
    smtp_server.drop_at_data = None
    finish()
    copies = Counter(str(mail["To"]) for mail in smtp_server.mails)
    ids = defaultdict[str, set[str]](set)
    for mail in smtp_server.mails:
        ids[str(mail["To"])].add(str(mail["Message-ID"]))
    notices = {one.user.email: one for one in StaffNotice.objects.select_related("user")}
    assert len(notices) == readers
    assert ids == {to: {one.message_id} for to, one in notices.items()}
    assert [to for to, one in notices.items() if one.sent_at is None] == []
    assert [to for to, count in copies.items() if count > notices[to].tries] == []
    assert copies.total() - readers <= kills + len(smtp_server.drops)
    assert any(one.tries > 1 for one in notices.values())
