"""Makes the preview of a document: the child first, then files, then rows, and the word index with them."""

import logging
from contextlib import suppress
from datetime import datetime
from functools import partial
from io import BytesIO

from django.conf import settings
from django.db import transaction
from django.db.models import F

from applications.documents.child_process import Failure, FunctionByName, Limits, run_in_child
from applications.documents.child_process.running import MEBIBYTE
from applications.documents.previews.parts import PageImage, Parts, join_parts
from applications.documents.storage import delete_files, document_storage, store_files
from applications.encryption.unreadable import MissingMasterKey, UnreadableFile
from applications.enums import PreviewCause, PreviewState
from applications.models import Application, Document, DocumentPreview, PreviewPage
from applications.models.data_key import ensure_key
from applications.word_index import index_application

logger = logging.getLogger(__name__)

render_document = FunctionByName("applications.documents.previews.render", "render_document")
KEPT = ("state", "cause", "made_at", "page_count", "sealed_text", "plain_text")
PREVIEW_JOB = "applications.make_preview"
MOST_OF_SMALL = MEBIBYTE, 12
MOST_OF_LARGE = 4 * MEBIBYTE, 4
"""Bytes of images and text: of nothing, and for each byte of a document. What is less counts. A page of words takes 13 to 108 kB, and its
file an eighteenth to a fifth of that; what a network may send in an hour are files, and images are not counted there."""
FIRST_TURN_SECONDS = 5
"""Of the processor; most documents take less than half of that, and none of them waits for one that takes long."""
MOST_TRIES = 3
"""Of workers that died, or found neither disk nor memory to start with."""


class PreviewNotMade(Exception):
    """Nothing is known of the document yet: no child could be started, or a master key is missing; a later try may."""


class TakesLong(Exception):
    """More than FIRST_TURN_SECONDS: to be made when others have had their turn."""


class DocumentGone(Exception):
    """The document was erased or replaced, or its preview made by somebody else, meanwhile."""


def make_document_preview(*, document_id: int, now: datetime, is_first: bool = False) -> None:
    """Make the preview of a document if it waits for one; what failed is written down and stays so.

    No lock is held while the child runs. Of a document that goes meanwhile, nothing is kept.
    Raises PreviewNotMade if no child could be started, MOST_TRIES times at most, OSError if the
    storage is away, and TakesLong in the first turn, which does not count then.
    """
    preview = begin_try(document_id)
    if preview is None:
        return
    limits = preview_limits(preview.document.size, is_first=is_first)
    cause, results = render_in_child(preview, limits)
    if is_first and cause == PreviewCause.TOO_SLOW:
        do_not_count(preview)
        raise TakesLong
    parts = join_parts(results, most_pages=settings.PREVIEW_MAX_PAGES)
    with suppress(DocumentGone):
        keep_preview(preview, parts, cause, now)


def begin_try(document_id: int) -> DocumentPreview | None:
    """The preview, if it waits and the document is released; the try is counted before all else."""
    released = Document.objects.openable().filter(pk=document_id)
    waiting = DocumentPreview.objects.waiting().filter(document__in=released)
    if not waiting.update(tries=F("tries") + 1):
        return None
    return waiting.select_related("document__application").first()


def render_in_child(preview: DocumentPreview, limits: Limits) -> tuple[str, list[bytes]]:
    """What a child told of the document, and why it told no more; PreviewNotMade if there was none."""
    if preview.tries > MOST_TRIES:
        return PreviewCause.CRASHED, []
    document = preview.document
    options = {"media_type": document.media_type, "most_pages": settings.PREVIEW_MAX_PAGES}
    try:
        with document.open() as content:
            outcome = run_in_child(render_document, content, options, limits)
    except FileNotFoundError:
        document_storage().refuse_other_place()
        return PreviewCause.MISSING, []
    except MissingMasterKey as error:
        do_not_count(preview)
        raise PreviewNotMade from error
    except UnreadableFile:
        logger.exception("Document %s cannot be opened.", document.pk)
        return PreviewCause.UNREADABLE, []
    if outcome.failure is Failure.NOT_STARTED:
        raise PreviewNotMade(outcome.detail)
    if outcome.failure:
        logger.warning("Document %s: %s %s", document.pk, outcome.failure, outcome.detail)
    return PreviewCause(outcome.failure) if outcome.failure else "", outcome.results


def do_not_count(preview: DocumentPreview) -> None:
    """A try that says nothing against the document."""
    DocumentPreview.objects.waiting().filter(pk=preview.pk).update(tries=F("tries") - 1)


def preview_limits(size: int, *, is_first: bool = False) -> Limits:
    """On the clock twice the time that is computed: the child is nice to everything else.

    So many bytes of a document may become so many more of images; pages beyond that are not shown.
    """
    seconds = settings.PREVIEW_SECONDS
    seconds = min(seconds, FIRST_TURN_SECONDS) if is_first else seconds
    most = (some + times * size for some, times in (MOST_OF_SMALL, MOST_OF_LARGE))
    least = min(*most, Limits.result_bytes)
    return Limits(settings.PREVIEW_MEMORY, seconds, 2 * seconds, result_bytes=least)


def keep_preview(preview: DocumentPreview, parts: Parts, cause: str, now: datetime) -> None:
    """Files first, then rows and the word index; DocumentGone, with nothing kept, if it is too late."""
    images = (BytesIO(page.content) for page in parts.pages)
    owner = preview.document.application
    if owner is None:
        raise DocumentGone
    key = ensure_key(owner)
    with store_files(images, key) as names, transaction.atomic():
        application, locked = lock_waiting(preview)
        replace_pages(locked, parts.pages, names)
        is_nothing = bool(cause) and not parts.pages and not parts.text
        locked.state = PreviewState.FAILED if is_nothing else PreviewState.MADE
        locked.cause, locked.made_at = cause, now
        locked.page_count = parts.page_count
        locked.seal_text(parts.text, key)
        locked.save(update_fields=KEPT)
        index_application(application)


def lock_waiting(preview: DocumentPreview) -> tuple[Application, DocumentPreview]:
    """The application first, as everybody who changes one does."""
    applications = Application.objects.select_for_update(of=("self",))
    application = applications.filter(documents=preview.document_id).first()
    waiting = DocumentPreview.objects.waiting().select_for_update()
    locked = waiting.filter(pk=preview.pk).first()
    if application is None or locked is None:
        raise DocumentGone
    return application, locked


def replace_pages(preview: DocumentPreview, pages: list[PageImage], names: list[str]) -> None:
    """Rows for files that are stored already; those of an earlier time go, their files on commit."""
    earlier = list(preview.pages.values_list("storage_name", flat=True))
    preview.pages.all().delete()
    transaction.on_commit(partial(delete_files, earlier))
    PreviewPage.objects.bulk_create(
        PreviewPage(
            preview=preview, number=number, width=page.width, height=page.height, storage_name=name
        )
        for number, (page, name) in enumerate(zip(pages, names, strict=True), start=1)
    )
