"""The dossier of one application, from its page."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.models import Application
from careers.channels.pdf.typesetter import TypesetterFailed
from hiring.admin.exports.handing_out import hand_out_now
from hiring.enums import ExportKind
from hiring.exports.dossiers import dossier_columns
from hiring.exports.wishes import Wish
from hiring.services.exports import Selection, may_export


@require_safe
def download_dossier(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a dossier and note that; 404 for whoever may not see the application."""
    user = cast(User, request.user)
    if not may_export(user, ExportKind.DOSSIER):
        raise Http404(_("There is no such application."))
    application = get_object_or_404(Application.objects.for_user(user), pk=pk)
    wish = Wish(ExportKind.DOSSIER, get_language() or "", dossier_columns(user))
    try:
        return hand_out_now(Selection(user, [application.pk]), wish, timezone.now())
    except TypesetterFailed:
        messages.error(request, _("No PDF can be made of these words. Export the table instead."))
        return redirect("admin:applications_application_change", application.pk)
