"""The worker of background jobs, in the test's own process."""

from procrastinate.contrib.django import app


def run_worker() -> None:
    """Do what is due, then stop, as `manage.py procrastinate worker --one-shot` would."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
