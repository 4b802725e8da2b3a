"""Files that come in chunks (static/js/upload): begun, continued, asked about, called off."""

import re
from http import HTTPStatus
from uuid import UUID

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
    UnreadablePostError,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from applications.documents.refusals import RefusedUpload
from applications.forms.application import document_demands
from applications.forms.boxes import find_boxes, guess_kind
from applications.models import Draft, Upload
from applications.services import (
    AnnouncedFile,
    DraftGone,
    WrongOffset,
    append_chunk,
    cancel_upload,
    finish_upload,
    start_upload,
)
from applications.services.uploads import (
    MAX_CHUNK_BYTES,
    SHORTEST_CHUNK,
    current_digest,
    find_upload,
)
from applications.views.apply.context import find_open_text, get_public_text
from applications.views.apply.draft_cookie import (
    TooManyDrafts,
    find_held,
    set_draft_cookies,
    start_draft_for_browser,
)
from applications.views.apply.draft_input import save_posted_form
from applications.views.upload_limits import count_checks, refuse_script, try_to_send
from careers.editions.key_facts import closed_notice
from careers.models import EditionText

OFFSET = "Upload-Offset"


@require_POST
@cache_control(private=True, no_store=True)
def announce_upload(request: HttpRequest, public_id: int, slug: str) -> HttpResponse:
    """Announce a file; the answer says where to send it, how much is there, and its SHA-256."""
    text, held = find_open_text(public_id), find_held(request, public_id)
    if text is None:
        return refusal_response(closed_notice(get_public_text(public_id)), HTTPStatus.GONE)
    if held.is_repeated:
        return refusal_response(
            _("This application has already been sent. You can add documents on its page.")
        )
    if held.is_elsewhere:
        return refuse_elsewhere()
    try:
        draft = held.draft or start_draft_for_browser(request, text.edition)
    except TooManyDrafts:
        return refuse_script()
    try:
        save_posted_form(request, draft)
        response = start_announced_upload(request, text, draft)
    except DraftGone:
        raise Http404(_("This draft does not exist, or no longer exists.")) from None
    set_draft_cookies(response, public_id, draft.browser_key)
    return response


def start_announced_upload(request: HttpRequest, text: EditionText, draft: Draft) -> HttpResponse:
    try:
        announced = read_announced_file(request, text)
        upload = start_upload(draft=draft, announced=announced, now=timezone.now())
    except RefusedUpload as refusal:
        return refusal_response(str(refusal))
    if not try_to_send(request, upload.received):  # what has arrived is read once more
        return refuse_script()
    public_id = text.edition.posting.public_id
    where = {"public_id": public_id, "slug": text.slug, "key": upload.key}
    path, digest = reverse("applications:upload", kwargs=where), current_digest(upload)
    told = {"path": path, "offset": upload.received, "digest": digest}
    return JsonResponse(told, status=HTTPStatus.CREATED)


def read_announced_file(request: HttpRequest, text: EditionText) -> AnnouncedFile:
    """What the browser says of the file; of a kind that is not asked for it is no such address."""
    boxes = find_boxes(document_demands(text))
    kinds = {kind.value: kind for kind in boxes}
    kind, size = request.POST.get("file-kind", ""), request.POST.get("file-size", "")
    if kind not in kinds or not re.fullmatch("[0-9]{1,15}", size):
        raise Http404(_("We have not asked for a file like this."))
    name = request.POST.get("file-name", "")
    return AnnouncedFile(guess_kind(name, kinds[kind], boxes), name, int(size))


def refuse_elsewhere() -> HttpResponse:
    """For a browser whose draft another one has taken over by the mailed link."""
    return refusal_response(
        _(
            "This draft is now open in another browser. To continue here, open the link from our email here."
        )
    )


def refusal_response(
    sentence: str, status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY
) -> HttpResponse:
    return JsonResponse({"error": sentence}, status=status)


@require_http_methods(["HEAD", "PATCH", "DELETE"])
@cache_control(private=True, no_store=True)
@count_checks
def handle_upload(request: HttpRequest, public_id: int, slug: str, key: UUID) -> HttpResponse:
    """One file on its way; for every draft but its own there is no such address."""
    held = find_held(request, public_id)
    if held.is_elsewhere:
        return refuse_elsewhere()
    found = find_upload(held.draft, key) if held.draft else None
    if found is None:
        raise Http404(_("This upload does not exist, or no longer exists."))
    if request.method == "PATCH":
        return receive_chunk(request, found)
    if request.method == "DELETE":
        cancel_upload(draft=found.draft, key=key)
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return HttpResponse(headers={OFFSET: str(found.received)})


def receive_chunk(request: HttpRequest, found: Upload) -> HttpResponse:
    """Take the next bytes: 204 while more are to come, 200 when the file is in the draft."""
    offset, length = request.headers.get(OFFSET, ""), int(request.META.get("CONTENT_LENGTH") or 0)
    wrong = find_fault(offset, length, found)
    if wrong:
        return HttpResponse(status=wrong)
    try:
        content = request.body
    except UnreadablePostError:
        content = b""
    if len(content) != length:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)  # it broke off on the way
    if not try_to_send(request, length):
        return refuse_script()
    return keep_chunk(request, found, int(offset), content)


def find_fault(offset: str, length: int, found: Upload) -> HTTPStatus | None:
    """What is wrong with a chunk before it is read; each is a file of its own, so that none is too short."""
    if not re.fullmatch("[0-9]{1,15}", offset):
        return HTTPStatus.BAD_REQUEST
    if length > MAX_CHUNK_BYTES:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    is_last = int(offset) + length >= found.size
    is_too_short = 0 < length < SHORTEST_CHUNK and not is_last
    return HTTPStatus.BAD_REQUEST if is_too_short else None


def keep_chunk(request: HttpRequest, found: Upload, offset: int, content: bytes) -> HttpResponse:
    try:
        return append_and_finish(request, found, offset, content)
    except WrongOffset as wrong:
        return HttpResponse(status=HTTPStatus.CONFLICT, headers={OFFSET: str(wrong.offset)})
    except RefusedUpload as refusal:
        return refusal_response(str(refusal))
    except DraftGone:
        raise Http404(_("This upload does not exist, or no longer exists.")) from None


def append_and_finish(
    request: HttpRequest, found: Upload, offset: int, content: bytes
) -> HttpResponse:
    now = timezone.now()
    received = append_chunk(upload=found, offset=offset, content=content, now=now)
    if received < found.size:
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={OFFSET: str(received)})
    finish_upload(upload=found, now=now)
    return HttpResponse(headers={OFFSET: str(received)})
