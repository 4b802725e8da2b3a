"""The page on which HR proposes to transfer an application to another posting, and the button to take that back."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from applications.enums import TransferKind
from applications.models import Application, Transfer
from applications.services.locking import ApplicationGone
from applications.services.transfers import TransferRefused
from hiring.admin.desk.access import get_transferable_application, signed_in
from hiring.admin.desk.walk import read_walk
from hiring.admin.letter_page import mail_waits
from hiring.admin.moves import GONE
from hiring.forms.transfer import TransferForm
from hiring.mails.letters import LetterRefused
from hiring.models import OutgoingMail
from hiring.services.bulk import refusal_sentence
from hiring.services.outbox import OutboxRefused
from hiring.services.transfer_proposals import propose_transfer, take_back_proposal

REFUSALS = (TransferRefused, LetterRefused, OutboxRefused, ValidationError)


def ask_for_transfer(
    model_admin: "admin.ModelAdmin[Application]", request: HttpRequest, pk: int
) -> HttpResponse:
    """Ask for posting and letter, then go to the mail that waits: it can be changed there."""
    application = get_transferable_application(request, pk)
    form = TransferForm(
        request.POST if request.method == "POST" else None,
        application=application,
        visible=Application.objects.for_user(request.user),
        now=timezone.now(),
        initial={"kind": request.GET.get("kind", TransferKind.MOVE)},
    )
    if form.is_valid() and (mail := propose_and_report(request, application, form)):
        return redirect("admin:hiring_outgoingmail_change", mail.pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": application,
        "title": _("To another posting"),
        "form": form,
        "preserved_filters": model_admin.get_preserved_filters(request),
        "walk": read_walk(request, application, signed_in(request)),
        "asks": settings.TRANSFER_ASKS,
        "days": settings.TRANSFER_DAYS,
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "admin/hiring/transfer.html", context, status=status)


def propose_and_report(
    request: HttpRequest, application: Application, form: TransferForm
) -> OutgoingMail | None:
    """The mail that waits now; None where it was refused, and the form says why."""
    try:
        mail = propose_transfer(
            application=application, wish=form.wish, actor=signed_in(request), now=timezone.now()
        )
    except ApplicationGone:
        raise Http404(GONE) from None
    except REFUSALS as refusal:
        form.add_error(None, refusal_sentence(refusal))
        return None
    messages.success(request, mail_waits(_("The proposal is written."), mail))
    return mail


@require_POST
def post_transfer_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """End a proposal that is not answered yet."""
    application = get_transferable_application(request, pk)
    transfer = application.transfers.live().select_related("application").first()
    if transfer is None:
        messages.error(request, _("There is no proposal that could be taken back."))
    else:
        take_back_and_report(request, transfer)
    return redirect(read_walk(request, application, signed_in(request)).here)


def take_back_and_report(request: HttpRequest, transfer: Transfer) -> None:
    try:
        take_back_proposal(transfer=transfer, now=timezone.now())
    except ApplicationGone:
        raise Http404(GONE) from None
    except TransferRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The proposal is taken back."))
