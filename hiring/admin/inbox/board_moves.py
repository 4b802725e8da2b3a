"""Moving an application on the board: by drag, key or link, and always by the same question."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.enums import Stage
from applications.models import Application
from applications.services.locking import ApplicationGone
from hiring.admin.moves import GONE, MAY_MOVE
from hiring.forms.board_move import ON_ITS_PAGE, BoardMoveForm, lanes_to_choose
from hiring.inbox.board import Lane, build_lanes, find_lane
from hiring.inbox.effective_stage import EFFECTIVE_STAGE, with_effective_stage
from hiring.services.decisions import Choice, DecisionRefused, decide
from hiring.services.own_stages import OwnStageRefused, set_own_stage

LIST = "admin:applications_application_changelist"
TO = "to"


@require_http_methods(["GET", "HEAD", "POST"])
def answer_move(request: HttpRequest, pk: int) -> HttpResponse | dict[str, Any]:
    """Ask where to; or do it, and go back to the board. What needs a reason is asked elsewhere."""
    application = get_object_or_404(Application.objects.for_user(request.user), pk=pk)
    if not request.user.has_perm(MAY_MOVE):
        raise PermissionDenied
    if request.GET.get(TO) in {stage.value for stage in ON_ITS_PAGE}:
        return redirect("admin:applications_application_change", pk)
    lanes = build_lanes()
    here = find_lane_of(application, lanes)
    form = BoardMoveForm(
        request.POST if request.method == "POST" else None,
        lanes=lanes_to_choose(application, lanes, here),
        here=here,
        initial={"lane": request.GET.get(TO, "")},
    )
    if form.is_valid():
        move_and_report(request, application, form.lanes[form.cleaned_data["lane"]], here)
        return redirect(LIST)
    title = _("Move %(name)s") % {"name": application.name}
    return {"title": title, "original": application, "form": form, "here": here}


def find_lane_of(application: Application, lanes: list[Lane]) -> Lane:
    found = with_effective_stage(Application.objects.filter(pk=application.pk))
    stage, own = found.values_list(EFFECTIVE_STAGE, "hiring_record__own_stage").get()
    return find_lane(lanes, Stage(stage), own)


def move_and_report(request: HttpRequest, application: Application, lane: Lane, here: Lane) -> None:
    try:
        move_to_lane(application, lane, here, cast(User, request.user))
    except ApplicationGone:
        raise Http404(GONE) from None
    except (DecisionRefused, OwnStageRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        sentence = _("%(name)s is now in “%(stage)s”.")
        messages.success(request, sentence % {"name": application.name, "stage": lane.label})


def move_to_lane(application: Application, lane: Lane, here: Lane, actor: User) -> None:
    """The public stage if it is another one, and the own stage, or none."""
    if lane.stage != here.stage:
        now = timezone.now()
        choice = Choice(lane.stage)
        decide(application=application, choice=choice, letter=None, actor=actor, now=now)
    set_own_stage(application=application, own_stage=lane.own_stage)
