"""Who may do what on the page of an application."""

from typing import cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from applications.models import Application
from applications.models.application import SEE_EVERY_APPLICATION

MAY_OPEN = "applications.view_application"
MAY_MOVE = "applications.move_application"
MAY_RATE = "hiring.add_rating"
MAY_NOTE = "hiring.add_note"
MAY_EXCLUDE = SEE_EVERY_APPLICATION
MAY_SET_CRITERIA = "hiring.change_criterion"


def get_permitted_application(request: HttpRequest, pk: int, permission: str) -> Application:
    """The application if the user sees it (else Http404) and may do this (else PermissionDenied)."""
    found = get_object_or_404(Application.objects.for_user(request.user), pk=pk)
    if not request.user.has_perms((MAY_OPEN, permission)):
        raise PermissionDenied
    return found


def signed_in(request: HttpRequest) -> User:
    """Whoever asks; the admin lets in nobody without an account."""
    return cast(User, request.user)
