"""Handing a document to staff, and noting who got it."""

import logging
from typing import cast

from django.contrib.auth.models import User
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.documents.names import attachment_header
from applications.models import Document
from applications.services import record_access

logger = logging.getLogger(__name__)
MAY_READ = "applications.view_document"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox",
    "Cache-Control": "no-store",
}


@require_safe
def download_document(request: HttpRequest, pk: int) -> FileResponse:
    """Hand a document to somebody who may read it, and note that.

    Without the right, or for an application of another team, it does not exist (404). The browser
    is given the type that the upload check found, and told to save the file and never to show it.
    """
    if not request.user.has_perm(MAY_READ):
        raise Http404(_("There is no such document."))
    document = get_object_or_404(Document.objects.for_user(request.user), pk=pk)
    try:
        content = document.open()
    except FileNotFoundError:
        logger.exception("The file of document %s is missing.", document.pk)
        raise Http404(_("The file of this document is missing.")) from None
    record_access(document=document, user=cast(User, request.user), now=timezone.now())
    response = FileResponse(content, content_type=document.media_type, headers=HEADERS)
    response.headers["Content-Disposition"] = attachment_header(document.name)
    return response
