"""Asking for an export of a selection, or of all that the filters of a list find."""

from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from applications.models import Application
from hiring.admin.bulk_pages import Question, render_question
from hiring.admin.exports.handing_out import hand_out_now
from hiring.enums import TABLES
from hiring.exports.sources import NoLongerVisible
from hiring.exports.wishes import Wish
from hiring.forms.exports import ExportForm
from hiring.services.exports import (
    MOST,
    MOST_KEPT,
    Selection,
    TooManyExports,
    begin_export,
    is_long,
    remember_choice,
)

PAGE = "admin/hiring/export/ask.html"


@admin.action(description=gettext_lazy("Export"), permissions=["view"])
def export_selected(
    model_admin: "admin.ModelAdmin[Application]",
    request: HttpRequest,
    queryset: QuerySet[Application],
) -> HttpResponseBase | None:
    """A short export is handed out at once, a long one is made by a job that has a page."""
    user = cast(User, request.user)
    keys = list(queryset.values_list("pk", flat=True)[: MOST + 1])
    if len(keys) > MOST:
        words = _("At most %(count)s applications can be exported at once. Narrow the filter.")
        messages.error(request, words % {"count": MOST})
        return None
    form = ExportForm(request.POST if "confirmed" in request.POST else None, user=user)
    if not form.is_bound or not form.is_valid():
        rows = list(queryset.filter(pk__in=keys)[:MOST_KEPT])
        return render_ask(model_admin, request, form, rows, len(keys))
    wish = form.wish(get_language() or "")
    remember_choice(user=user, kind=wish.kind, columns=wish.columns)
    return answer_wish(request, Selection(user, keys), wish)


def render_ask(
    model_admin: "admin.ModelAdmin[Application]",
    request: HttpRequest,
    form: ExportForm,
    rows: list[Application],
    count: int,
) -> HttpResponse:
    question = Question(_("Export"), form, rows, count, PAGE)
    return render_question(model_admin, request, question, tables=TABLES)


def answer_wish(request: HttpRequest, selection: Selection, wish: Wish) -> HttpResponseBase | None:
    now = timezone.now()
    try:
        if not is_long(selection, wish.kind):
            return hand_out_now(selection, wish, now)
        export = begin_export(selection=selection, wish=wish, now=now)
    except TooManyExports:
        words = _("You keep %(count)d exports already. Delete one of them first.")
        messages.error(request, words % {"count": MOST_KEPT})
        return redirect("admin:hiring_export_mine")
    except NoLongerVisible:
        messages.error(request, _("One of the applications is gone. Choose again."))
        return None
    return redirect("admin:hiring_export_progress", export.pk)
