"""Requests for documents, legal hold and links: buttons of an application's page."""

from collections.abc import Callable
from functools import partial
from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from applications.models import Application
from applications.services.erasure_requests import set_hold
from applications.services.follow_up import revoke_links
from applications.services.locking import ApplicationGone
from hiring.admin.letter_page import mail_waits
from hiring.admin.moves import GONE
from hiring.enums import Occasion
from hiring.forms.applicant_messages import DocumentRequestForm, HoldForm
from hiring.mails.letters import compose_letter
from hiring.rights import MAY_ASK, MAY_MOVE
from hiring.services.bulk import REFUSALS, refusal_sentence
from hiring.services.document_requests import Wanted, ask_for_document
from hiring.services.templates import find_first_template

type Answer = HttpResponse | forms.Form
"""What an action leads to; a form that is wrong is shown as it was sent, on the page of the application."""


# Several forms stand on one page.
request_form = partial(DocumentRequestForm, auto_id="request_%s")
hold_form = partial(HoldForm, auto_id="hold_%s")


def get_permitted_application(request: HttpRequest, pk: int, permission: str) -> Application:
    """The application if the user sees it (else Http404) and may do this (else PermissionDenied)."""
    found = get_object_or_404(Application.objects.for_user(request.user), pk=pk)
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return found


def act_and_return(
    request: HttpRequest, pk: int, form: forms.Form, act: Callable[[], object], done: str
) -> Answer:
    """Act if the form is right, and go back to the page, which says what came of it."""
    if not form.is_valid():
        return form
    try:
        act()
    except ApplicationGone:
        raise Http404(GONE) from None
    messages.success(request, done)
    return redirect("admin:applications_application_change", pk)


@require_POST
def post_request(request: HttpRequest, pk: int) -> Answer:
    """Ask for a document by a letter that waits in the outbox, and say where."""
    application, form = get_permitted_application(request, pk, MAY_ASK), request_form(request.POST)
    if not form.is_valid():
        return form
    typed, now = form.cleaned_data, timezone.now()
    try:
        template = typed["template"] or find_first_template(Occasion.REQUEST)
        mail = ask_for_document(
            application=application,
            wanted=Wanted(typed["kind"], typed["note"]),
            letter=compose_letter(template=template, application=application, now=now),
            actor=cast(User, request.user),
            now=now,
        )
    except ApplicationGone:
        raise Http404(GONE) from None
    except REFUSALS as refusal:
        messages.error(request, refusal_sentence(refusal))
    else:
        done = _("The request for the document is written.")
        messages.success(request, mail_waits(done, mail))
    return redirect("admin:applications_application_change", pk)


@require_POST
def post_hold(request: HttpRequest, pk: int) -> Answer:
    application, form = get_permitted_application(request, pk, MAY_MOVE), hold_form(request.POST)

    def act() -> None:
        set_hold(
            application=application,
            reason=form.cleaned_data["reason"],
            actor=cast(User, request.user),
            now=timezone.now(),
        )

    return act_and_return(request, pk, form, act, _("The legal hold is changed."))


@require_POST
def post_revocation(request: HttpRequest, pk: int) -> Answer:
    application, form = get_permitted_application(request, pk, MAY_MOVE), forms.Form(request.POST)

    def act() -> None:
        revoke_links(application=application, now=timezone.now(), actor=cast(User, request.user))

    return act_and_return(
        request, pk, form, act, _("No link sent so far opens this application any more.")
    )
