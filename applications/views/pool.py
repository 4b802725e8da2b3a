"""Consent to the talent pool, given and withdrawn."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications.forms.follow_up import PoolForm
from applications.models import Application
from applications.services.follow_up import ApplicationDecided, join_pool, leave_pool
from applications.views.applicant import own_path, page_context, require_applicant_link


@require_applicant_link("GET", "HEAD", "POST")
def change_pool_consent(request: HttpRequest, application: Application) -> HttpResponse:
    """Ask for consent to the talent pool, unticked; take it, or take it back at one click."""
    if "leave" in request.POST:
        leave_pool(application=application, now=timezone.now())
        return redirect(own_path(request, query="?done=left"))
    if not application.may_join_pool:
        return redirect_too_late(request, application)
    form = PoolForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render_pool_page(request, application, form)
    try:
        join_pool(application=application, now=timezone.now())
    except ApplicationDecided:
        application.refresh_from_db(fields=["stage", "erasure_requested_at"])
        return redirect_too_late(request, application)
    return redirect(own_path(request, query="?done=joined"))


def redirect_too_late(request: HttpRequest, application: Application) -> HttpResponse:
    word = "locked" if application.is_restricted else "closed"
    return redirect(own_path(request, query=f"?done={word}"))


def render_pool_page(
    request: HttpRequest, application: Application, form: PoolForm
) -> HttpResponse:
    context = page_context(request, application) | {
        "form": form,
        "months": settings.TALENT_POOL_MONTHS,
        "version": settings.POOL_NOTICE_VERSION,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "applications/pool.html", context, status=status)
