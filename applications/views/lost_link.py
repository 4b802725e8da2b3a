"""Asking for fresh links by mail, and making all old ones invalid."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from applications.documents.multipart import accept_files
from applications.forms.follow_up import LostLinkForm
from applications.models import Application
from applications.rate_limit import try_acquire_for_network
from applications.services.follow_up import revoke_links
from applications.services.messages import ask_for_links
from applications.views.address_hint import hint_query, read_provider
from applications.views.applicant import page_context, require_applicant_link

ASKED_BY_A_CLIENT = 10
"""How often one network can ask in an hour."""


@accept_files
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def request_fresh_links(request: HttpRequest) -> HttpResponse:
    """Send fresh links to an address; the answer is the same whether it is known or not."""
    form = LostLinkForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    if form.is_valid():
        if try_acquire_for_network(request, "lost-link", limit=ASKED_BY_A_CLIENT):
            ask_for_links(email=form.cleaned_data["email"])
            query = "&".join(filter(None, ["asked", hint_query(form.cleaned_data["email"])]))
            return redirect(f"{reverse('applications:lost_link')}?{query}")
        form.add_error(None, _("Too many attempts. Please try again in an hour."))
        status = HTTPStatus.TOO_MANY_REQUESTS
    context = {"form": form, "is_asked": "asked" in request.GET, "is_indexed": False}
    context |= {"is_revoked": "revoked" in request.GET, "provider": read_provider(request)}
    context |= {"needs_mail": "mailed" in request.GET, "is_merged": "merged" in request.GET}
    return render(request, "applications/lost_link.html", context, status=status)


@require_applicant_link("GET", "HEAD", "POST")
def revoke_own_links(request: HttpRequest, application: Application) -> HttpResponse:
    """Ask whether it is meant, then make all links invalid; a new one comes by mail only."""
    if request.method != "POST":
        return render(request, "applications/revoke.html", page_context(request, application))
    revoke_links(application=application, now=timezone.now())
    return redirect(f"{reverse('applications:lost_link')}?revoked")
