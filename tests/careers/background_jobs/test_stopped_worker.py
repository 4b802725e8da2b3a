"""A real worker that is stopped by a signal, as by a frozen machine, and goes on."""

import signal
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from careers.background_jobs.faults import find_faults
from tests.worker_processes import running_worker, wait_until


@pytest.mark.real_time
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_stopped_worker_is_a_fault_until_it_goes_on(settings: Settings) -> None:
    settings.WORKER_SILENCE = timedelta(seconds=12)  # it gives a sign of life every ten
    with running_worker() as worker:
        wait_until(lambda: find_faults(timezone.now()) == [])
        worker.send_signal(signal.SIGSTOP)
        wait_until(lambda: find_faults(timezone.now()) == ["worker"])
        worker.send_signal(signal.SIGCONT)
        wait_until(lambda: find_faults(timezone.now()) == [])
