"""Answers that hand out an export: to be saved, never shown, and kept by nobody on the way."""

from datetime import datetime

from django.http import FileResponse, StreamingHttpResponse

from applications.documents.names import mark_as_download
from hiring.enums import ExportKind
from hiring.exports.wishes import Wish
from hiring.models import Export
from hiring.services.exports import Selection, export_now, open_export


def hand_out_now(selection: Selection, wish: Wish, now: datetime) -> StreamingHttpResponse:
    """A short export, streamed while it is made."""
    made = export_now(selection=selection, wish=wish, now=now)
    response = StreamingHttpResponse(made, content_type=wish.media_type)
    return mark_as_download(response, wish.file_name(now))


def hand_out_stored(export: Export, now: datetime) -> FileResponse | None:
    """The file of a long export; None if it may not be handed out any more."""
    content = open_export(export=export, user=export.user, now=now)
    if content is None:
        return None
    wish = Wish(ExportKind(export.kind), export.language)
    response = FileResponse(content, content_type=wish.media_type)
    return mark_as_download(response, wish.file_name(export.asked_at))
