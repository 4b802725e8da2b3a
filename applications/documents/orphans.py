"""Files that no row names, as a crash or a lost COMMIT leaves them; the other way round: lost_files."""

import logging
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.storage import storages

from applications.documents.chunks import GRACE, is_old
from applications.documents.storage import HALF_WRITTEN, delete_files, document_storage
from applications.models import CopyRequest, Document, PreviewPage
from applications.models.original_file import OriginalFile

logger = logging.getLogger(__name__)
FOLDER = re.compile(r"[0-9a-f]{2}")
NAME = re.compile(rf"[0-9a-f]{{32}}({re.escape(HALF_WRITTEN)})?")
"""As make_storage_name() makes them, half-written ones too. Nothing else is touched."""
USUAL, SHARE = 100, 0.1
"""More files than both, SHARE of those that are named, are no accident: the database is another one."""


class TooManyOrphans(Exception):
    """So many files without a document that the database cannot be the one that belongs to them."""


@dataclass
class Orphans:
    """Names of files that no document, preview or copy names, and how many are named."""

    files: list[str] = field(default_factory=list)
    named: int = 0


def delete_orphans(now: datetime, *, force: bool = False) -> Orphans:
    """Delete files that no document, preview or copy names.

    Only if older than GRACE: a file is there before its row, for as long as a transaction
    takes. Files still arriving in chunks are the matter of sweep_chunks(). Raises TooManyOrphans,
    with nothing deleted, for more than USUAL files and SHARE of the named ones, unless forced.
    """
    left = find_orphans(now)
    if len(left.files) > max(USUAL, SHARE * left.named) and not force:
        raise TooManyOrphans(f"{len(left.files)} files without a document, {left.named} with one")
    delete_files(left.files)
    document_storage().delete_unfinished(now - GRACE)
    logger.info("%d stored files without a document deleted.", len(left.files))
    return left


def find_orphans(now: datetime) -> Orphans:
    """Rows are asked for after the files of a folder were listed, so that none is missed."""
    left = Orphans()
    for folder in filter(FOLDER.fullmatch, list_folder("")[0]):
        names = [f"{folder}/{name}" for name in list_folder(folder)[1] if NAME.fullmatch(name)]
        known = known_names(names)
        left.named += len(known)
        left.files += [name for name in names if name not in known and is_old(name, now)]
    return left


def known_names(names: list[str]) -> set[str]:
    """Those that a document, a page of its preview or a full copy names."""
    models = (Document, OriginalFile, PreviewPage, CopyRequest)
    rows = (model.objects.filter(storage_name__in=names) for model in models)
    return {name for found in rows for name in found.values_list("storage_name", flat=True)}


def list_folder(folder: str) -> tuple[list[str], list[str]]:
    """The folders and the files in a folder; none where nothing was ever stored."""
    with suppress(FileNotFoundError):
        return storages["documents"].listdir(folder)
    return [], []
