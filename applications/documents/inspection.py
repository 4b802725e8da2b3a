"""Tells the format of a file by parsing it, in a child process that has limits on memory and time.

These functions see bytes only: no database, no settings, no request, no language.
"""

import json
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO

from applications.documents import (
    heic,
    heic_format,
    images,
    office,
    office_cleaning,
    pdf,
    picture_cleaning,
)
from applications.documents.refusals import Cause, RefusedContent
from applications.enums import MediaType, Removed

# A PDF may begin with other bytes: ISO 32000-1, annex H, note 13 of Adobe's implementation.
PDF_HEADER_WITHIN = 1024
BEFORE_A_PDF = re.compile(rb"(?:\xef\xbb\xbf)?[\t\r\n -;=-~]*")
"""Lines of text as mail gateways leave them; with a "<", or as bytes, it may be another format, too."""
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def inspect_file(content: BinaryIO) -> MediaType:
    """Parse the whole of a seekable file and return what it is.

    Raises RefusedContent for everything that is not an intact, open file of a known format.
    """
    found = recognise(content)
    if found is MediaType.PDF:
        pdf.inspect_pdf(content)
    return found


def recognise(content: BinaryIO) -> MediaType:
    """As inspect_file(), but for PDFs, which are parsed where they are cleaned."""
    content.seek(0)
    head = content.read(PDF_HEADER_WITHIN)
    content.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return office.inspect_office(content)
    if head.startswith(b"\xff\xd8\xff"):
        return images.inspect_image(content, MediaType.JPG)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return images.inspect_image(content, MediaType.PNG)
    if heic_format.is_heic(head):
        return MediaType.JPG  # which it becomes
    if head.startswith(OLE_SIGNATURE):
        raise RefusedContent(Cause.OLD_OFFICE)
    before, header, _after = head.partition(b"%PDF-")
    if header and BEFORE_A_PDF.fullmatch(before):
        return MediaType.PDF
    raise RefusedContent(Cause.WRONG_TYPE)


def check_content(content: BinaryIO, _options: Mapping[str, Any]) -> Iterator[bytes]:
    """For a child process: what a file is and what was taken out of it, or the Cause of a refusal.

    Where something was taken out, a copy without it is written to the child's output.
    """
    # A reader that asks the kernel for each object of a PDF takes twice as long.
    content = BytesIO(content.read())
    try:
        found = recognise(content)
        removed = write_clean_copy(content, found)
    except RefusedContent as refusal:
        yield json.dumps({"refused": refusal.cause}).encode()
    else:
        yield json.dumps({"format": found, "removed": sorted(removed)}).encode()


def write_clean_copy(content: BinaryIO, found: MediaType) -> set[Removed]:
    content.seek(0)
    if heic_format.is_heic(content.read(heic_format.HEAD_BYTES)):
        return heic.write_jpg(content)
    if found is MediaType.PDF:
        return pdf.write_clean_copy(content)
    if found in {MediaType.JPG, MediaType.PNG}:
        return picture_cleaning.write_clean_copy(content, found)
    return office_cleaning.write_clean_copy(content, found)
