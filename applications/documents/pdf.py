"""PDF: parsed under limits on pages, objects and unpacked bytes; locked ones are refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pikepdf

from applications.documents.child_process.frames import open_output
from applications.documents.pdf_calm import is_calm
from applications.documents.pdf_cleaning import clean_pdf, looks_active
from applications.documents.pdf_copies import save_calm
from applications.documents.pdf_hybrid import hides_what_is_shown
from applications.documents.pdf_page_tree import flatten_page_tree, shows_the_same_pages
from applications.documents.pdf_signatures import drop_signatures
from applications.documents.refusals import Cause, RefusedContent
from applications.enums import Removed

# What is unpacked to open a PDF are its tables, never its pictures: 64 MiB hold millions of entries.
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
MAX_ITEMS = 100_000
MAX_PAGES = 10_000  # and branches of their tree; a page of few bytes may be named a million times
MAX_FILTERS = 5  # of one stream, each of which unpacks what the one before has unpacked


def limit_parser(
    *, unpacked: int = MAX_UNPACKED_BYTES, items: int = MAX_ITEMS, filters: int = MAX_FILTERS
) -> None:
    """Set qpdf's limits for the whole process: bytes and filters of a stream, items of an array."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=unpacked,
        png_max_memory=unpacked,
        run_length_max_memory=unpacked,
        tiff_max_memory=unpacked,
        parser_max_container_size=items,
        max_stream_filters=filters,
    )


limit_parser()


def inspect_pdf(content: BinaryIO) -> None:
    """Open a PDF and reach each of its pages; RefusedContent if it is locked or broken.

    Small damage, which every reader repairs silently, is repaired here too and not refused.
    """
    with open_intact(content):
        pass


def write_clean_copy(content: BinaryIO) -> set[Removed]:
    """Write the PDF without what is active to the child's output; returns what was taken out.

    Of one that is calm in all of its bytes nothing is written: it stays as it is, and its signatures
    valid. Raises RefusedContent as inspect_pdf(), clean_pdf() and save_calm() do.
    """
    content.seek(0)
    whole = content.read()
    with open_intact(content) as document:
        has_clear_pages = shows_the_same_pages(document)
        is_sound = has_clear_pages and not document.get_warnings() and not looks_active(document)
        if is_sound and is_calm(whole) and not hides_what_is_shown(document, whole):
            return set()
        if not has_clear_pages:
            flatten_page_tree(document)
        removed = clean_pdf(document)
        if document.is_encrypted:  # without a password to open it
            removed.add(Removed.PROTECTION)
        removed = removed or {Removed.REST}
        removed |= drop_signatures(document)
        copy = save_calm(document)
    with open_output() as target:
        target.write(copy)
    return removed


@contextmanager
def open_intact(content: BinaryIO) -> Iterator[pikepdf.Pdf]:
    try:
        with pikepdf.open(
            content, suppress_warnings=True, inherit_page_attributes=False
        ) as document:
            refuse_many_pages(document)
            if not any(page.mediabox for page in document.pages):
                raise RefusedContent(Cause.BROKEN)
            yield document
    except pikepdf.PasswordError:
        raise RefusedContent(Cause.LOCKED) from None
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError, RuntimeError):
        raise RefusedContent(Cause.BROKEN) from None


def refuse_many_pages(document: pikepdf.Pdf) -> None:
    """RefusedContent before pikepdf makes a page of its own for each time that one is named."""
    waiting, found = [document.Root.Pages], 0
    while waiting:
        node = waiting.pop()
        kids = node.get("/Kids") if isinstance(node, pikepdf.Dictionary) else None
        if not isinstance(kids, pikepdf.Array):
            continue
        found += len(kids)
        if found > MAX_PAGES:
            raise RefusedContent(Cause.TOO_COMPLEX)
        waiting.extend(kids)
