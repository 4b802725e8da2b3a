from typing import BinaryIO

import pikepdf

from applications.documents.refusals import Cause, RefusedContent

# What is unpacked to open a PDF are its tables, never its pictures: 64 MiB hold millions of entries.
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
MAX_ITEMS = 100_000
pikepdf.settings.set_qpdf_limits(  # of the whole process
    flate_max_memory=MAX_UNPACKED_BYTES,
    png_max_memory=MAX_UNPACKED_BYTES,
    run_length_max_memory=MAX_UNPACKED_BYTES,
    tiff_max_memory=MAX_UNPACKED_BYTES,
    parser_max_container_size=MAX_ITEMS,
    max_stream_filters=5,
)


def inspect(content: BinaryIO) -> None:
    """Open a PDF and reach each of its pages; RefusedContent if it is locked or broken.

    Small damage, which every reader repairs silently, is repaired here too and not refused.
    """
    try:
        with pikepdf.open(content, suppress_warnings=True) as document:
            pages = sum(1 for page in document.pages if page.mediabox)
    except pikepdf.PasswordError:
        raise RefusedContent(Cause.LOCKED) from None
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError, RuntimeError):
        raise RefusedContent(Cause.BROKEN) from None
    if not pages:
        raise RefusedContent(Cause.BROKEN)
