"""The download of an applicant's data export."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from applications.documents.names import mark_as_download
from applications.enums import EventKind
from applications.models import Application
from applications.privacy.data_export import export_data
from applications.rate_limit import try_acquire
from applications.services.follow_up import record_event
from applications.views.applicant import own_path, require_applicant_link

COPIES_AN_HOUR = 5
AT_MOST_SECONDS = 300
"""After which another copy may begin, should a server have died over one."""


@require_applicant_link("POST")
def download_data_export(request: HttpRequest, application: Application) -> HttpResponseBase:
    """Hand out a copy of all data as a ZIP archive; one at a time, and a few an hour."""
    place, now = f"copy:{application.pk}", timezone.now()
    if not cache.add(place, now, AT_MOST_SECONDS):
        return redirect(own_path(request, query="?done=busy"))
    if not try_acquire(place, limit=COPIES_AN_HOUR, window=timedelta(hours=1), now=now):
        cache.delete(place)
        return redirect(own_path(request, query="?done=busy"))
    record_event(application=application, kind=EventKind.COPY_MADE, now=now)
    chunks = release_when_done(export_data(application), place)
    response = StreamingHttpResponse(chunks, content_type="application/zip")
    return mark_as_download(response, f"{application.reference}.zip")


def release_when_done(chunks: Iterator[bytes], place: str) -> Iterator[bytes]:
    """The same chunks; when they are over, or nobody wants them any more, the next may begin."""
    try:
        yield from chunks
    finally:
        cache.delete(place)
