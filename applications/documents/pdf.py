from typing import BinaryIO

import pikepdf

from applications.documents.refusals import Cause, RefusedContent


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
