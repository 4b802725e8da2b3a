"""The pages on which HR reviews a full copy (Art. 15 GDPR): entries, preview, release, refusal, more time."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from applications.documents.names import mark_as_download
from applications.models import CopyRequest
from applications.services.copy_requests import open_full_copy
from applications.services.locking import ApplicationGone
from hiring.admin.desk.access import signed_in
from hiring.admin.moves import GONE
from hiring.exports.reviewed_copy import read_chosen
from hiring.forms.copy_review import CopyReasonForm, EntryForm, build_entry_forms
from hiring.services.copy_review import (
    CopyReviewRefused,
    extend_copy_time,
    keep_choices,
    refuse_copy,
    release_copy,
)
from hiring.services.outbox import OutboxRefused
from hiring.waiting.copy_deadlines import describe_deadline

type Admin = "admin.ModelAdmin[CopyRequest]"

REVIEW = "admin:applications_copyrequest_change"
PREVIEW = "admin:applications_copyrequest_preview"
REFUSALS = (CopyReviewRefused, OutboxRefused)


class Question(NamedTuple):
    """A page that asks for a reason: its title, what is explained, the service, what is said afterwards."""

    title: Promise
    words: Promise
    act: Callable[..., None]
    done: Promise
    tone: str = ""


REFUSE = Question(
    gettext_lazy("Refuse the full copy"),
    gettext_lazy(
        "Only where the law allows it, for example for a request that is manifestly unfounded or "
        "excessive (Art. 12(5) GDPR). What concerns others is blacked out instead."
    ),
    refuse_copy,
    gettext_lazy("The request is refused, and the applicant is told why."),
    "danger",
)
EXTEND = Question(
    gettext_lazy("Take two more months"),
    gettext_lazy(
        "Possible once, within the first month, where the request is complex or there are many "
        "(Art. 12(3) GDPR)."
    ),
    extend_copy_time,
    gettext_lazy("The time is extended, and the applicant is told why."),
)


def find_request(request: HttpRequest, pk: str | int) -> CopyRequest:
    """One that this person may review; all others are not there (404)."""
    found = CopyRequest.objects.for_user(request.user).select_related("application__posting", "by")
    return get_object_or_404(found, pk=pk if str(pk).isdecimal() else 0)


def try_to_answer(request: HttpRequest, act: Callable[[], None], done: Promise | str) -> bool:
    """Whether it was done; the page that follows says so, or why not."""
    try:
        act()
    except ApplicationGone:
        raise Http404(GONE) from None
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, str(done))
    return True


def render_page(
    model_admin: Admin, request: HttpRequest, page: str, context: dict[str, Any]
) -> HttpResponse:
    copy = context["copy_request"]
    shared = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "application": copy.application,
        "deadline": describe_deadline(copy.days_left(timezone.localdate())),
    }
    return TemplateResponse(
        request,
        page,
        {**shared, **context},
        headers={"Cache-Control": "no-store"},
    )


def review_copy(model_admin: Admin, request: HttpRequest, pk: str) -> HttpResponse:
    """Every entry with its choice; saved, the preview follows. An answered request is only shown."""
    copy = find_request(request, pk)
    chosen = read_chosen(copy)
    entry_forms = build_entry_forms(chosen, request.POST if request.method == "POST" else None)
    is_posted = request.method == "POST" and copy.is_open
    if is_posted and all(form.is_valid() for form in entry_forms):
        if save_choices(request, copy, entry_forms):
            return redirect(PREVIEW, copy.pk)
        return redirect(REVIEW, copy.pk)
    context = {
        "title": _("Full copy for %(name)s") % {"name": copy.application.name},
        "copy_request": copy,
        "chosen": chosen,
        "entry_forms": entry_forms,
        "is_wrong": is_posted,
        "is_fetchable": copy.is_fetchable(timezone.now()),
    }
    response = render_page(model_admin, request, "admin/hiring/full_copy/review.html", context)
    response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY if is_posted else HTTPStatus.OK
    return response


def save_choices(request: HttpRequest, copy: CopyRequest, entry_forms: list[EntryForm]) -> bool:
    verdicts = {form.entry.key: form.chosen for form in entry_forms}
    made = {key: verdict for key, verdict in verdicts.items() if verdict is not None}

    def act() -> None:
        keep_choices(request=copy, verdicts=made, actor=signed_in(request), now=timezone.now())

    return try_to_answer(request, act, _("What you chose is saved."))


def preview_copy(model_admin: Admin, request: HttpRequest, pk: int) -> HttpResponse:
    """What the applicant will read of the staff's side, in their language; from here it is released."""
    copy = find_request(request, pk)
    with override(copy.application.language):
        chosen = read_chosen(copy)
    left = sum(one.choice is None for one in chosen)
    shown = {
        "title": _("Preview of the full copy"),
        "copy_request": copy,
        "chosen": [one for one in chosen if one.choice is not None],
        "left": left,
        "language": copy.application.language,
    }
    return render_page(model_admin, request, "admin/hiring/full_copy/preview.html", shown)


def post_release(_model_admin: Admin, request: HttpRequest, pk: int) -> HttpResponse:
    copy = find_request(request, pk)

    def act() -> None:
        release_copy(request=copy, actor=signed_in(request), now=timezone.now())

    done = _("The full copy is released. The applicant can download it.")
    is_done = try_to_answer(request, act, done)
    return redirect(REVIEW if is_done or not copy.is_open else PREVIEW, copy.pk)


def ask_for_reason(
    question: Question, model_admin: Admin, request: HttpRequest, pk: int
) -> HttpResponse:
    """Ask why, then do it and go back to the review."""
    copy = find_request(request, pk)
    form = CopyReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():

        def act() -> None:
            reason, actor = form.cleaned_data["reason"], signed_in(request)
            question.act(request=copy, reason=reason, actor=actor, now=timezone.now())

        try_to_answer(request, act, question.done)
        return redirect(REVIEW, copy.pk)
    context = {"title": question.title, "question": question, "form": form, "copy_request": copy}
    response = render_page(model_admin, request, "admin/hiring/full_copy/reason.html", context)
    response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return response


def download_released(_model_admin: Admin, request: HttpRequest, pk: int) -> HttpResponseBase:
    """The released copy for HR, to be sent on paper where there is no e-mail address; noted in the history.

    Its documents are those that the staff gets everywhere, never the bytes as they were sent.
    """
    copy, now = find_request(request, pk), timezone.now()
    if not copy.is_fetchable(now):
        raise Http404(_("There is no copy to download, or it is no longer available."))
    content = open_full_copy(request=copy, actor=signed_in(request), now=now)
    if content is None:
        raise Http404(_("There is no copy to download, or it is no longer available."))
    response = StreamingHttpResponse(content, content_type="application/zip")
    return mark_as_download(response, copy.file_name)
