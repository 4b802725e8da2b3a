"""Deciding about one application from its page, and the words for what came of it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from applications.enums import Stage
from applications.models import Application
from applications.services.locking import ApplicationGone
from hiring.enums import DecisionState
from hiring.forms.decisions import DecisionForm
from hiring.mails.departure_words import describe_with_link
from hiring.models import Decision
from hiring.rights import MAY_MOVE
from hiring.services.bulk import REFUSALS, decide_with_template, refusal_sentence
from hiring.services.decisions import prepare_decision, take_back_decision

GONE = gettext_lazy("This application has been erased.")
PENDING = "pending"
"""The name of the button that notes a decision and tells nobody."""


def get_movable_application(request: HttpRequest, pk: int) -> Application:
    """The application if the user sees it (else Http404) and may decide (else PermissionDenied)."""
    seen = Application.objects.for_user(request.user).select_related("posting", "edition")
    application = get_object_or_404(seen.prefetch_related("edition__texts"), pk=pk)
    if not request.user.has_perm(MAY_MOVE):
        raise PermissionDenied
    return application


@require_POST
def post_move(request: HttpRequest, pk: int) -> HttpResponse | DecisionForm:
    """Decide and come back to the page, which says what happened, or to a wrong form."""
    application = get_movable_application(request, pk)
    form = DecisionForm(request.POST, stages=application.next_stages)
    if not form.is_valid():
        return form
    decide_and_report(request, application, form)
    return redirect("admin:applications_application_change", pk)


def decide_and_report(request: HttpRequest, application: Application, form: DecisionForm) -> None:
    actor, now = cast(User, request.user), timezone.now()
    try:
        if PENDING in request.POST:
            prepare_decision(application=application, choice=form.choice, actor=actor, now=now)
            messages.success(request, _("Noted. Only the staff sees it until it is applied."))
            return
        decision = decide_with_template(
            application=application,
            choice=form.choice,
            template=form.cleaned_data["template"],
            actor=actor,
            now=now,
        )
    except ApplicationGone:
        raise Http404(GONE) from None
    except REFUSALS as refusal:
        messages.error(request, refusal_sentence(refusal))
    else:
        messages.success(request, describe_decision(decision))
        offer_to_close(request, decision)


def describe_decision(decision: Decision) -> str:
    """What happened, with the way to the mail that waits."""
    stage = str(decision.own_stage or Stage(decision.to_stage).label)
    if decision.mail is None:
        return _("The application is now “%(stage)s”.") % {"stage": stage}
    done = _("Decided: “%(stage)s”.") % {"stage": stage}
    url = reverse("admin:hiring_outgoingmail_change", args=[decision.mail.pk])
    return describe_with_link(done, decision.mail, url, timezone.now())


def offer_to_close(request: HttpRequest, decision: Decision) -> None:
    """Whoever hires somebody is asked what the others get."""
    if decision.to_stage != Stage.HIRED:
        return
    url = reverse("admin:hiring_decision_fill", args=[decision.application.posting_id])
    words = _("Is the position filled now?"), _("Close the posting and answer the others")
    messages.info(request, format_html('{} <a href="{}">{}</a>', words[0], url, words[1]))


@require_POST
def post_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the decision that waits; the application is where it was."""
    application = get_movable_application(request, pk)
    decision = application.decisions.live().first()
    if decision is None:
        messages.error(request, _("There is no decision that could be taken back."))
    else:
        take_back_and_report(request, decision)
    return redirect("admin:applications_application_change", pk)


def take_back_and_report(request: HttpRequest, decision: Decision) -> None:
    was_pending = decision.state == DecisionState.PENDING
    try:
        take_back_decision(decision=decision, now=timezone.now())
    except ApplicationGone:
        raise Http404(GONE) from None
    except REFUSALS as refusal:
        messages.error(request, refusal_sentence(refusal))
    else:
        done = (
            _("The note is gone.")
            if was_pending
            else _("The decision is taken back, and no email leaves.")
        )
        messages.success(request, done)
