"""The form of applying: shown, saved as a draft, checked, and led on to the review."""

from datetime import timedelta
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from applications.documents.multipart import accept_files
from applications.documents.upload_check import Refused, check_uploads
from applications.forms import ApplicationForm
from applications.forms.posted_values import list_uploads
from applications.forms.questions import carry_over_choices
from applications.models import Application, Draft
from applications.rate_limit import try_acquire, try_acquire_for_network
from applications.services import DraftGone, mail_draft_link, store_documents
from applications.views.apply.context import (
    apply_path,
    choose_text,
    find_open_text,
    page_context,
    redirect_to_status,
    render_closed_page,
    render_elsewhere_page,
    render_form_page,
    status_path,
    text_of_seen_edition,
)
from applications.views.apply.draft_cookie import (
    Held,
    TooManyDrafts,
    find_held,
    set_draft_cookies,
    start_draft_for_browser,
)
from applications.views.apply.draft_input import (
    change_files,
    find_seen_edition,
    sign_edition,
    typed_form,
)
from applications.views.too_many import render_too_many
from applications.views.upload_limits import count_checks, size_of_files, try_to_send
from careers.models import Edition, EditionText
from careers.web.client_address import client_network

STAY, LATER = "upload", "later"
"""What the form's buttons ask for, beside looking at it before sending."""
LINKS_OF_A_DRAFT, LINKS_OF_A_NETWORK = 5, 60
"""How often the link to go on can be asked for in an hour: each may go to another stranger."""


@accept_files
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
@count_checks
def apply(request: HttpRequest, public_id: int, slug: str) -> HttpResponse:
    """The form for one posting: found by its number, in the reader's language or the ad's first."""
    held = find_held(request, public_id)
    if held.application is not None and held.is_repeated:
        return redirect_to_status(held.application, "?repeated")
    text = find_open_text(public_id)
    if text is None:
        return render_closed_page(request, public_id, held.draft)
    if held.is_elsewhere and (request.method == "POST" or "again" not in request.GET):
        return render_elsewhere_page(request, public_id)
    if request.method == "POST":
        return receive_form(request, text, held)
    return show_form(request, text, held, slug)


def show_form(request: HttpRequest, text: EditionText, held: Held, slug: str) -> HttpResponse:
    """The form at its one address, or that this browser has applied already."""
    if slug != text.slug:
        return redirect(apply_path(text))
    if held.application is not None and "again" not in request.GET:
        return render_applied_page(request, text, held.application)
    return render_form_page(request, text, build_unbound_form(text, held.draft), held.draft)


def build_unbound_form(text: EditionText, draft: Draft | None) -> ApplicationForm:
    """The form as nobody has judged it yet, with what the draft holds."""
    hidden = {
        "token": draft.browser_key if draft else uuid4(),
        "edition": sign_edition(text.edition),
    }
    return ApplicationForm(text=text, initial=initial_values(text, draft) | hidden)


def initial_values(text: EditionText, draft: Draft | None) -> dict[str, str]:
    if draft is None or draft.edition_id == text.edition_id:
        return draft.typed_values if draft else {}
    return carry_over_choices(draft.typed_values, choose_text(draft.edition), text)


def render_applied_page(
    request: HttpRequest, text: EditionText, application: Application
) -> HttpResponse:
    """For who has applied with this browser, instead of an empty form."""
    context = page_context(text) | {
        "application": application,
        "status_path": status_path(application),
        "form_path": apply_path(text),
    }
    return render(request, "applications/applied.html", context)


def receive_form(request: HttpRequest, text: EditionText, held: Held) -> HttpResponse:
    """Keep all that was sent in the draft, and then do what the button says."""
    if request.FILES and not try_to_send(request, size_of_files(request)):
        return render_too_many(request)
    edition = find_seen_edition(request, text.edition)
    try:
        draft = held.draft or start_draft_for_browser(request, edition)
    except TooManyDrafts:
        return render_too_many(request)
    try:
        response = save_and_answer(request, text_of_seen_edition(text, edition), draft)
    except DraftGone:  # sent, deleted or taken over at this very moment
        return redirect(apply_path(text))
    set_draft_cookies(response, text.edition.posting.public_id, draft.browser_key)
    return response


def save_and_answer(request: HttpRequest, text: EditionText, draft: Draft) -> HttpResponse:
    data = request.POST.copy()
    data["token"], data["edition"] = str(draft.browser_key), sign_edition(text.edition)
    form = ApplicationForm(data, text=text)
    refused = store_form(request, draft, form, text.edition)
    form.tell_files(draft.documents.order_by().values_list("kind", flat=True), refused)
    return answer_form(request, text, draft, form)


def store_form(
    request: HttpRequest, draft: Draft, form: ApplicationForm, edition: Edition
) -> Refused:
    """Keep what was typed, and the files that pass the upload check; returns those refused."""
    passed, refused = check_uploads(list_uploads(request.FILES, form.boxes))
    typed, now = typed_form(form, edition), timezone.now()
    for kind, no_room in store_documents(draft=draft, uploads=passed, typed=typed, now=now):
        refused[kind].append(no_room)
    return refused


def answer_form(
    request: HttpRequest, text: EditionText, draft: Draft, form: ApplicationForm
) -> HttpResponse:
    """Go on to the review, or back to the form with what is wrong; or only do what was asked."""
    path, action = apply_path(text), request.POST.get("action")
    if change_files(request, draft, form.kinds):
        return redirect(f"{path}#documents")
    if action == STAY:
        form.limit_errors_to(form.refused_kinds)
    if action == LATER:
        form.limit_errors_to(["email"])
    if action == LATER and not form.errors and not may_ask_for_link(request, draft):
        form.add_error(None, _("Too many attempts. Please try again in an hour."))
    if form.errors:
        return render_form_page(request, text, form, draft)
    if action == STAY:
        return redirect(f"{path}#documents")
    if action == LATER:
        network = client_network(request)
        mail_draft_link(draft=draft, email=form.cleaned_data["email"], network=network)
        return redirect(f"{path}?later")
    return redirect(apply_path(text, "review"))


def may_ask_for_link(request: HttpRequest, draft: Draft) -> bool:
    """Whether another mail may be asked for, of this draft and from this network; counts it if so."""
    key, now = f"draft link:{draft.pk}", timezone.now()
    is_free = try_acquire(key, limit=LINKS_OF_A_DRAFT, window=timedelta(hours=1), now=now)
    return is_free and try_acquire_for_network(request, "draft links", limit=LINKS_OF_A_NETWORK)
