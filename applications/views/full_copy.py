"""The full copy (Art. 15 GDPR) on the applicant's own page: asking for it, and fetching what HR released."""

import logging
from datetime import timedelta

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.documents.names import attachment_header
from applications.enums import EventKind
from applications.models import Application, CopyRequest
from applications.rate_limit import try_acquire
from applications.services.copy_requests import CopyAskedAlready, request_full_copy
from applications.services.follow_up import record_event
from applications.views.applicant import own_path, page_context, require_applicant_link

DOWNLOADS_AN_HOUR = 10
logger = logging.getLogger(__name__)


@require_applicant_link("GET", "HEAD", "POST")
def ask_for_full_copy(request: HttpRequest, application: Application) -> HttpResponseBase:
    """Say what the full copy is and by when it comes; ask for it when that is confirmed."""
    if application.copy_requests.waiting().exists():
        return redirect(own_path(request, query="?done=copy_asked"))
    if request.method != "POST":
        context = page_context(request, application) | {"days": settings.FULL_COPY_DAYS}
        return render(request, "applications/full_copy.html", context)
    try:
        request_full_copy(application=application, now=timezone.now())
    except CopyAskedAlready:
        logger.info("A full copy was asked for twice.")
    return redirect(own_path(request, query="?done=copy_asked"))


@require_applicant_link("POST")
def download_full_copy(request: HttpRequest, application: Application) -> HttpResponseBase:
    """Hand out the newest copy that was released, as a file to be saved; noted in the history."""
    now = timezone.now()
    copy = find_copy(application)
    if copy is None:
        raise Http404(_("There is no copy to download, or no longer."))
    window = timedelta(hours=1)
    if not try_acquire(f"full-copy:{copy.pk}", limit=DOWNLOADS_AN_HOUR, window=window, now=now):
        return redirect(own_path(request, query="?done=busy"))
    try:
        content = copy.open()
    except FileNotFoundError:
        logger.exception("The file of copy request %s is missing.", copy.pk)
        raise Http404(_("There is no copy to download, or no longer.")) from None
    record_event(application=application, kind=EventKind.FULL_COPY_FETCHED, now=now)
    response = FileResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = attachment_header(f"{application.reference}-full.zip")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


def find_copy(application: Application) -> CopyRequest | None:
    """The newest one that may still be fetched."""
    kept = application.copy_requests.exclude(storage_name="").order_by("-pk")
    return kept.filter(expires_at__gt=timezone.now()).first()
