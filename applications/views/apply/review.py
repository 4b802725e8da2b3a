"""The review before sending, and sending."""

import hashlib
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from applications.answers import answer_in_words
from applications.forms import ApplicationForm
from applications.models import Document, Draft
from applications.services import (
    ApplicantData,
    DraftChanged,
    DraftGone,
    PostingClosed,
    submit_application,
)
from applications.views.apply.context import (
    apply_path,
    choose_text,
    document_kinds,
    page_context,
    redirect_to_status,
    render_closed_page,
    render_elsewhere_page,
)
from applications.views.apply.draft_cookie import (
    SENT,
    find_held,
    find_sent_application,
    set_draft_cookies,
)
from careers.models import EditionText
from careers.text.email_addresses import to_readable_address
from careers.text.mail_providers import suggest_address
from careers.web.localized_urls import current_language


class Ready(NamedTuple):
    """A draft that can be sent as it is."""

    draft: Draft
    text: EditionText
    documents: list[Document]
    applicant: ApplicantData

    @property
    def digest(self) -> str:
        """Another one as soon as something else would be sent."""
        files = [(one.pk, one.kind) for one in self.documents]
        return hashlib.sha256(repr((self.applicant, files)).encode()).hexdigest()


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def review_application(request: HttpRequest, public_id: int, slug: str) -> HttpResponse:
    """Everything that is about to be sent, to look at once more; and sending it."""
    held = find_held(request, public_id)
    if held.application is not None:
        return redirect_to_status(held.application, "?repeated")
    if held.is_elsewhere:
        return render_elsewhere_page(request, public_id)
    is_changed = request.method == "POST" or "changed" in request.GET
    query = "?changed" if is_changed else ""
    if held.draft is None:
        form_path = reverse("applications:apply", args=[public_id, slug])
        return redirect(form_path + query)
    if not held.draft.edition.posting.is_open():
        return render_closed_page(request, public_id, held.draft)
    ready = prepare_submission(held.draft)
    if ready is None:
        return redirect_to_form(held.draft, query)
    return (
        send_application(request, ready)
        if request.method == "POST"
        else render_review_page(request, ready)
    )


def prepare_submission(draft: Draft) -> Ready | None:
    """The draft as it would be sent; None if its form has to be gone over again."""
    text = choose_text(draft.edition)
    documents = list(draft.documents.order_by("position"))
    form = ApplicationForm(draft.typed_values, text=text, held=document_kinds(documents))
    if not form.is_valid():
        return None
    return Ready(draft, text, documents, form.applicant_data(current_language()))


def redirect_to_form(draft: Draft, query: str) -> HttpResponse:
    """To the form; or to the application that somebody's second click has just made of it."""
    posting = draft.edition.posting
    first = find_sent_application(draft.browser_key, posting.public_id)
    if first is not None:
        return redirect_to_status(first, "?repeated")
    return redirect(apply_path(choose_text(draft.edition)) + query)


def render_review_page(request: HttpRequest, ready: Ready) -> HttpResponse:
    told = [(answer["label"], answer_in_words(answer)) for answer in ready.applicant.answers]
    context = page_context(ready.text) | {
        "draft": ready.draft,
        "applicant": ready.applicant,
        "shown_address": to_readable_address(ready.applicant.email),
        "meant": suggest_address(ready.applicant.email),
        "way_back": f"{apply_path(ready.text)}#id_email",
        "answers": told,
        "documents": ready.documents,
        "unfinished": ready.draft.uploads.order_by("pk"),
        "form_path": apply_path(ready.text),
        "digest": ready.digest,
        "is_changed": "changed" in request.GET,
    }
    return render(request, "applications/review.html", context)


def send_application(request: HttpRequest, ready: Ready) -> HttpResponse:
    """Only what the review has shown; if another tab has changed it since, that is shown first."""
    public_id = ready.draft.edition.posting.public_id
    review_anew = apply_path(ready.text, "review") + "?changed"
    if request.POST.get("seen", ready.digest) != ready.digest:
        return redirect(review_anew)
    try:
        application = submit_application(
            draft=ready.draft, applicant=ready.applicant, now=timezone.now()
        )
    except PostingClosed:
        return render_closed_page(request, public_id, ready.draft)
    except DraftChanged:
        return redirect(review_anew)
    except DraftGone:
        return redirect_to_form(ready.draft, "?changed")
    response = redirect_to_status(application, "?sent")
    set_draft_cookies(response, public_id, ready.draft.browser_key, SENT)
    return response
