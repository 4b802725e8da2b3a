"""The page on which HR corrects the e-mail address of an application."""

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.forms.posted_values import read_number
from applications.models import Application
from applications.services.addresses import AddressRefused
from applications.services.locking import ApplicationGone
from hiring.admin.desk.access import get_permitted_application, signed_in
from hiring.admin.moves import GONE
from hiring.forms.address import CorrectedAddressForm
from hiring.models import OutgoingMail
from hiring.rights import MAY_MOVE
from hiring.services.applicant_address import correct_applicant_address


def ask_for_right_address(
    model_admin: "admin.ModelAdmin[Application]", request: HttpRequest, pk: int
) -> HttpResponse:
    """Ask for the right address, then go back: to the mail that was refused, if it led here."""
    application = get_permitted_application(request, pk, MAY_MOVE)
    data = request.POST if request.method == "POST" else None
    form = CorrectedAddressForm(data, initial={"email": application.email})
    if form.is_valid() and save_address(request, application, form):
        mails = OutgoingMail.objects.for_user(request.user).filter(application=application)
        if mail := mails.filter(pk=read_number(request.GET.get("mail"))).first():
            return redirect("admin:hiring_outgoingmail_change", mail.pk)
        return redirect("admin:applications_application_change", pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": application,
        "title": _("Correct the address"),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "admin/hiring/address.html", context, status=status)


def save_address(
    request: HttpRequest, application: Application, form: CorrectedAddressForm
) -> bool:
    try:
        correct_applicant_address(
            application=application,
            email=form.cleaned_data["email"],
            actor=signed_in(request),
            now=timezone.now(),
        )
    except ApplicationGone:
        raise Http404(GONE) from None
    except AddressRefused as refusal:
        form.add_error("email", str(refusal))
        return False
    messages.success(
        request,
        _(
            "The address is corrected, and an email with a new link is on its way to it. Emails "
            "that were refused can be sent again in the outbox."
        ),
    )
    return True
