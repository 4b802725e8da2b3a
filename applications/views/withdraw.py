"""Withdrawing an application."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications.enums import Stage
from applications.forms.follow_up import WithdrawForm
from applications.models import Application
from applications.services import MoveRefused
from applications.services.follow_up import withdraw_application
from applications.views.applicant import own_path, page_context, require_applicant_link


@require_applicant_link("GET", "HEAD", "POST")
def withdraw(request: HttpRequest, application: Application) -> HttpResponse:
    """Ask whether it is meant, then withdraw the application; it cannot be taken back."""
    if not application.may_be_withdrawn:
        return redirect_too_late(request, application)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = page_context(request, application) | {"form": form}
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return render(request, "applications/withdraw.html", context, status=status)
    try:
        withdraw_application(
            application=application, reason=form.cleaned_data["reason"], now=timezone.now()
        )
    except MoveRefused:
        application.refresh_from_db(fields=["stage", "erasure_requested_at"])
        return redirect_too_late(request, application)
    return redirect(own_path(request, query="?done=withdrawn"))


def redirect_too_late(request: HttpRequest, application: Application) -> HttpResponse:
    """Say what is: that it is locked, for a second click that it is withdrawn, else that it is decided."""
    word = "withdrawn" if application.stage == Stage.WITHDRAWN else "closed"
    if application.is_restricted:
        word = "locked"
    return redirect(own_path(request, query=f"?done={word}"))
