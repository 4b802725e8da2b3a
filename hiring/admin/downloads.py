"""Handing a document to staff, whole or page by page, and noting who got it."""

import logging
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.documents.names import HARMLESS_HEADERS, mark_as_download
from applications.documents.previews.opening import PAGE_MEDIA_TYPE, open_preview_page
from applications.encryption.unreadable import UnreadableFile
from applications.models import Document
from applications.models.document import DocumentWithheld
from applications.services import record_access
from applications.services.documents import record_viewing
from hiring.admin.withheld import answer_withheld
from hiring.rights import MAY_DOWNLOAD

logger = logging.getLogger(__name__)


@require_safe
def download_document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand a document to somebody who may read it, and note that; 409 while the virus scan withholds it.

    The browser is given the type that the upload check found, and told to save the file and never
    to show it.
    """
    document = find_document(request, pk)
    try:
        content = document.open()
    except DocumentWithheld:
        return answer_withheld(request, document)
    except FileNotFoundError:
        logger.exception("The file of document %s is missing.", document.pk)
        words = _(
            "The file “%(name)s” is missing. Ask for it again, or have a backup brought back."
        )
        return tell_instead(request, document, words)
    except UnreadableFile:
        logger.exception("The file of document %s cannot be opened.", document.pk)
        words = _("The file “%(name)s” cannot be opened. The log of the server says why.")
        return tell_instead(request, document, words)
    record_access(document=document, user=cast(User, request.user), now=timezone.now())
    response = FileResponse(content, content_type=document.media_type)
    return mark_as_download(response, document.name)


def tell_instead(request: HttpRequest, document: Document, words: str) -> HttpResponseBase:
    messages.error(request, words % {"name": document.name})
    return redirect("admin:applications_application_change", document.application_id)


@require_safe
def show_document_page(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Show the image of a page (from 1) to somebody who may read the document, and note that; 409 as above."""
    document = find_document(request, pk)
    if not document.is_openable:
        return answer_withheld(request, document)
    content = open_preview_page(document, number)
    if content is None:
        raise Http404(_("There is no such document."))
    record_viewing(document=document, user=cast(User, request.user), now=timezone.now())
    response = FileResponse(content, content_type=PAGE_MEDIA_TYPE, headers=HARMLESS_HEADERS)
    response.headers["Content-Disposition"] = "inline"
    return response


def find_document(request: HttpRequest, pk: int) -> Document:
    """Without the right, or for an application of another team, it does not exist (404)."""
    if not request.user.has_perm(MAY_DOWNLOAD):
        raise Http404(_("There is no such document."))
    return get_object_or_404(Document.objects.for_user(request.user), pk=pk)
