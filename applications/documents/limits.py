"""Which files are accepted, how large and how many, as pages and scripts say it beforehand."""

import re

from django.conf import settings
from django.template.defaultfilters import filesizeformat

from applications.enums import MediaType

# The first extension is the usual one.
EXTENSIONS = {
    MediaType.PDF: ("pdf",),
    MediaType.DOCX: ("docx",),
    MediaType.ODT: ("odt",),
    MediaType.JPG: ("jpg", "jpeg", "jpe", "jfif"),
    MediaType.PNG: ("png",),
}

NOTHING_MORE = re.compile(r"[.,]0(?=\s)")
"""The zero after the point of "10.0 MB"."""


def upload_limits() -> dict[str, int | str]:
    """Bytes of a document and of all together, their number, and the extensions with spaces between."""
    return {
        "document": settings.DOCUMENT_MAX_BYTES,
        "count": settings.DOCUMENTS_MAX_COUNT,
        "together": settings.DOCUMENTS_MAX_BYTES,
        "extensions": " ".join(one for several in EXTENSIONS.values() for one in several),
    }


def file_size(size: int) -> str:
    """Such as "537 bytes", "1.5 MB" or "10 MB", in the active language; `size` is in bytes."""
    return NOTHING_MORE.sub("", filesizeformat(size))


def accept_attribute() -> str:
    """For the accept attribute of a file input, by extension and by media type."""
    extensions = (f".{one}" for several in EXTENSIONS.values() for one in several)
    return ",".join((*extensions, *MediaType.values))
