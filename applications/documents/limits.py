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

# What a computer runs, a browser shows as a page with scripts, or Office opens with macros. "com"
# is not among them: "Jane Doe B.Com" and "lebenslauf-example.com" are honest names, and a file that
# passes is stored with the ending of what it is.
REFUSED_EXTENSIONS = (
    *("exe", "msi", "msix", "scr", "pif", "cpl", "dll", "sys", "bat", "cmd", "ps1", "psm1"),
    *("js", "mjs", "jse", "vbs", "vbe", "wsf", "wsh", "hta", "lnk", "url", "reg", "inf", "chm"),
    *("jar", "jnlp", "apk", "dmg", "pkg", "deb", "rpm", "iso", "img", "vhd", "sh", "bash"),
    *("php", "py", "rb", "html", "htm", "xhtml", "shtml", "mht", "mhtml", "svg", "svgz", "swf"),
    *("docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppam", "ppsm", "sldm", "xll"),
)
# Formats that a file is often called by mistake, by a phone or by hand: what it is takes their place.
REPLACED_EXTENSIONS = (
    *(one for several in EXTENSIONS.values() for one in several),
    *(
        "doc",
        "dot",
        "rtf",
        "txt",
        "pages",
        "heic",
        "heif",
        "avif",
        "webp",
        "gif",
        "bmp",
        "tif",
        "tiff",
    ),
)

HEIC_NAMES = (".heic", ".heif", "image/heic", "image/heif")
"""What becomes a JPG."""

NOTHING_MORE = re.compile(r"[.,]0(?=\s)")
"""The zero after the point of "10.0 MB"."""


def upload_limits() -> dict[str, int | str]:
    """Bytes of a document and of all together, their number, and refused extensions with spaces between."""
    return {
        "document": settings.DOCUMENT_MAX_BYTES,
        "count": settings.DOCUMENTS_MAX_COUNT,
        "together": settings.DOCUMENTS_MAX_BYTES,
        "refused": " ".join(REFUSED_EXTENSIONS),
    }


def file_size(size: int) -> str:
    """Such as "537 bytes", "1.5 MB" or "10 MB", in the active language; `size` is in bytes."""
    return NOTHING_MORE.sub("", filesizeformat(size))


def accept_attribute() -> str:
    """For the accept attribute of a file input, by extension and by media type."""
    extensions = (f".{one}" for several in EXTENSIONS.values() for one in several)
    return ",".join((*extensions, *HEIC_NAMES, *MediaType.values))
