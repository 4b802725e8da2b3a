"""The page on which HR managers confirm that procedures end in which nobody decided."""

from datetime import date, datetime
from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import Application
from applications.models.application import SEE_EVERY_APPLICATION
from hiring.admin.bulk_pages import begin_and_report
from hiring.enums import Occasion, ReminderStep
from hiring.forms.ending import EndingForm
from hiring.models import Decision, MailTemplate
from hiring.rights import MAY_MOVE
from hiring.services.bulk import with_ads
from hiring.services.bulk_runs import Order
from hiring.waiting.undecided import FIRST_WARNING, ends_by_itself_on, find_undecided

TICKED = "application"
MOST = 1000
"""So many stand on one page."""
TEMPLATE = "admin/hiring/undecided.html"


def show_undecided(model_admin: "admin.ModelAdmin[Decision]", request: HttpRequest) -> HttpResponse:
    """Asks about all that are due, and ends those that were left ticked."""
    user, now = cast(User, request.user), timezone.now()
    if not (user.has_perm(MAY_MOVE) and user.has_perm(SEE_EVERY_APPLICATION)):
        raise PermissionDenied
    found = find_undecided(Application.objects.for_user(user), now, within=FIRST_WARNING)
    rows = list(with_ads(found).select_related("undecided_reminder")[:MOST])
    due = [row for row in rows if row_day(row) <= timezone.localdate(now)]
    ticked = set(request.POST.getlist(TICKED))
    chosen = [row for row in due if str(row.pk) in ticked] if request.method == "POST" else due
    form = EndingForm(request.POST if request.method == "POST" else None, count=len(chosen))
    if request.method == "POST" and form.is_valid():
        order = Order(form.step, [row.pk for row in chosen], form.token)
        return begin_and_report(request, order) or redirect("admin:hiring_decision_undecided")
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Applications without a decision"),
        "form": form,
        "due": [(row, by_itself(row), row in chosen) for row in due],
        "coming": [row for row in rows if row not in due],
        "template": MailTemplate.objects.first_of(Occasion.NOT_DECIDED),
        "ticked": TICKED,
    }
    return TemplateResponse(request, TEMPLATE, context, status=422 if form.is_bound else 200)


def row_day(row: Application) -> date:
    return cast(date, cast(Any, row).ends_on)


def by_itself(row: Application) -> date | None:
    """When it ends if nobody confirms; None where it waits for HR."""
    reminder = getattr(row, "undecided_reminder", None)
    if reminder is None or reminder.step != ReminderStep.DUE or row.hold_reason:
        return None
    return ends_by_itself_on(cast(datetime, reminder.at))
