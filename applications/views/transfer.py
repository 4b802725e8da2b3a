"""The applicant's word on the proposal to consider the application for another posting."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications.enums import TransferState
from applications.forms.posted_values import read_number
from applications.models import Application, Transfer
from applications.services.transfers import ProposalOver, answer_transfer
from applications.views.applicant import own_path, page_context, require_applicant_link
from careers.web.localized_urls import current_language, posting_path

ANSWERS = {"agree": True, "decline": False}


@require_applicant_link("GET", "HEAD", "POST")
def answer_proposal(request: HttpRequest, application: Application) -> HttpResponse:
    """Say what the proposal means, and take the answer; which proposal was read stands in the form."""
    answer = request.POST.get("answer", "")
    if answer in ANSWERS:
        return keep_answer(request, application, agrees=ANSWERS[answer])
    proposal = find_open_proposal(application)
    if proposal is None:
        return redirect(own_path(request, query="?done=over"))
    context = page_context(request, application) | proposal_context(proposal)
    asked_again = request.method == "POST"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if asked_again else HTTPStatus.OK
    return render(request, "applications/proposal.html", context, status=status)


def keep_answer(request: HttpRequest, application: Application, *, agrees: bool) -> HttpResponse:
    key = read_number(request.POST.get("proposal"))
    try:
        proposal = answer_transfer(
            application=application, key=key, agrees=agrees, now=timezone.now()
        )
    except ProposalOver:
        return redirect(own_path(request, query="?done=over"))
    words = {
        TransferState.DECLINED: "declined",
        TransferState.DONE: "copied" if proposal.is_copy else "transferred",
    }
    return redirect(
        own_path(request, query=f"?done={words.get(TransferState(proposal.state), 'over')}")
    )


def find_open_proposal(application: Application) -> Transfer | None:
    """The proposal that waits for an answer, with the ad of its posting."""
    return application.transfers.open_to_answer(timezone.now()).with_ads().first()


def proposal_context(proposal: Transfer) -> dict[str, object]:
    language = current_language()
    ad = proposal.ad_in(language)
    return {
        "proposal": proposal,
        "proposed_ad": ad,
        "proposed_language": ad.language if ad.language != language else "",
        "proposed_path": posting_path(proposal.to_posting.public_id, ad.slug, language),
    }
