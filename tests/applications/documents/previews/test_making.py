"""From a stored document to its preview, by the job, in a real child process."""

import sys
from datetime import datetime

import pytest
from django.conf import settings
from django.core.files.storage import storages
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from applications.documents.previews import making
from applications.documents.previews.making import (
    MOST_TRIES,
    DocumentGone,
    PreviewNotMade,
    begin_try,
    keep_preview,
    make_document_preview,
)
from applications.documents.previews.opening import open_preview_page
from applications.documents.previews.parts import PageImage, Parts
from applications.documents.previews.waiting import LAST_TURN, add_waiting_previews, reset_previews
from applications.enums import MediaType, PreviewCause, PreviewState
from applications.models import Document, DocumentPreview, PreviewPage
from applications.tasks import AFTER_MAILS, make_preview
from tests.applications.documents.previews import samples
from tests.applications.factories import ApplicationFactory, DocumentFactory
from tests.applications.stored import store
from tests.applications.traces import stored_files
from tests.applications.word_search import matching_words

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
ONE_PAGE = Parts(1, [PageImage(10, 20, b"RIFF____WEBP")], "words")


def document_of(content: bytes, media_type: MediaType = MediaType.PDF) -> Document:
    """A document of an application, which waits for its preview."""
    application = ApplicationFactory(cv={"stored": content, "media_type": media_type})
    document = application.documents.get()
    add_waiting_previews([document])
    return document


def make(document: Document) -> DocumentPreview:
    make_document_preview(document_id=document.pk, now=NOON)
    return DocumentPreview.objects.get(document=document)


def facts(preview: DocumentPreview) -> tuple[str, str, int, int, str]:
    return (
        preview.state,
        preview.cause,
        preview.page_count,
        preview.pages_shown,
        preview.read_text(),
    )


def test_pages_text_and_words_are_kept() -> None:
    document = document_of(samples.text_pdf(["Kubernetes"], ["Rust"]))
    preview = make(document)
    assert facts(preview) == ("made", "", 2, 2, "Kubernetes\fRust")
    assert (preview.made_at, preview.pages_left_out) == (NOON, 0)
    assert preview.paragraphs == ["Kubernetes", "Rust"]
    assert [(page.number, page.width, page.height) for page in preview.pages.all()] == [
        (1, 1075, 1521),
        (2, 1075, 1521),
    ]
    assert [*matching_words("kubernetes")] == [document.application]


def test_page_is_opened_by_its_number() -> None:
    document = document_of(samples.text_pdf(["One"], ["Two"]))
    make(document)
    with open_preview_page(document, 2) as page:
        assert page.read(4) == b"RIFF"
    assert (open_preview_page(document, 0), open_preview_page(document, 3)) == (None, None)


def test_page_whose_file_is_gone_is_none() -> None:
    document = document_of(samples.text_pdf(["One"]))
    make(document)
    storages["documents"].delete(PreviewPage.objects.get().storage_name)
    assert open_preview_page(document, 1) is None


def test_office_document_has_text_and_no_pages() -> None:
    content = samples.docx_with(samples.paragraph("Änne") + samples.paragraph("Rust"))
    assert facts(make(document_of(content, MediaType.DOCX))) == ("made", "", 0, 0, "Änne\nRust")


def test_long_document_says_how_many_pages_are_left_out(settings: Settings) -> None:
    settings.PREVIEW_MAX_PAGES = 1
    preview = make(document_of(samples.text_pdf(["One"], ["Two"], ["Three"])))
    assert facts(preview) == ("made", "", 3, 1, "One\fTwo\fThree")
    assert preview.pages_left_out == 2


def test_damaged_document_fails_once_and_for_all(caplog: pytest.LogCaptureFixture) -> None:
    document = document_of(b"%PDF-1.7 and nothing else")
    assert facts(make(document)) == ("failed", "unreadable", 0, 0, "")
    assert f"Document {document.pk}: unreadable" in caplog.text
    make(document)
    assert DocumentPreview.objects.get().tries == 1


def test_document_that_needs_too_much_memory_says_so(settings: Settings) -> None:
    settings.PREVIEW_MEMORY = 8 * 1024 * 1024
    preview = make(document_of(samples.text_pdf(["One"])))
    assert (preview.state, preview.cause) == (PreviewState.FAILED, PreviewCause.MEMORY)
    assert len(stored_files()) == 1


def test_document_whose_file_is_gone_says_so() -> None:
    document = document_of(samples.text_pdf(["One"]))
    storages["documents"].delete(document.storage_name)
    assert facts(make(document)) == ("failed", "missing", 0, 0, "")


def test_worker_that_dies_of_a_document_does_not_die_again() -> None:
    document = document_of(samples.text_pdf(["One"]))
    for _try in range(MOST_TRIES):
        assert begin_try(document.pk) is not None
    assert facts(make(document)) == ("failed", "crashed", 0, 0, "")


