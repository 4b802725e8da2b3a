"""Documents whose file is gone: noted, told to all whom it concerns, and forgotten when it is back."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.documents import lost_files
from applications.documents.lost_files import TooManyLost, note_lost_files
from applications.documents.previews.waiting import find_waiting
from applications.models import (
    Application,
    DataKey,
    Document,
    DocumentPreview,
    PlainFile,
    PreviewPage,
)
from applications.models.original_file import OriginalFile
from applications.privacy.data_export import export_data
from applications.signed_links import application_path
from tests.applications.factories import ApplicationFactory, hr_manager, team_member
from tests.applications.site import page, words
from tests.applications.stored import set_text, store
from tests.config.people import browser
from tests.hiring.desk_site import action_path

pytestmark = pytest.mark.django_db
LATER = timezone.now() + timedelta(days=2)


def place(name: str) -> Path:
    return Path(settings.DOCUMENTS_ROOT, name)


def lose(name: str) -> bytes:
    content = place(name).read_bytes()
    place(name).unlink()
    return content


def with_lost_file(**fields: object) -> Application:
    application = ApplicationFactory(**fields)
    lose(application.documents.get().storage_name)
    note_lost_files(LATER)
    return application


def start_page(client: Client) -> str:
    return words(page(client.get(reverse("admin:index"))).tree.main)


def test_file_that_is_gone_is_noted_and_forgotten_when_it_is_back() -> None:
    document = ApplicationFactory().documents.get()
    content = lose(document.storage_name)
    assert note_lost_files(timezone.now()).documents == []  # a day must pass
    assert note_lost_files(LATER).documents == [document.pk]
    note_lost_files(LATER + timedelta(days=1))
    document.refresh_from_db()
    assert document.missing_since == LATER
    place(document.storage_name).write_bytes(content)
    assert note_lost_files(LATER).documents == []
    document.refresh_from_db()
    assert document.missing_since is None


def test_file_whose_key_is_gone_is_lost() -> None:
    document = ApplicationFactory().documents.get()
    ApplicationFactory()
    DataKey.objects.filter(application=document.application).delete()
    assert note_lost_files(LATER).documents == [document.pk]


@pytest.mark.parametrize("content", [b"", b"%PDF put there by somebody"])
def test_file_that_is_not_encrypted_and_may_not_be_is_lost(content: bytes) -> None:
    forged, old = (ApplicationFactory().documents.get() for _one in range(2))
    for document in (forged, old):
        place(document.storage_name).write_bytes(content)
    PlainFile.objects.create(storage_name=old.storage_name)
    assert note_lost_files(LATER).documents == [forged.pk]


def test_staff_reads_it_on_the_start_page_in_the_list_and_beside_the_document() -> None:
    application = with_lost_file()
    hr, team = browser(hr_manager()), browser(team_member(application))
    for client in (hr, team):
        assert "1 application with a document whose file is missing" in start_page(client)
        shown = words(page(client.get(action_path("change", application))).tree)
        assert "The file has been missing since" in shown
    listed = hr.get(reverse("admin:applications_application_changelist"), {"waiting": "missing"})
    assert application.name in words(page(listed).tree)
    Document.objects.update(missing_since=None)
    assert "missing" not in start_page(hr)


def test_applicant_reads_it_and_is_asked_for_the_file(client: Client) -> None:
    application = with_lost_file(language="en")
    shown = words(page(client.get(application_path(application))).tree)
    assert "This file has been missing on our side since" in shown
    assert "Please send it again with “Replace”." in shown


def test_decided_application_says_it_and_asks_for_nothing(client: Client) -> None:
    application = with_lost_file(language="en", rejected=True)
    shown = words(page(client.get(application_path(application))).tree)
    assert "This file has been missing on our side since" in shown
    assert "Please send it again" not in shown


def test_copy_of_the_data_names_what_is_missing() -> None:
    application = ApplicationFactory(language="en")
    lose(application.documents.get().storage_name)
    with zipfile.ZipFile(BytesIO(b"".join(export_data(application)))) as archive:
        assert [name for name in archive.namelist() if name.startswith("documents/")] == []
        [told] = json.loads(archive.read("application.json"))["documents"]
        shown = archive.read("application.html").decode()
    assert (told["is_missing"], told["file"], told["name"]) == (True, None, "Lebenslauf Öztürk.pdf")
    assert "This file is missing on our side." in shown


def test_copy_of_the_data_has_what_the_staff_gets_where_the_original_is_gone() -> None:
    application = ApplicationFactory(cv={"removed": ["scripts"]})
    document = application.documents.get()
    original = store(b"%PDF original", owner=application)
    OriginalFile.objects.create(document=document, storage_name=original)
    lose(original)
    assert note_lost_files(LATER).originals == [document.pk]
    with zipfile.ZipFile(BytesIO(b"".join(export_data(application)))) as archive:
        [name] = [one for one in archive.namelist() if one.startswith("documents/")]
        assert archive.read(name).startswith(b"%PDF-")


def test_lost_pages_are_made_again() -> None:
    application = ApplicationFactory()
    preview = set_text(application.documents.get(), "Lebenslauf")
    for number in (1, 2):
        name = store(b"RIFF", owner=application)
        preview.pages.create(number=number, width=10, height=20, storage_name=name)
    lose(PreviewPage.objects.get(number=2).storage_name)
    lost = note_lost_files(LATER)
    assert (lost.previews, lost.documents) == ([preview.pk], [])
    assert DocumentPreview.objects.get().state == "waiting"
    assert find_waiting(lost.previews) == [preview.document]


def test_folder_of_another_database_marks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lost_files, "USUAL", 1)
    for _number in range(2):
        lose(ApplicationFactory().documents.get().storage_name)
    with pytest.raises(TooManyLost):
        note_lost_files(LATER)
    Document.objects.update(created_at=LATER - timedelta(days=9))
    with pytest.raises(CommandError, match="2 documents without a file"):
        call_command("reconcile_documents", stdout=StringIO())
    assert Document.objects.exclude(missing_since=None).count() == 0
    assert len(note_lost_files(LATER, force=True).documents) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(count: int, django_assert_num_queries) -> None:
    ApplicationFactory.create_batch(count)
    with django_assert_num_queries(12):
        note_lost_files(LATER)
