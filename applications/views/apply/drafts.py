"""A draft opened from a mail, changed by scripts without leaving the page, and deleted."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from applications.forms import ApplicationForm
from applications.models import Draft
from applications.services import DraftGone, discard_draft, take_over_draft
from applications.signed_links import read_draft_token
from applications.views.apply.context import (
    apply_path,
    choose_text,
    files_context,
    page_context,
    render_elsewhere_page,
    saved_notice,
)
from applications.views.apply.draft_cookie import delete_draft_cookies, find_held, set_draft_cookies
from applications.views.apply.draft_input import change_files, save_posted_form
from careers.models import EditionText

type DraftView = Callable[[HttpRequest, int, str], HttpResponse]

INVALID = gettext_lazy("This link is not valid, or no longer valid.")


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def open_draft(request: HttpRequest, token: str) -> HttpResponse:
    """Hand a draft to the browser that has the link from the mail, and show it.

    The browser that held it so far holds it no more: its owner may be a stranger to the mailbox.
    One that does not hold it already asks first: it would lose its own if it has one, and strangers
    could have theirs filled in by sending people their link.
    """
    draft = read_draft_token(token)
    if draft is None:
        raise Http404(INVALID)
    text = choose_text(draft.public_edition(timezone.now()))
    held = find_held(request, draft.posting.public_id).draft
    if request.method != "POST" and held != draft:
        return render_draft_question(request, text, draft, holds_another=held is not None)
    if held != draft:
        draft = take_over(draft)
    response = redirect(apply_path(text))
    set_draft_cookies(response, draft.posting.public_id, draft.browser_key)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def take_over(draft: Draft) -> Draft:
    """The draft, held by this browser only; Http404 if it is gone at this very moment."""
    try:
        return take_over_draft(draft=draft)
    except DraftGone:
        raise Http404(INVALID) from None


def render_draft_question(
    request: HttpRequest, text: EditionText, draft: Draft, *, holds_another: bool
) -> HttpResponse:
    context = page_context(text) | {
        "form_path": apply_path(text),
        "address": draft.mailed_to,
        "holds_another": holds_another,
    }
    response = render(request, "applications/open_draft.html", context)
    response.headers["Referrer-Policy"] = "strict-origin"  # the address is a key
    return response


def require_held_draft(view: Callable[[HttpRequest, Draft], HttpResponse]) -> DraftView:
    """For views of the browser's draft for a posting; Http404 if it has none, 409 if it is elsewhere."""

    @wraps(view)
    def open_view(request: HttpRequest, public_id: int, slug: str) -> HttpResponse:
        held = find_held(request, public_id)
        if held.is_elsewhere:
            return render_elsewhere_page(request, public_id)
        if held.draft is None:
            raise Http404(_("This draft does not exist, or no longer exists."))
        return view(request, held.draft)

    return open_view


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@require_held_draft
def update_files(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The lists of files, for scripts that put them into the page; posting keeps what was typed."""
    text = choose_text(draft.edition)
    if request.method == "POST":
        try:
            text = save_posted_form(request, draft)
            change_files(request, draft, ApplicationForm(text=text).kinds)
        except DraftGone:
            raise Http404(_("This draft does not exist, or no longer exists.")) from None
    return render_file_lists(request, text, draft)


def render_file_lists(request: HttpRequest, text: EditionText, draft: Draft) -> HttpResponse:
    context = files_context(ApplicationForm(text=text), draft) | {"saved": saved_notice(draft)}
    return render(request, "applications/held.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@require_held_draft
def discard(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask whether the draft shall be deleted, and delete it."""
    text, public_id = choose_text(draft.edition), draft.posting.public_id
    if request.method != "POST":
        context = page_context(text) | {"draft": draft, "form_path": apply_path(text)}
        return render(request, "applications/discard.html", context)
    discard_draft(draft=draft)
    response = redirect("careers:posting_detail", public_id=public_id, slug=text.slug)
    delete_draft_cookies(response, public_id)
    return response
