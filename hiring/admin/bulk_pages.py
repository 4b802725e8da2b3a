"""Pages that ask before something is done to several applications, and say what came of it."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from applications.enums import Stage
from applications.models import Application
from hiring.admin.moves import PENDING
from hiring.forms.decisions import BulkDecisionForm
from hiring.services.bulk import Result, decide_many, prepare_many

TEMPLATE = "admin/hiring/bulk.html"
SHOWN = 30
"""So many are named on the page; of the others there is the number."""


@admin.action(description=gettext_lazy("Decide: move or reject"), permissions=["decide"])
def decide_selected(
    model_admin: "admin.ModelAdmin[Application]",
    request: HttpRequest,
    queryset: QuerySet[Application],
) -> HttpResponse | None:
    """One decision on the selection, or on all that the list's filters find."""
    found = queryset.select_related("posting", "edition").prefetch_related("edition__texts")
    applications = list(found)
    stages = [stage for stage in Stage if any(stage in one.next_stages for one in applications)]
    data = request.POST if "confirmed" in request.POST else None
    form = BulkDecisionForm(data, stages=stages, count=len(applications))
    if data is None or not form.is_valid():
        title = _("Decide on several applications")
        return render_question(model_admin, request, form, applications, title=title)
    actor, now = cast(User, request.user), timezone.now()
    if PENDING in request.POST:
        result = prepare_many(applications=applications, choice=form.choice, actor=actor, now=now)
        report(request, result, pending=True)
        return None
    result = decide_many(
        applications=applications,
        choice=form.choice,
        template=form.cleaned_data["template"],
        actor=actor,
        now=now,
    )
    report(request, result)
    return None


def render_question(
    model_admin: "admin.ModelAdmin[Any]",
    request: HttpRequest,
    form: forms.Form,
    rows: list[Any],
    **context: object,
) -> HttpResponse:
    """The page before; it sends the same selection again, so that filters and "all" still hold."""
    shown = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "form": form,
        "rows": rows[:SHOWN],
        "count": len(rows),
        "action": request.POST.get("action", ""),
        "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "select_across": request.POST.get("select_across", "0"),
        "checkbox_name": ACTION_CHECKBOX_NAME,
        "may_note": isinstance(form, BulkDecisionForm),
        "pending_button": PENDING,
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, TEMPLATE, shown | context, status=status)


def report(request: HttpRequest, result: Result, *, pending: bool = False) -> None:
    """Say how many were done, and of each refused one why."""
    count = len(result.decisions)
    if pending:
        words = ngettext(
            "Noted for one application. Only the staff sees it until it is applied.",
            "Noted for %(count)d applications. Only the staff sees it until it is applied.",
            count,
        )
    else:
        words = ngettext("Decided on one application.", "Decided on %(count)d applications.", count)
    waiting = sum(decision.mail_id is not None for decision in result.decisions)
    done = words % {"count": count}
    if waiting:
        done += " " + ngettext(
            "One mail waits in the outbox.", "%(count)d mails wait in the outbox.", waiting
        ) % {"count": waiting}
    messages.success(request, done)
    for application, sentence in result.refused[:SHOWN]:
        messages.warning(request, f"{application.name} ({application}): {sentence}")
