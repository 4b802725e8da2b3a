"""Drafts and uploads vanish after their time, with every file; what is current stays."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from applications.documents.expiry import delete_expired
from applications.enums import DocumentKind
from applications.models import Draft, Upload
from applications.services import AnnouncedFile, append_chunk, start_upload
from tests.applications.factories import draft_with
from tests.applications.stored import store
from tests.applications.traces import DRAFT_WITH_CV, NOTHING, stored_files, traces

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.dates]


def begin_upload(draft: Draft) -> Upload:
    announced = AnnouncedFile(DocumentKind.OTHER, "Zeugnis.pdf", 1000)
    upload = start_upload(draft=draft, announced=announced, now=timezone.now())
    append_chunk(upload=upload, offset=0, content=b"%PDF", now=timezone.now())
    return upload


def test_expired_draft_vanishes_with_its_files() -> None:
    old, current = draft_with(), draft_with()
    begin_upload(old)
    Draft.objects.filter(pk=old.pk).update(expires_at=timezone.now())
    delete_expired(timezone.now())
    assert Draft.objects.get() == current
    assert traces() == DRAFT_WITH_CV


def test_stale_upload_vanishes_and_the_draft_stays() -> None:
    draft = draft_with()
    begin_upload(draft)
    delete_expired(timezone.now() + timedelta(hours=23))
    assert Upload.objects.count() == 1
    delete_expired(timezone.now() + timedelta(hours=25))
    assert traces() == DRAFT_WITH_CV


def test_pieces_that_a_crash_left_vanish_after_a_day(settings: Settings) -> None:
    upload = begin_upload(draft_with())
    store(b"left", "incoming/abc/000000000000")
    left = Path(settings.DOCUMENTS_ROOT, "incoming/abc")
    now = timezone.now()
    for hours, is_there in ((23, True), (25, False)):
        touched = (now - timedelta(hours=hours)).timestamp()
        for folder in (left, Path(settings.DOCUMENTS_ROOT, upload.folder)):
            os.utime(folder, (touched, touched))
        delete_expired(now)
        assert left.exists() is is_there
    assert len(stored_files()) == 2


def test_nothing_to_clear_away_is_no_trouble() -> None:
    delete_expired(timezone.now())
    assert traces() == NOTHING


def test_folders_are_closed_to_everybody_else(settings: Settings) -> None:
    begin_upload(draft_with())
    root = Path(settings.DOCUMENTS_ROOT)
    folders = [root, *(one for one in root.rglob("*") if one.is_dir())]
    assert {oct(one.stat().st_mode & 0o777) for one in folders} == {"0o700"}
