"""Applications, worker and mail together, committed and in the worker's own threads."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from applications.models import Application
from tests.applications.site import send
from tests.careers.factories import published
from tests.worker import run_worker

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


RECEIPTS = {"task_name": "applications.send_receipt"}
"""The worker also does what comes round by the clock."""


def test_worker_sends_the_receipt_of_a_submitted_form(client) -> None:
    send(client, published())
    run_worker()
    assert [message.to for message in mail.outbox] == [["ayse@example.org"]]
    assert Application.objects.get().receipt_sent_at is not None
    assert ProcrastinateJob.objects.get(**RECEIPTS).status == "succeeded"


def test_worker_confirms_those_that_wait_by_one_mail_and_puts_the_next_off(client) -> None:
    posting = published()
    for _number in range(2):
        send(client, posting)
    run_worker()
    assert len(mail.outbox) == 1
    assert Application.objects.filter(receipt_sent_at=None).count() == 0
    send(client, posting)
    run_worker()
    assert len(mail.outbox) == 1
    waiting = ProcrastinateJob.objects.get(**RECEIPTS, status="todo")
    late = waiting.scheduled_at - timezone.now()
    assert timedelta(minutes=55) < late <= timedelta(hours=1)
