"""Pages that ask before something is done to several applications, and say what came of it."""

from typing import Any, NamedTuple, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.db.models import Max, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from applications.enums import Stage
from applications.forms.posted_values import read_number
from applications.models import Application
from hiring.admin.moves import PENDING
from hiring.enums import BulkKind
from hiring.forms.decisions import BulkDecisionForm
from hiring.models import BulkRun
from hiring.services.bulk_runs import AT_ONCE, Order, begin_run, carry_out_run, is_long

TEMPLATE = "admin/hiring/bulk.html"
NEWEST = "newest"
SHOWN = 30
"""So many are named on the page; of the others there is the number."""
PROGRESS = "admin:hiring_bulkrun_progress"


class Question(NamedTuple):
    """What is asked before something is done: to how many, the first of them, and the form."""

    title: str
    form: forms.Form
    rows: list[Any]
    number: int
    template: str = TEMPLATE


def as_asked[Row: Model](request: HttpRequest, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Of all that a list finds those that were there when the page asked: nobody has seen what came since."""
    newest = read_number(request.POST.get(NEWEST))
    return rows.filter(pk__lte=newest) if newest else rows


def find_newest(model_admin: "admin.ModelAdmin[Any]", request: HttpRequest) -> int:
    """The highest key that there is for the reader, or was when the page asked first."""
    asked = read_number(request.POST.get(NEWEST))
    found = model_admin.get_queryset(request).order_by()
    return asked or found.aggregate(newest=Max("pk"))["newest"] or 0


def read_keys(applications: QuerySet[Application]) -> list[int]:
    return list(applications.values_list("pk", flat=True))


def first_rows(applications: QuerySet[Application]) -> list[Application]:
    return list(applications.select_related("posting")[:SHOWN])


def confirmed_data(request: HttpRequest) -> QueryDict | None:
    """What was filled in on the page that asks; None when it is to be shown for the first time."""
    return request.POST if "confirmed" in request.POST else None


@admin.action(description=gettext_lazy("Decide: move or reject"), permissions=["decide"])
def decide_selected(
    model_admin: "admin.ModelAdmin[Application]",
    request: HttpRequest,
    queryset: QuerySet[Application],
) -> HttpResponse | None:
    """One decision on the selection, or on all that the list's filters find."""
    queryset = as_asked(request, queryset)
    keys = read_keys(queryset)
    found = {Stage(stage) for stage in queryset.order_by().values_list("stage", flat=True)}
    stages = [stage for stage in Stage if any(stage in one.next_stages for one in found)]
    form = BulkDecisionForm(confirmed_data(request), stages=stages, count=len(keys))
    if not form.is_valid():
        title = _("Decide on several applications")
        question = Question(title, form, first_rows(queryset), len(keys))
        return render_question(model_admin, request, question)
    step = form.make_step(only_note=PENDING in request.POST)
    return begin_and_report(request, Order(step, keys, form.token))


def render_question(
    model_admin: "admin.ModelAdmin[Any]",
    request: HttpRequest,
    question: Question,
    **context: object,
) -> HttpResponse:
    """The page before; it sends the same selection again, so that filters and "all" still hold."""
    shown = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": question.title,
        "form": question.form,
        "rows": question.rows[:SHOWN],
        "count": question.number,
        "action": request.POST.get("action", ""),
        "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "select_across": request.POST.get("select_across", "0"),
        "checkbox_name": ACTION_CHECKBOX_NAME,
        "newest": find_newest(model_admin, request),
        "at_once": AT_ONCE,
        "may_note": isinstance(question.form, BulkDecisionForm),
        "pending_button": PENDING,
    }
    status = 422 if question.form.is_bound else 200
    return TemplateResponse(request, question.template, shown | context, status=status)


def begin_and_report(request: HttpRequest, order: Order) -> HttpResponse | None:
    """Do it to few at once and say what came of it; of many a page says how far it is."""
    now = timezone.now()
    return finish_and_report(
        request, begin_run(order=order, actor=cast(User, request.user), now=now)
    )


def finish_and_report(request: HttpRequest, run: BulkRun) -> HttpResponse | None:
    if is_long(run):
        return redirect(PROGRESS, run.pk)
    carry_out_run(run_id=run.pk, now=timezone.now())
    report(request, run)
    return None


def report(request: HttpRequest, run: BulkRun) -> None:
    """Say how many were done, and of each refused one why."""
    counts = run.count_items()
    waiting = run.items.filter(mail__isnull=False).count()
    done = done_words(BulkKind(run.kind), counts.done)
    if waiting:
        done += " " + ngettext(
            "One email waits in the outbox.", "%(count)d emails wait in the outbox.", waiting
        ) % {"count": waiting}
    messages.success(request, done)
    for item in run.items.refused_for(request.user)[:SHOWN]:
        words = f"{item.application.name} ({item.application}): {item.sentence}"
        messages.warning(request, words)
    if counts.refused > SHOWN:
        url = reverse(PROGRESS, args=[run.pk])
        words = _("All %(count)d that were refused") % {"count": counts.refused}
        messages.warning(request, format_html('<a href="{}">{}</a>', url, words))


def done_words(kind: BulkKind, count: int) -> str:
    """A sentence on how many it was done to."""
    match kind:
        case BulkKind.NOTE:
            words = ngettext(
                "Noted for one application. Only the staff sees it until it is applied.",
                "Noted for %(count)d applications. Only the staff sees it until it is applied.",
                count,
            )
        case BulkKind.TAG:
            words = ngettext(
                "One application is tagged.", "%(count)d applications are tagged.", count
            )
        case BulkKind.ASK:
            words = ngettext(
                "One applicant is asked for the document.",
                "%(count)d applicants are asked for the document.",
                count,
            )
        case BulkKind.WRITE:
            words = ngettext("One message is written.", "%(count)d messages are written.", count)
        case _:
            words = ngettext(
                "Decided on one application.", "Decided on %(count)d applications.", count
            )
    return words % {"count": count}
