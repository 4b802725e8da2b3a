import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from applications.enums import DocumentKind, MediaType, Stage
from applications.models import Application
from applications.services import PostingClosed, submit_application
from careers.models import Posting
from tests.applications import files
from tests.applications.factories import applicant, cv
from tests.applications.traces import NOTHING, ONE_APPLICATION, traces
from tests.careers.factories import closed, past_deadline, published, scheduled

TOKEN = UUID("0a5a9a5e-1e5a-4b5e-8b5e-0a5a9a5e1e5a")


def submit(posting: Posting, **changes: Any) -> Application:
    values: dict[str, Any] = {
        "edition": posting.current_edition,
        "applicant": applicant(),
        "uploads": [cv()],
        "token": uuid4(),
        "now": timezone.now(),
    }
    return submit_application(**(values | changes))


@pytest.mark.django_db
def test_submit_keeps_what_the_applicant_told() -> None:
    posting, now = published(), timezone.now()
    told = applicant(phone="030 1", message="Hallo!", language="en")
    application = submit(posting, applicant=told, now=now)
    application.refresh_from_db()
    assert (application.posting, application.edition) == (posting, posting.current_edition)
    assert (application.name, application.email) == ("Ayşe Öztürk", "ayse@example.org")
    assert (application.phone, application.message) == ("030 1", "Hallo!")
    assert (application.language, application.submitted_at) == ("en", now)
    assert (application.stage, application.decided_at) == (Stage.RECEIVED, None)


@pytest.mark.django_db
def test_submit_records_the_notice_that_was_shown(settings: Settings) -> None:
    settings.PRIVACY_NOTICE_VERSION = "2027-01"
    assert submit(published()).notice_version == "2027-01"


@pytest.mark.django_db
def test_submit_keeps_the_documents_in_order_and_byte_for_byte() -> None:
    picture = files.picture("PNG")
    letter = cv(picture, "Zeugnis.png").as_kind(DocumentKind.OTHER)
    application = submit(published(), uploads=[cv(files.pdf()), letter])
    first, second = application.documents.all()
    assert (first.kind, first.name) == (DocumentKind.CV, "Lebenslauf.pdf")
    assert (second.kind, second.name) == (DocumentKind.OTHER, "Zeugnis.png")
    assert (second.media_type, second.size) == (MediaType.PNG, len(picture))
    with second.open() as stored:
        assert stored.read() == picture


@pytest.mark.django_db
def test_submit_defers_the_receipt() -> None:
    application = submit(published())
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == (
        "applications.send_receipt",
        {"application_id": application.pk},
    )


@pytest.mark.django_db
def test_submit_keeps_the_edition_that_was_read_when_a_newer_one_exists() -> None:
    posting = published()
    read = posting.current_edition
    Posting.objects.filter(pk=posting.pk).update(title_de="Neu")
    published_again = published(department=posting.department)
    assert submit(posting, edition=read).edition == read
    assert submit(published_again).edition == published_again.current_edition


@pytest.mark.django_db
@pytest.mark.parametrize("make", [closed, past_deadline, scheduled])
def test_submit_refuses_a_posting_that_takes_no_applications(make: Any) -> None:
    with pytest.raises(PostingClosed):
        submit(make())
    assert traces() == NOTHING


@pytest.mark.django_db
def test_submit_is_judged_by_its_own_moment() -> None:
    posting = published(closes_at=timezone.now() + timedelta(days=1))
    with pytest.raises(PostingClosed):
        submit(posting, now=timezone.now() + timedelta(days=2))
    submit(posting)
    assert traces() == ONE_APPLICATION


@pytest.mark.django_db
def test_submit_twice_with_one_token_is_one_application() -> None:
    posting = published()
    first = submit(posting, token=TOKEN)
    second = submit(posting, token=TOKEN, applicant=applicant(name="Wer anders"))
    assert second == first
    assert second.name == "Ayşe Öztürk"
    assert traces() == ONE_APPLICATION


@pytest.mark.django_db
def test_submit_twice_after_closing_still_returns_the_first() -> None:
    posting = published()
    first = submit(posting, token=TOKEN)
    posting.closed_at = timezone.now()
    posting.save()
    assert submit(posting, token=TOKEN) == first


@pytest.mark.django_db
def test_submit_with_two_tokens_is_two_applications() -> None:
    posting = published()
    assert submit(posting).reference != submit(posting).reference


@pytest.mark.django_db
def test_submit_takes_the_files_back_if_the_rows_are_refused() -> None:
    with pytest.raises(ValidationError):
        submit(published(), applicant=applicant(name="Zwei\nZeilen"))
    assert traces() == NOTHING


@pytest.mark.django_db
def test_submit_takes_the_files_back_if_one_cannot_be_stored() -> None:
    broken = cv()
    broken.content.close()
    with pytest.raises(ValueError, match="closed file"):
        submit(published(), uploads=[cv(), broken])
    assert traces() == NOTHING


class Rival(BytesIO):
    """A file that is only read when all rivals have come as far, past the look for the token."""

    def __init__(self, content: bytes, together: threading.Barrier) -> None:
        super().__init__(content)
        self.together: threading.Barrier | None = together

    def seek(self, *where: int) -> int:
        if self.together is not None:
            self.together.wait(timeout=10)
            self.together = None
        return super().seek(*where)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_submit_by_four_at_once_is_one_application() -> None:
    posting, together = published(), threading.Barrier(4)

    def run(_number: int) -> int:
        try:
            upload = replace(cv(), content=Rival(files.pdf(), together))
            return submit(posting, token=TOKEN, uploads=[upload]).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(run, range(4)))
    assert len(set(found)) == 1
    assert traces() == ONE_APPLICATION
