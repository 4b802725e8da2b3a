import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from applications.answers import Answer
from applications.documents.upload_check import CheckedUpload
from applications.enums import DocumentKind, MediaType, Stage
from applications.models import Application, DocumentPreview, Draft
from applications.services import (
    AnnouncedFile,
    DraftGone,
    PostingClosed,
    append_chunk,
    discard_draft,
    start_upload,
    submit_application,
)
from applications.tasks import AFTER_MAILS
from careers.models import Posting
from tests.applications import files
from tests.applications.factories import applicant, cv, draft_with
from tests.applications.traces import DRAFT_WITH_CV, ONE_APPLICATION, traces
from tests.applications.word_search import matching_words
from tests.careers.factories import closed, past_deadline, published, scheduled

TOKEN = UUID("0a5a9a5e-1e5a-4b5e-8b5e-0a5a9a5e1e5a")


def submit(posting: Posting, *uploads: CheckedUpload, **changes: Any) -> Application:
    of_draft = {key: changes.pop(key) for key in ("edition", "token") if key in changes}
    draft = draft_with(*uploads, posting=posting, **of_draft)
    return send(draft, **changes)


def send(draft: Draft, **changes: Any) -> Application:
    values = {"applicant": applicant(), "now": timezone.now(), **changes}
    return submit_application(draft=draft, **values)


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
    work = cv(picture, "Zeugnis.png").with_kind(DocumentKind.OTHER)
    application = submit(published(), work, cv(files.pdf()))
    first, second = application.documents.all()
    assert (first.kind, first.name, first.position) == (DocumentKind.CV, "Lebenslauf.pdf", 0)
    assert (second.kind, second.name, second.position) == (DocumentKind.OTHER, "Zeugnis.png", 1)
    assert (second.media_type, second.size) == (MediaType.PNG, len(picture))
    with second.open() as stored:
        assert stored.read() == picture


@pytest.mark.django_db
def test_submit_keeps_the_answers() -> None:
    answers = [Answer(key="7", label="Reisen Sie?", kind="yes_no", value=True)]
    told = replace(applicant(), answers=answers)
    application = submit(published(), applicant=told)
    application.refresh_from_db()
    assert application.answers == answers


@pytest.mark.django_db
def test_submit_defers_the_receipt() -> None:
    application = submit(published())
    job = ProcrastinateJob.objects.get(task_name="applications.send_receipt")
    assert job.args == {"application_id": application.pk}


@pytest.mark.django_db
def test_submit_has_previews_made_after_the_mails_and_words_found_at_once() -> None:
    draft = draft_with(cv(), cv(files.picture("PNG"), "Zeugnis.png"))
    assert (DocumentPreview.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)
    application = submit_application(draft=draft, applicant=applicant(), now=timezone.now())
    jobs = ProcrastinateJob.objects.filter(task_name="applications.make_preview").order_by("pk")
    previews = DocumentPreview.objects.filter(state="waiting").order_by("document__position")
    assert [(job.args, job.priority) for job in jobs] == [
        ({"application_id": application.pk, "document_id": one.document_id}, AFTER_MAILS - turn)
        for turn, one in enumerate(previews)
    ]
    assert len(previews) == 2
    assert [*matching_words("ozturk")] == [application]


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
    assert traces() == DRAFT_WITH_CV


@pytest.mark.django_db
def test_submit_is_judged_by_its_own_moment() -> None:
    draft = draft_with(posting=published(closes_at=timezone.now() + timedelta(days=1)))
    with pytest.raises(PostingClosed):
        send(draft, now=timezone.now() + timedelta(days=2))
    send(draft)
    assert traces() == ONE_APPLICATION


@pytest.mark.django_db
def test_submit_twice_is_one_application() -> None:
    draft = draft_with(token=TOKEN)
    first = send(draft)
    second = send(draft, applicant=applicant(name="Wer anders"))
    assert (second, second.token) == (first, TOKEN)
    assert second.name == "Ayşe Öztürk"
    assert traces() == ONE_APPLICATION


@pytest.mark.django_db
def test_submit_twice_after_closing_still_returns_the_first() -> None:
    draft = draft_with()
    first = send(draft)
    draft.posting.closed_at = timezone.now()
    draft.posting.save()
    assert send(draft) == first


@pytest.mark.django_db
def test_submit_of_two_drafts_is_two_applications() -> None:
    posting = published()
    assert submit(posting).reference != submit(posting).reference


@pytest.mark.django_db
def test_submit_leaves_the_draft_as_it_is_if_the_rows_are_refused() -> None:
    draft = draft_with()
    with pytest.raises(ValidationError):
        send(draft, applicant=applicant(name="Zwei\nZeilen"))
    assert traces() == DRAFT_WITH_CV
    send(draft)
    assert traces() == ONE_APPLICATION


@pytest.mark.django_db
def test_submit_of_a_deleted_draft_is_refused() -> None:
    draft = draft_with()
    discard_draft(draft=draft)
    with pytest.raises(DraftGone):
        send(draft)


@pytest.mark.django_db(transaction=True)
def test_submit_removes_what_arrived_in_part() -> None:
    draft = draft_with()
    announced = AnnouncedFile(DocumentKind.OTHER, "Zeugnis.pdf", 1000)
    upload = start_upload(draft=draft, announced=announced, now=timezone.now())
    append_chunk(upload=upload, offset=0, content=b"%PDF", now=timezone.now())
    send(draft)
    assert traces() == ONE_APPLICATION


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_submit_by_ten_at_once_is_one_application() -> None:
    draft, together = draft_with(), threading.Barrier(10)

    def run(_number: int) -> int:
        try:
            mine = Draft.objects.get(pk=draft.pk)
            together.wait(timeout=10)
            return send(mine).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        found = list(threads.map(run, range(10)))
    assert len(set(found)) == 1
    assert traces() == ONE_APPLICATION
