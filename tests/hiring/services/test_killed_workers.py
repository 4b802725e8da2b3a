"""Letters exactly once: the worker is killed again and again, the mail server breaks connections at the end of DATA.

The server notes for each break whether it had taken the mail. In the end every letter was delivered
once, or is shown as doubtful; none is lost or doubled without anybody being told.
"""

import contextlib
import random
import time
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.exceptions import AlreadyEnqueued

from careers.tasks import run_stalled_jobs_again
from hiring.enums import OutgoingState
from hiring.models import OutgoingMail
from hiring.services.sending import mark_doubtful
from tests.applications.factories import ApplicationFactory
from tests.careers.factories import published
from tests.hiring.factories import waiting_mail
from tests.smtp import SmtpServer
from tests.worker import run_worker
from tests.worker_processes import pass_time_of_the_dead, running_worker, wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.real_time,
]
DROPS = 0.1


def write_letters(count: int) -> None:
    posting, now = published(), timezone.now()
    for number in range(count):
        application = ApplicationFactory(
            posting=posting, email=f"person{number}@example.org", cv=False
        )
        waiting_mail(application, send_after=now)


def count_by_state() -> Counter[str]:
    return Counter(OutgoingMail.objects.values_list("state", flat=True))


def kill_worker_at_a_random_point(
    server: SmtpServer, chance: random.Random, open_mails: QuerySet[Any]
) -> None:
    """Not before it has sent something, unless nothing is left to be sent."""
    before = len(server.mails) + len(server.drops)
    with running_worker(concurrency=4) as worker:
        wait_until(
            lambda: len(server.mails) + len(server.drops) > before or not open_mails.exists()
        )
        time.sleep(chance.uniform(0, 0.3))
        worker.kill()


def take_up_jobs_of_the_dead() -> None:
    pass_time_of_the_dead()
    with contextlib.suppress(AlreadyEnqueued):
        run_stalled_jobs_again.defer(timestamp=0)


def finish() -> None:
    """What the next workers do until nothing waits; tries that failed for now are due at once."""
    take_up_jobs_of_the_dead()
    run_worker()
    mark_doubtful(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
    OutgoingMail.objects.waiting().update(send_after=timezone.now())
    run_worker()


def break_connections(server: SmtpServer) -> None:
    """At the end of DATA of every tenth mail, half of them taken; the same ones in every run."""
    chance = random.Random(20261130)
    server.drop_at_data = lambda address: chance.random() < 0.5 if chance.random() < DROPS else None


@pytest.mark.parametrize(
    ("letters", "kills"),
    [
        (40, 2),
        pytest.param(
            200,
            10,
            marks=pytest.mark.nightly(
                "tests/hiring/services/test_killed_workers.py"
                "::test_every_letter_is_delivered_once_or_shown_as_doubtful"
            ),
        ),
    ],
)
def test_every_letter_is_delivered_once_or_shown_as_doubtful(
    smtp_server: SmtpServer, letters: int, kills: int
) -> None:
    chance = random.Random(20261130)
    break_connections(smtp_server)
    write_letters(letters)
    for _ in range(kills):
        kill_worker_at_a_random_point(smtp_server, chance, OutgoingMail.objects.waiting())
        take_up_jobs_of_the_dead()
    smtp_server.drop_at_data = None
    finish()
    taken = Counter(str(mail["To"]) for mail in smtp_server.mails)
    mails = {
        mail.application.email: mail for mail in OutgoingMail.objects.select_related("application")
    }
    doubtful = {to for to, mail in mails.items() if mail.state == OutgoingState.DOUBTFUL}
    sent = {to for to, mail in mails.items() if mail.state == OutgoingState.SENT}
    assert len(sent) + len(doubtful) == letters, count_by_state()
    assert [to for to in sent if taken[to] != 1] == []
    assert [to for to in doubtful if taken[to] > 1] == []
    assert {to for to, _ in smtp_server.drops} <= doubtful
    assert 0 < len(doubtful) < letters / 2
