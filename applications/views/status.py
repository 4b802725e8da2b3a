"""The applicant's own page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.enums import TransferState
from applications.models import Application, Transfer
from applications.services.erasure_requests import is_erased_at_once
from applications.views import progress
from applications.views.applicant import page_context, require_applicant_link
from applications.views.transfer import proposal_context
from applications.wording import hold_cause, transfer_words
from careers.web.localized_urls import current_language

# What the last step led to, told once at the top of the page, by the word in its address.
DONE: dict[str, Promise] = {
    "added": _("The document has arrived."),
    "replaced": _("The new document has arrived, and the earlier one has been deleted."),
    "withdrawn": _("Your application has been withdrawn."),
    "joined": _("You are in our talent pool."),
    "left": _("You are no longer in our talent pool."),
    "changed": _("Your details have been changed."),
    "asked": _(
        "An email is on its way to the new address. The change takes effect once you confirm it "
        "there."
    ),
    "address": _("Your new email address is now in use. This page has a new link."),
    "copy_asked": _("We have received your request for the full copy."),
    "locked": _("We have noted your request and locked your data."),
    "transferred": _("Thank you. Your application is now for the other position."),
    "copied": _("Thank you. A copy of your application is now for the other position."),
    "declined": _("We have noted this. Your application stays where it is, and only there."),
}
NOT_DONE: dict[str, Promise] = {
    "busy": _("A copy is already being made, or you have just had several. Try again in an hour."),
    "over": _("That proposal is no longer open. Your application has not changed."),
    "closed": _("That is no longer possible: a decision has been made in the meantime."),
}


@require_applicant_link("GET", "HEAD")
def show_status(request: HttpRequest, application: Application) -> HttpResponse:
    """The applicant's own page: where the application stands, and all that can be done with it.

    Whoever has the link may read it, so it names no person.
    """
    context = page_context(request, application) | status_context(application)
    context["is_new"] = "sent" in request.GET
    context["is_repeated"] = "repeated" in request.GET
    word = request.GET.get("done", "")
    context |= {"done": DONE.get(word, ""), "not_done": NOT_DONE.get(word, "")}
    return render(request, "applications/status.html", context)


def status_context(application: Application) -> dict[str, object]:
    requests = application.document_requests.all()
    changes = application.stage_changes.order_by("at", "pk")
    return {
        "heading": progress.stage_heading(application),
        "sentence": progress.stage_sentence(application),
        "apology": progress.late_answer_apology(application),
        "steps": progress.build_steps(application, changes),
        "documents": application.documents.all(),
        "letters": application.letters.order_by("-at", "-pk"),
        "open_requests": [one for one in requests if not one.answered_at and application.is_open],
        "contact_email": application.contact_email,
        "merged": application.merged.all(),
        **transfer_context(application),
        **retention_context(application),
        **full_copy_context(application),
    }


def full_copy_context(application: Application) -> dict[str, object]:
    """The newest request for the full copy, and the newest one with a file to fetch."""
    newest = application.copy_requests.order_by("-pk").first()
    fetchable = application.copy_requests.fetchable(timezone.now()).first() if newest else None
    return {"copy_request": newest, "fetchable_copy": fetchable}


def transfer_context(application: Application) -> dict[str, object]:
    """The proposal that waits for an answer, and what became of earlier ones."""
    told = list(application.transfers.known_to_applicant().with_ads())
    waiting = [one for one in told if one.is_open_to_answer(timezone.now())]
    ended = [one for one in told if one not in waiting]
    proposed = proposal_context(waiting[0]) if waiting else {}
    return {"transfers": [describe_transfer(one) for one in ended], **proposed}


def describe_transfer(transfer: Transfer) -> dict[str, object]:
    """One that nobody has marked as expired yet is over all the same."""
    state = transfer.state if transfer.ended_at else TransferState.EXPIRED
    title = transfer.ad_in(current_language()).full_title
    return {
        "at": transfer.ended_at or transfer.expires_at,
        "words": transfer_words(transfer.kind, state, title),
        "copy": transfer.copy,
    }


def retention_context(application: Application) -> dict[str, object]:
    """What becomes of the data, and when."""
    return {
        "hold": hold_cause(application.hold_reason),
        "goes_at_once": is_erased_at_once(application, timezone.now()),
        "retained_until": application.retained_until,
        "months": settings.RETENTION_MONTHS,
    }
