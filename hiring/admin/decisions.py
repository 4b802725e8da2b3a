"""Decisions in the admin: those that are pending, applying them, and closing a posting as filled."""

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.models.application import SEE_EVERY_APPLICATION
from careers.admin.page_of_keys import PageOfKeys
from careers.models import Posting
from careers.services import CloseRefused
from hiring.admin.bulk_pages import (
    SHOWN,
    Question,
    as_asked,
    begin_and_report,
    confirmed_data,
    finish_and_report,
    first_rows,
    read_keys,
    render_question,
)
from hiring.admin.ending import show_undecided
from hiring.admin.moves import take_back_and_report
from hiring.admin.state_filter import StateFilter
from hiring.enums import LIVE_STATES, DecisionState
from hiring.forms.decisions import ApplyPendingForm, CloseFilledForm
from hiring.models import Decision
from hiring.rights import MAY_MOVE
from hiring.services.bulk import find_waiting
from hiring.services.bulk_runs import Order, close_and_answer

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Decision]
else:
    Base = admin.ModelAdmin


class DecisionStateFilter(StateFilter):
    """What is pending can be applied."""

    first = DecisionState.PENDING
    words_for_all = pgettext_lazy("decisions", "all")


@admin.register(Decision)
class DecisionAdmin(Base):
    """Decisions on the applications that somebody may see; they are made elsewhere and never edited."""

    list_display = ("applicant", "posting", "to_stage", "why", "by", "noted_at", "state")
    list_display_links = None
    list_filter = (DecisionStateFilter, "to_stage")
    list_select_related = ("application__posting", "reason", "by")
    list_per_page = 50
    search_fields = ("application__name", "application__reference")
    search_help_text = gettext_lazy("Name or reference")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ("apply_selected", "take_back_selected")

    @admin.display(description=gettext_lazy("applicant"), ordering="application__name")
    def applicant(self, decision: Decision) -> str:
        return f"{decision.application.name} ({decision.application})"

    @admin.display(description=gettext_lazy("posting"))
    def posting(self, decision: Decision) -> str:
        return str(decision.application.posting)

    @admin.display(description=gettext_lazy("reason"), ordering="reason")
    def why(self, decision: Decision) -> str:
        """Django does not break the words of a related row, and the last column falls off."""
        return str(decision.reason or "–")

    @admin.display(description=gettext_lazy("at"), ordering="at")
    def noted_at(self, decision: Decision) -> str:
        return date_format(timezone.localtime(decision.at), "SHORT_DATETIME_FORMAT")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[PageOfKeys]:
        return PageOfKeys

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        return Decision.objects.for_user(request.user)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Decision:
        """A foreign decision is answered like one that does not exist."""
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404(_("There is no such decision."))
        return found

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        undecided = partial(show_undecided, self)
        return [
            path("fill/<int:posting_pk>/", view(self.fill_view), name="hiring_decision_fill"),
            path("undecided/", view(undecided), name="hiring_decision_undecided"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    @admin.action(description=pgettext_lazy("decisions", "Apply now"), permissions=["decide"])
    def apply_selected(
        self, request: HttpRequest, queryset: QuerySet[Decision]
    ) -> HttpResponse | None:
        """Everything that was noted over days, at once."""
        pending = as_asked(request, queryset).filter(state=DecisionState.PENDING)
        decisions = dict(pending.values_list("pk", "application"))
        keys = list(decisions.values())
        form = ApplyPendingForm(confirmed_data(request), count=len(keys))
        if not form.is_valid():
            shown = pending.select_related("application__posting")[:SHOWN]
            rows = [decision.application for decision in shown]
            title = _("Apply pending decisions")
            return render_question(self, request, Question(title, form, rows, len(keys)))
        return begin_and_report(request, Order(form.make_step(decisions), keys, form.token))

    @admin.action(description=gettext_lazy("Take back"), permissions=["decide"])
    def take_back_selected(self, request: HttpRequest, queryset: QuerySet[Decision]) -> None:
        for decision in queryset.filter(state__in=LIVE_STATES).select_related("application"):
            take_back_and_report(request, decision)

    def fill_view(self, request: HttpRequest, posting_pk: int) -> HttpResponse:
        """Asks what those get who still wait for a posting, closes it and answers them."""
        posting = get_object_or_404(self.postings_of(request), pk=posting_pk)
        if not request.user.has_perm(MAY_MOVE):
            raise PermissionDenied
        waiting = find_waiting(posting, cast(User, request.user))
        keys = read_keys(waiting)
        form = CloseFilledForm(request.POST or None, count=len(keys))
        if request.method == "POST" and form.is_valid():
            return close_and_report(request, posting, Order(form.step, keys, form.token))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Close as filled"),
            "posting": posting,
            "form": form,
            "rows": first_rows(waiting),
            "count": len(keys),
        }
        return TemplateResponse(request, "admin/hiring/fill.html", context)

    def postings_of(self, request: HttpRequest) -> QuerySet[Posting]:
        """Those whose applications the user handles; of others nobody learns that they are there."""
        if request.user.has_perm(SEE_EVERY_APPLICATION):
            return Posting.objects.all()
        return Posting.objects.filter(hiring_team=request.user.pk)

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_MOVE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Decision | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Decision | None = None) -> bool:
        return False


def close_and_report(request: HttpRequest, posting: Posting, order: Order) -> HttpResponse:
    actor, now = cast(User, request.user), timezone.now()
    inbox = reverse("admin:applications_application_changelist")
    answer: HttpResponse | None = None
    try:
        run = close_and_answer(posting=posting, order=order, actor=actor, now=now)
    except CloseRefused as refusal:
        messages.error(request, str(refusal))
    else:
        answer = finish_and_report(request, run)
    return answer or redirect(f"{inbox}?posting={posting.pk}")