@pytest.mark.usefixtures("server")
def test_child_that_cannot_start_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    document = document_of(samples.text_pdf(["One"]))
    monkeypatch.setattr(sys, "executable", "missing-python")
    with pytest.raises(PreviewNotMade):
        make(document)
    monkeypatch.undo()
    assert DocumentPreview.objects.get().state == PreviewState.WAITING
    assert facts(make(document)) == ("made", "", 1, 1, "One")


def test_worker_that_lacks_the_master_key_uses_up_no_try(settings: Settings) -> None:
    document = document_of(samples.text_pdf(["One"]))
    known, settings.DOCUMENT_KEYS = settings.DOCUMENT_KEYS, {"other": b"o" * 32}
    for _try in range(MOST_TRIES + 1):
        with pytest.raises(PreviewNotMade):
            make(document)
    settings.DOCUMENT_KEYS = known
    assert facts(make(document)) == ("made", "", 1, 1, "One")


def test_document_without_a_row_or_of_a_draft_gets_nothing() -> None:
    document = ApplicationFactory().documents.get()
    make_document_preview(document_id=document.pk, now=NOON)
    make_document_preview(document_id=0, now=NOON)
    assert (DocumentPreview.objects.count(), len(stored_files())) == (0, 1)


@pytest.mark.parametrize("what", ["document", "application", "made by another"])
def test_document_that_goes_meanwhile_leaves_nothing(what: str) -> None:
    document = document_of(samples.text_pdf(["One"]))
    preview = begin_try(document.pk)
    files = set(stored_files())
    assert preview is not None
    if what == "made by another":
        DocumentPreview.objects.update(state=PreviewState.MADE, made_at=NOON)
    else:
        (document if what == "document" else document.application).delete()
    with pytest.raises(DocumentGone):
        keep_preview(preview, ONE_PAGE, "", NOON)
    assert set(stored_files()) == files
    assert PreviewPage.objects.count() == 0


def test_pages_that_came_before_a_failure_are_shown_with_its_cause() -> None:
    document = document_of(samples.text_pdf(["One"]))
    preview = begin_try(document.pk)
    assert preview is not None
    parts = Parts(5, ONE_PAGE.pages, "words")
    keep_preview(preview, parts, PreviewCause.TOO_SLOW, NOON)
    kept = DocumentPreview.objects.get()
    assert facts(kept) == ("made", "too_slow", 5, 1, "words")
    assert kept.pages_left_out == 4


def test_preview_that_is_made_again_replaces_the_one_before() -> None:
    document = document_of(samples.text_pdf(["One"], ["Two"]))
    make(document)
    before = set(stored_files())
    storages["documents"].delete(document.storage_name)
    store(samples.text_pdf(["Three"]), document.storage_name)
    assert reset_previews() == [document]
    assert PreviewPage.objects.count() == 2
    assert facts(make(document)) == ("made", "", 1, 1, "Three")
    assert len(set(stored_files()) - before) == 1
    assert len(stored_files()) == 2
    assert not matching_words("Two").exists()


def test_each_document_of_an_application_is_found() -> None:
    first = document_of(samples.text_pdf(["Kubernetes"]))
    second = DocumentFactory(application=first.application, stored=samples.text_pdf(["Rust"]))
    add_waiting_previews([second])
    make(first)
    make(second)
    for words in ("kubernetes", "rust", "kubernetes rust"):
        assert [*matching_words(words)] == [first.application]


def test_what_takes_long_has_a_turn_after_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for a document that takes long: no time at all in the first turn."""
    document = document_of(samples.text_pdf(["Kubernetes"]))
    application = document.application_id
    monkeypatch.setattr(making, "FIRST_TURN_SECONDS", 0.001)
    make_preview(application, document.pk)
    preview = DocumentPreview.objects.get()
    assert (preview.state, preview.tries, stored_files()) == ("waiting", 0, stored_files())
    job = ProcrastinateJob.objects.get(task_name="applications.make_preview")
    assert (job.priority, job.lock) == (AFTER_MAILS - LAST_TURN, "previews that take long")
    make_preview(**job.args)
    preview.refresh_from_db()
    assert facts(preview)[:3] == ("made", "", 1)


def test_images_take_no_more_than_so_many_times_their_document() -> None:
    kibibyte = 1024
    sizes = (0, 24 * kibibyte, 2048 * kibibyte, 10240 * kibibyte)
    most = [making.preview_limits(size).result_bytes for size in sizes]
    assert most == [1024 * kibibyte, 1312 * kibibyte, 12288 * kibibyte, making.Limits.result_bytes]
    assert making.preview_limits(0).cpu_seconds == settings.PREVIEW_SECONDS
    assert making.preview_limits(0, is_first=True).cpu_seconds == making.FIRST_TURN_SECONDS


def test_thirty_pages_of_words_are_shown_however_small_their_file_is() -> None:
    """With a font that is not in the file: 22 kB."""
    line = "Leitung der Softwareentwicklung in einer Verwaltung mit Betrieb und Planung der Budgets"
    sent = samples.text_pdf(*[[line] * 55] * 30)
    assert facts(make(document_of(sent)))[:4] == ("made", "", 30, 30)
