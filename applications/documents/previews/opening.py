"""Hands out the image of a page; who may see it is for the caller to know."""

import logging
from typing import Any

from django.core.files.base import File

from applications.encryption.unreadable import UnreadableFile
from applications.models import Document, PreviewPage

logger = logging.getLogger(__name__)
PAGE_MEDIA_TYPE = "image/webp"


def open_preview_page(document: Document, number: int) -> "File[Any] | None":
    """The image of a page (from 1) as WebP; None if there is none, or its file is gone.

    None also while the virus scan has not released the document. The caller has found `document` with Document.objects.for_user(user), answers None with 404,
    and serves the image as PAGE_MEDIA_TYPE with nosniff, a sandboxing policy and no-store.
    """
    if not document.is_openable:
        return None
    page = PreviewPage.objects.filter(preview__document=document, number=number).first()
    if page is None:
        return None
    try:
        return page.open()
    except FileNotFoundError:
        return None
    except UnreadableFile:
        logger.exception("Page %s of document %s cannot be opened.", number, document.pk)
        return None
