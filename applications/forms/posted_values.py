"""What forms and addresses name rows by, as browsers send it back."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from applications.enums import DocumentKind
from applications.forms.boxes import guess_kind

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict


def read_token(text: str | None) -> UUID | None:
    """A token; None if there is none, or no such thing."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def read_number(text: str | None) -> int:
    """The number of a row, at most 18 digits as the database's have; 0, which none has, if it is no such."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,18}", text) else 0


def list_uploads(
    files: "MultiValueDict[str, UploadedFile[Any]]", boxes: Mapping[DocumentKind, DocumentKind]
) -> "Iterator[tuple[DocumentKind, UploadedFile[Any]]]":
    """The files of a form, each with its kind of document: by its box, and its name where several share that."""
    return (
        (guess_kind(upload.name or "", kind, boxes), upload)
        for kind in boxes
        for upload in files.getlist(kind.value)
    )
