"""Who may do what on the page of an application."""

from typing import cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from applications.models import Application
from applications.models.application import SEE_EVERY_APPLICATION
from hiring.rights import MAY_MOVE, MAY_OPEN

MAY_EXCLUDE = SEE_EVERY_APPLICATION


def get_permitted_application(request: HttpRequest, pk: int, permission: str) -> Application:
    """The application if the user sees it (else Http404) and may do this (else PermissionDenied)."""
    found = get_object_or_404(Application.objects.for_user(request.user), pk=pk)
    if not request.user.has_perms((MAY_OPEN, permission)):
        raise PermissionDenied
    return found


def get_transferable_application(request: HttpRequest, pk: int) -> Application:
    """For those who see all postings' applications: another team gets to see it (Http404, PermissionDenied)."""
    application = get_permitted_application(request, pk, MAY_MOVE)
    if not request.user.has_perm(SEE_EVERY_APPLICATION):
        raise PermissionDenied
    return application


def signed_in(request: HttpRequest) -> User:
    """Whoever asks; the admin lets in nobody without an account."""
    return cast(User, request.user)
