"""Saving, renaming and deleting filters, and choosing columns; each goes back to the list."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiring.admin.inbox.context import FILTERS
from hiring.inbox.query import InboxQuery, NoSuchPosting, read_address
from hiring.models import SavedFilter
from hiring.rights import MAY_OPEN
from hiring.services.saved_filters import (
    choose_columns,
    delete_filter,
    rename_filter,
    save_filter,
)

LIST = "admin:applications_application_changelist"

type Change[**P] = Callable[P, None]


def go_back_afterwards[**P](change: Change[P]) -> Callable[P, HttpResponse]:
    """Only for those who may open the inbox. What is refused is said above the list."""

    @wraps(change)
    def run_and_return(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request = cast(HttpRequest, args[0])
        if not request.user.has_perm(MAY_OPEN):
            raise PermissionDenied
        try:
            change(*args, **kwargs)
        except ValidationError as refused:
            for sentence in refused.messages:
                messages.error(request, sentence)
        return redirect(LIST)

    return run_and_return


@require_POST
@go_back_afterwards
def post_filter(request: HttpRequest) -> None:
    """Keep the list that the form was sent from."""
    saved = save_filter(query=find_list(request), name=request.POST.get("name", ""))
    messages.success(request, _("The filter “%(name)s” is saved.") % {"name": saved.name})


@require_POST
@go_back_afterwards
def post_change(request: HttpRequest, pk: int) -> None:
    """Rename one of one's own, or delete it; those of others are not there."""
    own = SavedFilter.objects.for_user(request.user)
    saved = get_object_or_404(own, pk=pk)
    if "delete" in request.POST:
        delete_filter(saved=saved)
        messages.success(request, _("The filter “%(name)s” is deleted.") % {"name": saved.name})
        return
    rename_filter(saved=saved, name=request.POST.get("name", ""))
    messages.success(request, _("The filter is now called “%(name)s”.") % {"name": saved.name})


@require_POST
@go_back_afterwards
def post_columns(request: HttpRequest) -> None:
    choose_columns(user=cast(User, request.user), names=request.POST.getlist("columns"))


def find_list(request: HttpRequest) -> InboxQuery:
    try:
        return read_address(cast(User, request.user), request.GET.get(FILTERS, ""))
    except NoSuchPosting:
        raise Http404(_("There is no such position.")) from None
