"""Moving an application on the board: by drag, key or link, and always by the same question."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.enums import Stage
from applications.models import Application
from applications.services.locking import ApplicationGone
from hiring.admin.moves import GONE, PENDING, decide_and_report, get_movable_application
from hiring.forms.board_move import BoardMoveForm, lanes_to_choose
from hiring.inbox.board import Lane, build_lanes, find_lane
from hiring.inbox.effective_stage import EFFECTIVE_STAGE, with_effective_stage
from hiring.services.records import RecordRefused, put_into_own_stage

LIST = "admin:applications_application_changelist"
TO = "to"


@require_http_methods(["GET", "HEAD", "POST"])
def answer_move(request: HttpRequest, pk: int) -> HttpResponse | dict[str, Any]:
    """Ask as the page of the application does, or do it and go back to the board."""
    application = get_movable_application(request, pk)
    lanes = build_lanes()
    here = find_lane_of(application, lanes)
    form = BoardMoveForm(
        request.POST if request.method == "POST" else None,
        lanes=lanes_to_choose(application, lanes, here),
        here=here,
        initial={"to": request.GET.get(TO, "")},
    )
    if form.is_valid():
        move_and_report(request, application, form)
        return redirect(LIST)
    title = _("Move %(name)s") % {"name": application.name}
    shown = {"title": title, "original": application, "form": form, "here": here}
    return {**shown, "pending_button": PENDING}


def find_lane_of(application: Application, lanes: list[Lane]) -> Lane:
    found = with_effective_stage(Application.objects.filter(pk=application.pk))
    stage, own = found.values_list(EFFECTIVE_STAGE, "hiring_record__own_stage").get()
    return find_lane(lanes, Stage(stage), own)


def move_and_report(request: HttpRequest, application: Application, form: BoardMoveForm) -> None:
    """A decision where the public stage is another one; it takes the own stage along."""
    if form.is_decision:
        decide_and_report(request, application, form)
    else:
        put_and_report(request, application, form.lane)


def put_and_report(request: HttpRequest, application: Application, lane: Lane) -> None:
    actor, now = cast(User, request.user), timezone.now()
    try:
        put_into_own_stage(application=application, own_stage=lane.own_stage, actor=actor, now=now)
    except ApplicationGone:
        raise Http404(GONE) from None
    except RecordRefused as refusal:
        messages.error(request, str(refusal))
    else:
        sentence = _("%(name)s is now in “%(stage)s”.")
        words = {"name": application.name, "stage": lane.label}
        messages.success(request, sentence % words)
