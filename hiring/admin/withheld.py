"""What the staff gets instead of a document that the virus scan has not released, and having it scanned again."""

from http import HTTPStatus

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from applications.models import Application, Document
from applications.models.application import SEE_EVERY_APPLICATION
from applications.services.locking import ApplicationGone
from applications.services.scans import ScanRefused, repeat_scan
from hiring.admin.desk.access import signed_in
from hiring.rights import MAY_DOWNLOAD


def answer_withheld(request: HttpRequest, document: Document) -> HttpResponse:
    """409: it is there, and not now; the page says why, and what can be done."""
    context = {
        **admin.site.each_context(request),
        "opts": Application._meta,
        "document": document,
        "may_repeat_scan": may_repeat_scan(request),
        "title": _("This document cannot be opened"),
        "page_url": page_of(document),
    }
    template = "admin/hiring/withheld.html"
    return TemplateResponse(request, template, context, status=HTTPStatus.CONFLICT)


def may_repeat_scan(request: HttpRequest) -> bool:
    return request.user.has_perms((MAY_DOWNLOAD, SEE_EVERY_APPLICATION))


def page_of(document: Document) -> str:
    page = reverse("admin:applications_application_change", args=[document.application_id])
    return f"{page}?document={document.pk}"


@require_POST
def post_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """For those who see all applications: have a document scanned once more, and come back to its page."""
    document = Document.objects.for_user(request.user).filter(pk=pk).first()
    if document is None:
        raise Http404(_("There is no such document."))
    if not may_repeat_scan(request):
        raise PermissionDenied
    try:
        repeat_scan(document=document, actor=signed_in(request), now=timezone.now())
    except ApplicationGone:
        raise Http404(_("There is no such document.")) from None
    except ScanRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The document is checked once more."))
    return redirect(page_of(document))
