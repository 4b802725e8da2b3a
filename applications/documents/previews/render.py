"""Runs in the child: a document's bytes become parts (see applications.documents.previews.parts).

These functions see bytes and options only: no database, no settings, no request, no language.
"""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from applications.documents.child_process import UnreadableContent
from applications.documents.previews.office_text import read_office
from applications.documents.previews.page_images import render_picture
from applications.documents.previews.pdf_pages import render_pdf
from applications.documents.refusals import RefusedContent
from applications.enums import MediaType


def render_document(content: BinaryIO, options: Mapping[str, Any]) -> Iterator[bytes]:
    """The parts of a document of `media_type`, with images of at most `most_pages` pages.

    Raises UnreadableContent, also after the first parts.
    """
    media_type = MediaType(options["media_type"])
    if media_type is MediaType.PDF:
        yield from render_pdf(content, options["most_pages"])
    elif media_type in {MediaType.JPG, MediaType.PNG}:
        yield render_picture(content)
    else:
        try:
            yield read_office(content, media_type)
        except RefusedContent as refusal:
            raise UnreadableContent from refusal
