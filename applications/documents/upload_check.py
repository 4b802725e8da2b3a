"""The one check for uploaded files: every way in calls check_upload() before anything is kept."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import IO, Any, BinaryIO, Self, cast

from django.conf import settings
from django.core.files.base import File

from applications.documents.inspection import inspect_file
from applications.documents.limits import (
    EXTENSIONS,
    REFUSED_EXTENSIONS,
    REPLACED_EXTENSIONS,
    file_size,
)
from applications.documents.names import clean_file_name, file_extension
from applications.documents.refusals import Cause, RefusedContent, RefusedUpload
from applications.enums import DocumentKind, MediaType


@dataclass(frozen=True)
class CheckedUpload:
    """A file that passed the upload check: its harmless name, its true type, and its bytes."""

    name: str
    media_type: MediaType
    size: int
    sha256: str
    content: IO[Any]
    kind: DocumentKind = DocumentKind.OTHER

    def with_kind(self, kind: DocumentKind) -> Self:
        return replace(self, kind=kind)


def check_upload(upload: "File[Any]") -> CheckedUpload:
    """Let an uploaded file pass or refuse it.

    In: a named, seekable file of any size. Out: what it is; nothing has been stored.
    Raises RefusedUpload, whose text tells its owner the cause and the remedy, for an empty file,
    one above settings.DOCUMENT_MAX_BYTES (bytes), one that is not an intact and open PDF, DOCX,
    ODT, JPG or PNG, and one whose extension claims a program or a page.
    """
    name, size = clean_file_name(upload.name or ""), upload.size or 0
    content = cast(BinaryIO, upload.file)
    check_size(name, size)
    try:
        found = inspect_file(content)
    except RefusedContent as refusal:
        raise RefusedUpload(refusal.cause, name=name) from None
    name = match_extension(name, found)
    return CheckedUpload(name, found, size, file_digest(content), content)


def check_size(name: str, size: int) -> None:
    if not size:
        raise RefusedUpload(Cause.EMPTY, name=name)
    if size > settings.DOCUMENT_MAX_BYTES:
        limit = file_size(settings.DOCUMENT_MAX_BYTES)
        raise RefusedUpload(Cause.TOO_LARGE, name=name, size=file_size(size), limit=limit)


def check_total(held: Sequence[int], *, name: str, size: int) -> None:
    """Refuse one more file beside those that are there already.

    In: the bytes of each file that is held, name and bytes of the new one. Raises RefusedUpload
    beyond settings.DOCUMENTS_MAX_COUNT (files) and settings.DOCUMENTS_MAX_BYTES (bytes).
    """
    if len(held) >= settings.DOCUMENTS_MAX_COUNT:
        limit = str(settings.DOCUMENTS_MAX_COUNT)
        raise RefusedUpload(Cause.TOO_MANY, name=name, limit=limit)
    together = sum(held) + size
    if together > settings.DOCUMENTS_MAX_BYTES:
        limit = file_size(settings.DOCUMENTS_MAX_BYTES)
        facts = {"size": file_size(together), "limit": limit}
        raise RefusedUpload(Cause.TOO_MUCH, name=name, **facts)


def check_announced_file(name: str, size: int) -> None:
    """Refuse early what check_upload() would refuse in the end, by extension and bytes alone."""
    check_size(name, size)
    if file_extension(name) in REFUSED_EXTENSIONS:
        raise RefusedUpload(Cause.WRONG_TYPE, name=name)


def match_extension(name: str, found: MediaType) -> str:
    """The name with an extension of what was found.

    One of another document or picture gives way to it, since phones and people mix them up; what
    may be a part of the name, such as "CV Dipl.Ing", stays before it. Raises RefusedUpload for
    what claims to be a program or a page.
    """
    extension, usual = file_extension(name), EXTENSIONS[found][0]
    if extension in EXTENSIONS[found]:
        return name
    if extension in REFUSED_EXTENSIONS:
        facts = {"format": found.label, "extension": usual}
        raise RefusedUpload(Cause.WRONG_EXTENSION, name=name, **facts)
    stem = name[: -len(extension) - 1] if extension in REPLACED_EXTENSIONS else name
    return clean_file_name(f"{stem}.{usual}")


def file_digest(content: Any) -> str:
    """SHA-256 of all bytes, in hexadecimal."""
    content.seek(0)
    return hashlib.file_digest(content, "sha256").hexdigest()
