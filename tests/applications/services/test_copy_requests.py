"""Asking for the full copy, and what becomes of its file."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from pytest_django import DjangoCaptureOnCommitCallbacks

from applications.documents.orphans import delete_orphans
from applications.documents.storage import make_storage_name
from applications.enums import CopyState, ErasureReason, EventKind
from applications.models import Application, CopyRequest
from applications.privacy.erasure import erase_application
from applications.privacy.full_copies import expire_full_copies
from applications.services.copy_requests import (
    CopyAskedAlready,
    CopyRequestRefused,
    enter_copy_request,
    request_full_copy,
)
from applications.services.erasure_requests import request_erasure
from applications.tasks import run_copy_expiry
from tests.applications import files
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.applications.stored import store
from tests.applications.traces import stored_files

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-30T23:30:00+01:00")
A_DAY = timedelta(days=1)
ARCHIVE = files.archive({"application.html": "PK"})
frozen = time_machine.travel(NOW, tick=False)


def sent(**fields: object) -> Application:
    return ApplicationFactory(submitted_at=NOW - 40 * A_DAY, cv=False, **fields)


def released(application: Application, expires_at: datetime = NOW + A_DAY) -> CopyRequest:
    """A request whose copy lies in the storage."""
    name = make_storage_name()
    store(ARCHIVE, name, application)
    made = request_full_copy(application=application, now=NOW)
    answer = {"state": CopyState.RELEASED, "answered_at": NOW, "expires_at": expires_at}
    CopyRequest.objects.filter(pk=made.pk).update(**answer, storage_name=name, size=len(ARCHIVE))
    made.refresh_from_db()
    return made


def test_request_is_due_a_month_after_the_day_of_the_portals_zone() -> None:
    made = request_full_copy(application=sent(), now=NOW)
    assert (made.received_on, made.due_on) == (date(2026, 11, 30), date(2026, 12, 30))


def test_month_without_such_a_day_ends_on_its_last() -> None:
    now = datetime.fromisoformat("2027-01-31T10:00:00+01:00")
    assert request_full_copy(application=sent(), now=now).due_on == date(2027, 2, 28)


def test_request_stands_in_the_history() -> None:
    application = sent()
    request_full_copy(application=application, now=NOW)
    event = application.events.get()
    assert (event.kind, event.by) == (EventKind.FULL_COPY_ASKED, None)


def test_one_request_is_open_at_a_time() -> None:
    application = sent()
    request_full_copy(application=application, now=NOW)
    with pytest.raises(CopyAskedAlready):
        request_full_copy(application=application, now=NOW)
    assert application.copy_requests.count() == 1


def test_another_request_may_follow_an_answer() -> None:
    application = sent()
    released(application)
    request_full_copy(application=application, now=NOW)
    assert application.copy_requests.count() == 2


def test_locked_application_can_be_asked_about() -> None:
    application = sent(rejected=True)
    request_erasure(application=application, reads_mail=True, now=NOW)
    assert request_full_copy(application=application, now=NOW).is_open


def test_month_of_a_letter_runs_from_its_receipt() -> None:
    hr, day = hr_manager(), date(2026, 11, 20)
    made = enter_copy_request(application=sent(), received_on=day, actor=hr, now=NOW)
    assert (made.due_on, made.by) == (date(2026, 12, 20), hr)


@pytest.mark.parametrize("day", [date(2026, 12, 1), date(2026, 10, 1)])
def test_letter_came_neither_later_nor_before_the_application(day: date) -> None:
    with pytest.raises(CopyRequestRefused):
        enter_copy_request(application=sent(), received_on=day, actor=hr_manager(), now=NOW)
    assert CopyRequest.objects.count() == 0


def test_file_goes_when_its_time_is_over(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    over, kept = released(sent(), NOW), released(sent(), NOW + A_DAY)
    with django_capture_on_commit_callbacks(execute=True):
        assert expire_full_copies(NOW) == 1
    over.refresh_from_db()
    assert (over.storage_name, over.state) == ("", CopyState.RELEASED)
    assert [path.name for path in stored_files()] == [kept.storage_name.split("/")[1]]


@frozen
def test_job_lets_files_expire() -> None:
    made = released(sent(), NOW - A_DAY)
    run_copy_expiry(timestamp=0)
    assert CopyRequest.objects.get(pk=made.pk).storage_name == ""


def test_erasure_takes_request_and_file_along(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    application, other = sent(), released(sent())
    released(application)
    with django_capture_on_commit_callbacks(execute=True):
        erase_application(application=application, reason=ErasureReason.REQUEST, now=NOW)
    assert [one.pk for one in CopyRequest.objects.all()] == [other.pk]
    assert [path.name for path in stored_files()] == [other.storage_name.split("/")[1]]


def test_sweep_keeps_files_of_copies_and_takes_others() -> None:
    made = released(sent())
    store(b"x")
    later = datetime.now(tz=NOW.tzinfo) + timedelta(days=30)
    assert len(delete_orphans(later).files) == 1
    with made.open() as file:
        assert file.read() == ARCHIVE
