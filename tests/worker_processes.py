"""Real workers in processes of their own, to be killed or stopped."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

CHECKOUT = Path(__file__).resolve().parent.parent
PATIENCE = 40.0
LONG_AGO = "interval '46 seconds'"
CLAIMS = {
    "applications_maildelivery": "sending_since",
    "hiring_outgoingmail": "sending_since",
    "hiring_staffnotice": "retry_at",
}

type Worker = subprocess.Popen[bytes]


@contextlib.contextmanager
def running_worker(*, concurrency: int = 1) -> Iterator[Worker]:
    """A worker as production has it, on the database of the tests; killed at the end."""
    smtp = settings.MAILERS["default"].get("OPTIONS", {}).get("port", 1)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
        "TESTS_WORKER_DATABASE": connection.settings_dict["NAME"],
        "TESTS_WORKER_DOCUMENTS": str(settings.DOCUMENTS_ROOT),
        "TESTS_WORKER_SMTP_PORT": str(smtp),
        "TESTS_WORKER_CLAMD": settings.CLAMD_ADDRESS,
    }
    command = [
        sys.executable,
        "manage.py",
        "procrastinate",
        "worker",
        f"--concurrency={concurrency}",
    ]
    worker = subprocess.Popen(command, cwd=CHECKOUT, env=environment)
    try:
        yield worker
    finally:
        worker.kill()
        worker.wait()


def wait_until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.1)


def pass_time_of_the_dead() -> None:
    """Have everybody's last sign of life be as old as it is when the jobs of the dead are taken up."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE procrastinate_workers SET last_heartbeat = now() - {LONG_AGO}")
        for table, column in CLAIMS.items():
            cursor.execute(f"UPDATE {table} SET {column} = {column} - interval '91 seconds'")


def make_retries_due() -> None:
    """Have jobs that wait for their next try, or for a moment, wait no longer."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
