"""Moving an application to another stage from its page."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from applications.enums import Stage
from applications.models import Application
from applications.services import MoveRefused, move_application
from applications.services.locking import ApplicationGone
from hiring.forms.stage import MoveForm

MAY_MOVE = "applications.move_application"
GONE = gettext_lazy("This application has been erased.")


@require_POST
def post_move(request: HttpRequest, pk: int) -> HttpResponse | MoveForm:
    """Move one application and come back to its page, which says what happened, or to a wrong form."""
    application = get_object_or_404(Application.objects.for_user(request.user), pk=pk)
    if not request.user.has_perm(MAY_MOVE):
        raise PermissionDenied
    form = MoveForm(request.POST, application=application)
    if not form.is_valid():
        return form
    move_and_report(request, application, form.cleaned_data["to"], form.cleaned_data["reason"])
    return redirect("admin:applications_application_change", pk)


def move_and_report(request: HttpRequest, application: Application, to: Stage, reason: str) -> None:
    try:
        move_application(
            application=application,
            to=to,
            actor=cast(User, request.user),
            reason=reason,
            now=timezone.now(),
        )
    except ApplicationGone:
        raise Http404(GONE) from None
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        sentence = _("The application is now “%(stage)s”.") % {"stage": to.label}
        messages.success(request, sentence)
