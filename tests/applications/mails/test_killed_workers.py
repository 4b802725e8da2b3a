"""A worker that is killed while it sends: its mails leave all the same, under the Message-ID they had."""

import contextlib
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.mail.backends.smtp import EmailBackend
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from pytest_django import Settings

from applications.enums import MailKind
from applications.models import MailDelivery
from careers.tasks import run_stalled_jobs_again
from tests.applications.mails.kinds import DEFER, mail_jobs
from tests.smtp import SmtpServer
from tests.worker import run_worker
from tests.worker_processes import pass_time_of_the_dead, running_worker, wait_until

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
AT_ANY_HOUR = [kind for kind in MailKind if kind != MailKind.ALERT_DIGEST]
"""Mails with new positions leave by day only, and a real worker has the real time."""


def go_on_after_the_dead() -> None:
    """What another worker does within two minutes."""
    pass_time_of_the_dead()
    with contextlib.suppress(AlreadyEnqueued):
        run_stalled_jobs_again.defer(timestamp=0)
    run_worker()


def message_ids(server: SmtpServer) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for mail in server.mails:
        found.setdefault(str(mail["To"]).partition("@")[0], []).append(str(mail["Message-ID"]))
    return found


@pytest.mark.real_time
@pytest.mark.parametrize("kinds", [AT_ANY_HOUR[:4], AT_ANY_HOUR[4:8], AT_ANY_HOUR[8:]])
@pytest.mark.parametrize(("stalls_at", "times"), [("RCPT", 1), ("DATA", 2)])
def test_mails_of_a_killed_worker_leave_under_their_message_ids(
    smtp_server: SmtpServer, stalls_at: str, times: int, kinds: list[MailKind]
) -> None:
    for kind in kinds:
        DEFER[kind]()
    smtp_server.stalls_at = stalls_at
    with running_worker(concurrency=20) as worker:
        wait_until(lambda: smtp_server.begun == len(kinds))
        worker.kill()
    smtp_server.stalls_at = ""
    go_on_after_the_dead()
    found = message_ids(smtp_server)
    assert {kind: len(ids) for kind, ids in found.items()} == dict.fromkeys(kinds, times)
    assert {kind: len(set(ids)) for kind, ids in found.items()} == dict.fromkeys(kinds, 1)
    assert MailDelivery.objects.count() == 0
    assert ProcrastinateJob.objects.filter(status__in=["doing", "failed"]).count() == 0


class KilledError(BaseException):
    """What the death of a worker looks like from inside: nothing after it runs."""


class KilledBackend(EmailBackend):
    """Dies when the server has taken the mail."""

    def send_messages(self, email_messages: list[object]) -> int:
        super().send_messages(email_messages)
        raise KilledError


@pytest.mark.parametrize("kind", MailKind)
def test_mail_that_may_be_out_is_sent_again_under_its_message_id(
    smtp_server: SmtpServer, settings: Settings, kind: MailKind
) -> None:
    with time_machine.travel(NOON):
        DEFER[kind]()
        job = mail_jobs().get()
        task = app.tasks[job.task_name]
        alive = settings.MAILERS
        settings.MAILERS = {"default": alive["default"] | {"BACKEND": f"{__name__}.KilledBackend"}}
        with pytest.raises(KilledError):
            task(**job.args)
        settings.MAILERS = alive
    with time_machine.travel(NOON + timedelta(seconds=60)):
        task(**job.args)
        assert len(smtp_server.mails) == 1
    with time_machine.travel(NOON + timedelta(seconds=100)):
        task(**job.args)
        task(**job.args)
    [ids] = message_ids(smtp_server).values()
    assert (len(ids), len(set(ids)), MailDelivery.objects.count()) == (2, 1, 0)


@pytest.mark.parametrize("kind", MailKind)
def test_mail_in_the_hands_of_a_dead_worker_is_put_off_not_forgotten(
    smtp_server: SmtpServer, settings: Settings, kind: MailKind
) -> None:
    with time_machine.travel(NOON):
        DEFER[kind]()
        job = mail_jobs().get()
        alive = settings.MAILERS
        settings.MAILERS = {"default": alive["default"] | {"BACKEND": f"{__name__}.KilledBackend"}}
        with pytest.raises(KilledError):
            app.tasks[job.task_name](**job.args)
        settings.MAILERS = alive
    with time_machine.travel(NOON + timedelta(seconds=50)):
        app.tasks[job.task_name](**job.args)
    again = ProcrastinateJob.objects.filter(task_name=job.task_name).exclude(pk=job.pk).get()
    due = again.scheduled_at
    assert NOON + timedelta(seconds=90) <= due <= NOON + timedelta(seconds=95)
