"""The full copy (Art. 15 GDPR) on the applicant's own page: asking for it, and fetching what HR released.

It holds what the staff wrote, so only a mailed link is enough.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.documents.names import mark_as_download
from applications.models import Application
from applications.rate_limit import try_acquire
from applications.services.copy_requests import (
    CopyAskedAlready,
    open_full_copy,
    request_full_copy,
)
from applications.signed_links import is_mailed_key
from applications.views.applicant import (
    own_key,
    own_path,
    page_context,
    redirect_to_mail,
    require_applicant_link,
)

DOWNLOADS_AN_HOUR = 10
logger = logging.getLogger(__name__)


@require_applicant_link("GET", "HEAD", "POST")
def ask_for_full_copy(request: HttpRequest, application: Application) -> HttpResponseBase:
    """Say what the full copy is and by when it comes; ask for it when that is confirmed."""
    if not is_mailed_key(own_key(request)):
        return redirect_to_mail()
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
    if not is_mailed_key(own_key(request)):
        return redirect_to_mail()
    now = timezone.now()
    copy = application.copy_requests.fetchable(now).first()
    if copy is None:
        raise Http404(_("There is no copy to download, or it is no longer available."))
    window = timedelta(hours=1)
    if not try_acquire(f"full-copy:{copy.pk}", limit=DOWNLOADS_AN_HOUR, window=window, now=now):
        return redirect(own_path(request, query="?done=busy"))
    content = open_full_copy(request=copy, now=now)
    if content is None:
        raise Http404(_("There is no copy to download, or it is no longer available."))
    response = StreamingHttpResponse(content, content_type="application/zip")
    return mark_as_download(response, copy.file_name)
