"""A second application made of a first one, for another posting: with files of its own, so that each can be erased alone."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime
from itertools import islice
from typing import IO, TYPE_CHECKING, Any
from uuid import uuid4

from applications.documents.storage import store_files
from applications.encryption.unreadable import UnreadableFile
from applications.enums import EventKind
from applications.models import Application, Document, Exclusion
from applications.models.data_key import ensure_key
from applications.models.original_file import OriginalFile
from applications.services.documents import start_checks
from applications.tasks import send_receipt
from applications.word_index import index_application

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from careers.models import Edition

logger = logging.getLogger(__name__)
KEPT = ("language", "name", "email", "phone", "message", "answers", "source", "notice_version")
"""What its author said and was told; consent to the talent pool was given for the first one alone."""
SAME = ("kind", "position", "name", "media_type", "size", "sha256", "removed", "created_at")
SCAN = ("scan_state", "scan_cause", "scan_finding", "scanned_at", "signatures_at")
"""What the virus scan said of the first one holds for the same bytes; if it is pending, so is the copy."""


def copy_application(
    application: Application, edition: "Edition", *, actor: "User | None", now: datetime
) -> Application:
    """A new application to this edition's posting, received now, which a receipt confirms.

    The caller has locked the first one and is in a transaction. Who is kept away from the first is
    kept away from the copy. Ratings, notes, messages and the talent pool stay with the first.
    """
    copy = Application(
        posting_id=edition.posting_id,
        edition=edition,
        submitted_at=now,
        token=uuid4(),
        **{name: getattr(application, name) for name in KEPT},
    )
    copy.full_clean(validate_unique=False, validate_constraints=False)
    copy.save()
    copy_exclusions(application, copy)
    documents = copy_documents(application, copy)
    copy.events.create(kind=EventKind.CAME_AS_COPY, at=now, by=actor)
    index_application(copy)
    start_checks(documents)
    if copy.email:
        send_receipt.defer(application_id=copy.pk)
    return copy


def copy_exclusions(application: Application, copy: Application) -> None:
    rows = [
        Exclusion(
            application=copy, user_id=one.user_id, by_id=one.by_id, at=one.at, reason=one.reason
        )
        for one in application.exclusions.all()
    ]
    Exclusion.objects.bulk_create(rows, ignore_conflicts=True)


def copy_documents(application: Application, copy: Application) -> list[Document]:
    """Files first, then rows; one whose file is gone or cannot be opened has no copy."""
    with ExitStack() as opened:
        found = list(open_documents(application.documents.all(), opened))
        files_of_all = (file for _document, files in found for file in files)
        with store_files(files_of_all, ensure_key(copy)) as names:
            left, copies = iter(names), list[Document]()
            for document, files in found:
                own, *original = islice(left, len(files))
                same = {field: getattr(document, field) for field in SAME + SCAN}
                row = Document.objects.create(application=copy, storage_name=own, **same)
                for name in original:
                    OriginalFile.objects.create(document=row, storage_name=name)
                copies.append(row)
            return copies


def open_documents(
    documents: Iterable[Document], opened: ExitStack
) -> Iterator[tuple[Document, list[IO[Any]]]]:
    for document in documents:
        try:
            files: list[IO[Any]] = [opened.enter_context(document.open_unreleased())]
            if document.removed:
                files.append(opened.enter_context(document.open_original_unreleased()))
            yield document, files
        except (FileNotFoundError, UnreadableFile):
            logger.exception("The file of document %s cannot be opened.", document.pk)
