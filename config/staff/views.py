"""The page behind the link in an invitation: choose a password, then set up the second factor."""

from http import HTTPStatus

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from config.staff import invitations
from config.staff.accounts import find_accounts
from config.staff.invitation_links import OpenedLink, open_link
from config.staff.models import Invitation, InvitationState
from config.staff.password_forms import InvitedPasswordForm


@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, key: str) -> HttpResponse:
    link = open_link(key)
    invitation = link.invitation
    if invitation is None or not link.can_be_accepted:
        return explain_closed_link(request, link)
    form = InvitedPasswordForm(request.POST or None, user=unsaved_account(invitation))
    if not form.is_valid():
        context = {"form": form, "invitation": invitation, "key": key}
        return render(request, "staff/accept_invitation.html", context)
    try:
        user = invitations.accept_invitation(
            invitation=invitation, password=form.cleaned_data["password1"], now=timezone.now()
        )
    except invitations.InvitationRefused:
        return explain_closed_link(request, open_link(key))
    return sign_in(request, user)


def unsaved_account(invitation: Invitation) -> User:
    return User(
        username=invitation.email,
        email=invitation.email,
        first_name=invitation.first_name,
        last_name=invitation.last_name,
    )


def sign_in(request: HttpRequest, user: User) -> HttpResponse:
    """Signs the new person in; without a second factor they reach nothing but its set-up."""
    response: HttpResponse = perform_login(request, user)
    record_authentication(request, user, method="password", username=user.username)
    return response


def explain_closed_link(request: HttpRequest, link: OpenedLink) -> HttpResponse:
    """Says why a link opens nothing and what to do: 404 for none of ours, else 410."""
    invitation = link.invitation
    context = {"invitation": invitation, "reason": closed_reason(link)}
    status = HTTPStatus.GONE if invitation else HTTPStatus.NOT_FOUND
    return render(request, "staff/invitation_closed.html", context, status=status)


def closed_reason(link: OpenedLink) -> str:
    """One of: unknown, accepted, replaced, expired, revoked."""
    if link.invitation is None:
        return "unknown"
    state = link.invitation.state
    if state == InvitationState.ACCEPTED or find_accounts(link.invitation.email):
        return "accepted"
    if state != InvitationState.REVOKED and not link.is_latest:
        return "replaced"
    return "expired" if state == InvitationState.EXPIRED else "revoked"
