"""Three web and two worker processes with folders of their own, one PostgreSQL and one object storage."""

import http.client
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinatePeriodicDefer

from applications.enums import PreviewState
from applications.models import Document, DocumentPreview
from applications.services import submit_application
from tests.applications import files
from tests.applications.factories import applicant, cv, draft_with, hr_manager
from tests.applications.views.test_downloads import path_of
from tests.several_hosts import Hosts, running_hosts
from tests.worker_processes import wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.nightly(
        "tests/browser/test_several_hosts.py::test_upload_on_a_train_survives_the_death_of_a_host"
    ),
]


def ask(port: int, path: str, session: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}", "X-Forwarded-Proto": "https"}
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def ask_all(hosts: Hosts, path: str, session: str) -> list[tuple[int, bytes]]:
    return [ask(port, path, session) for port in hosts.ports]


@pytest.mark.usefixtures("object_store")
def test_hosts_share_sessions_files_and_the_queue(client: Client, tmp_path: Path) -> None:
    content = files.pdf(3)
    draft = draft_with(cv(content))
    application = submit_application(draft=draft, applicant=applicant(), now=timezone.now())
    client.force_login(hr_manager())
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    with running_hosts(tmp_path, settings.STORAGES["documents"], web=3, workers=2) as hosts:
        wait_until(lambda: DocumentPreview.objects.filter(state=PreviewState.MADE).exists())
        path = path_of(Document.objects.get(application=application))
        assert ask_all(hosts, path, session) == [(200, content)] * 3
        assert {status for status, _body in ask_all(hosts, path, "nobody")} == {302}
        wait_until(ProcrastinatePeriodicDefer.objects.exists)
        assert hosts.list_files() == []
    times = ProcrastinateJob.objects.exclude(args__timestamp=None)
    ordered = Counter(times.values_list("task_name", "args__timestamp"))
    assert set(ordered.values()) == {1}
