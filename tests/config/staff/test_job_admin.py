"""The list of background jobs."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from applications.tasks import send_receipt
from tests.config.people import browser, person

pytestmark = pytest.mark.django_db
LIST = "/admin/procrastinate/procrastinatejob/"


def queue_job() -> int:
    """A job that waits for a worker."""
    return send_receipt.defer(application_id=1)


def act(action: str, job: int) -> str:
    """Choose the action for the job; the state that it has afterwards."""
    client = browser(person("root", is_superuser=True))
    client.post(LIST, {"action": action, "_selected_action": [job]})
    return ProcrastinateJob.objects.get(pk=job).status


@pytest.mark.parametrize(("language", "event"), [("de", ": angelegt"), ("en", ": created")])
def test_what_happened_to_a_job_is_listed(language: str, event: str) -> None:
    client = browser(person("root", is_superuser=True), language)
    page = BeautifulSoup(client.get(f"{LIST}{queue_job()}/change/").text, "html.parser")
    events = page.select_one(".field-events .readonly").get_text(strip=True)
    assert events.endswith(event)


@pytest.mark.parametrize(("language", "state"), [("de", "wartet"), ("en", "waiting")])
def test_state_of_a_job_is_in_the_language_of_the_reader(language: str, state: str) -> None:
    queue_job()
    client = browser(person("root", is_superuser=True), language)
    page = BeautifulSoup(client.get(LIST).text, "html.parser")
    assert [cell.text for cell in page.select("td.field-status")] == [state]


def test_waiting_job_can_be_cancelled() -> None:
    assert act("cancel", queue_job()) == "cancelled"


def test_waiting_job_can_be_aborted() -> None:
    assert act("abort", queue_job()) == "cancelled"


def test_failed_job_is_tried_again() -> None:
    job = queue_job()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [job])
    assert act("try_again", job) == "todo"


def test_waiting_job_is_not_tried_again() -> None:
    assert act("try_again", queue_job()) == "todo"


@pytest.mark.parametrize(
    ("rights", "state"), [(["view"], "todo"), (["view", "change"], "cancelled")]
)
def test_who_may_only_look_at_jobs_does_nothing_to_them(rights: list[str], state: str) -> None:
    job, viewer = queue_job(), person("vera")
    codes = [f"{right}_procrastinatejob" for right in rights]
    viewer.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client = browser(viewer)
    client.post(LIST, {"action": "cancel", "_selected_action": [job]})
    assert ProcrastinateJob.objects.get(pk=job).status == state
    assert client.get(f"{LIST}{job}/change/").status_code == 200
