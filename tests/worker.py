"""The worker of background jobs, in the test's own process."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from procrastinate.contrib.django import app


def run_worker() -> None:
    """Do what is due, then stop, as `manage.py procrastinate worker --one-shot` would.

    Nothing by the clock: a task of the hour that has just begun would take rows of the test's own day
    for long expired. In a thread of its own, because Playwright's event loop runs in that of the test.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(work).result()


def work() -> None:
    try:
        with app.replace_connector(app.connector.get_worker_connector()) as worker:
            worker.periodic_defaults = {"max_delay": -1}
            worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    finally:
        connections.close_all()
