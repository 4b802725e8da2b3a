"""Applicants correct their own name, phone and e-mail address."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.forms.follow_up import OwnDataForm
from applications.models import Application
from applications.services.addresses import (
    TooOften,
    ask_for_address,
    change_own_data,
    confirm_address,
)
from applications.services.follow_up import ApplicationDecided
from applications.services.locking import ApplicationGone
from applications.signed_links import application_path, is_mailed_key, read_address_token
from applications.views.applicant import (
    INVALID,
    own_key,
    own_path,
    page_context,
    require_applicant_link,
)
from applications.views.privacy_headers import add_privacy_headers
from careers.text.email_addresses import address_key
from careers.web.localized_urls import current_language


@require_applicant_link("GET", "HEAD", "POST")
def change_data(request: HttpRequest, application: Application) -> HttpResponse:
    """Name and phone change at once, an address when it is confirmed.

    The page shows no more than the copy of the data does, which the same link opens.
    """
    if application.is_restricted:
        return redirect(own_path(request, query="?done=closed"))
    known = {name: getattr(application, name) for name in ("name", "email", "phone")}
    form = OwnDataForm(request.POST if request.method == "POST" else None, initial=known)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            return redirect(
                own_path(request, query=f"?done={save_data(request, application, form)}")
            )
        except ApplicationDecided:
            return redirect(own_path(request, query="?done=closed"))
        except TooOften:
            form.add_error("email", _("Too many attempts. Please try again in an hour."))
            status = HTTPStatus.TOO_MANY_REQUESTS
    context = page_context(request, application) | {"form": form}
    answer = status if form.is_bound else HTTPStatus.OK
    return render(request, "applications/own_data.html", context, status=answer)


def save_data(request: HttpRequest, application: Application, form: OwnDataForm) -> str:
    """What was done, as the word that the applicant's page reads."""
    data, now = form.cleaned_data, timezone.now()
    is_new_address = address_key(data["email"]) != address_key(application.email)
    if is_new_address:
        is_of_browser = not is_mailed_key(own_key(request))
        ask_for_address(
            application=application, email=data["email"], now=now, is_of_browser=is_of_browser
        )
    change_own_data(application=application, name=data["name"], phone=data["phone"], now=now)
    return "asked" if is_new_address else "changed"


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_new_address(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more, since programs open links in mails, too; then the address counts."""
    change = read_address_token(token)
    if change is None:
        raise Http404(INVALID)
    if request.method != "POST":
        context = {"application": change.application, "is_indexed": False}
        return add_privacy_headers(render(request, "applications/confirm_address.html", context))
    try:
        application = confirm_address(change=change, now=timezone.now())
    except (ApplicationDecided, ApplicationGone):
        raise Http404(INVALID) from None
    path = application_path(application, current_language())
    return add_privacy_headers(redirect(f"{path}?done=address"))
