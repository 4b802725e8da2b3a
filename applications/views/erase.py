"""The applicant's wish for erasure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from applications.models import Application
from applications.services.erasure_requests import request_erasure
from applications.signed_links import is_mailed_key
from applications.views.applicant import (
    own_key,
    own_path,
    page_context,
    require_applicant_link,
)
from applications.views.status import retention_context


@require_applicant_link("GET", "HEAD", "POST")
def request_own_erasure(request: HttpRequest, application: Application) -> HttpResponse:
    """Say what erasing means for this application, and do it when that is confirmed."""
    if application.is_restricted:
        return redirect(own_path(request, query="?done=locked"))
    if request.method != "POST":
        context = page_context(request, application) | retention_context(application)
        return render(request, "applications/erase.html", context)
    reads_mail = is_mailed_key(own_key(request))
    now = timezone.now()
    if request_erasure(application=application, reads_mail=reads_mail, now=now):
        return redirect("applications:erased")
    return redirect(own_path(request, query="?done=locked"))


@require_safe
def show_erased(request: HttpRequest) -> HttpResponse:
    """What is left to say; the page knows nothing of anybody."""
    return render(request, "applications/erased.html", {"is_indexed": False})
