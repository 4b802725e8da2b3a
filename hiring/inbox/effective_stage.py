"""Where an application stands for the staff: a decision whose mail still waits counts already."""

from typing import NamedTuple

from django.db.models import CharField, F, FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from applications.enums import Stage
from applications.models import Application
from hiring.enums import LIVE_STATES, DecisionState
from hiring.inbox.key_lists import one_of_keys

EFFECTIVE_STAGE = "effective_stage"


class Decided(NamedTuple):
    """An application whose author does not know yet where it goes."""

    application: int
    stage: str
    to_stage: str


def with_effective_stage(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Adds effective_stage. There is one live decision at most, so that no row appears twice."""
    decided = Q(decisions__state=DecisionState.DECIDED)
    joined = applications.alias(decided=FilteredRelation("decisions", condition=decided))
    return joined.annotate(
        effective_stage=Coalesce("decided__to_stage", "stage", output_field=CharField())
    )


def with_live_decision(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Adds effective_stage, and live_to and live_state of a decision that nobody was told yet."""
    live = Q(decisions__state__in=LIVE_STATES)
    joined = applications.alias(live=FilteredRelation("decisions", condition=live))
    return with_effective_stage(joined).annotate(
        live_to=Coalesce("live__to_stage", Value("")), live_state=F("live__state")
    )


def read_decided(applications: QuerySet[Application]) -> list[Decided]:
    """Those whose mail waits: few at a time, since mails leave within the hour or so."""
    waiting = applications.filter(decisions__state=DecisionState.DECIDED)
    columns = ("pk", "stage", "decisions__to_stage")
    return [Decided(*row) for row in waiting.order_by().values_list(*columns)]


def stands_in(stages: tuple[Stage, ...], decided: list[Decided]) -> Q:
    """The condition of standing there, made so that an index on the stage answers it.

    A join with the decisions says the same, and reads every application there is.
    """
    moved_here = [one for one in decided if one.to_stage in stages and one.stage not in stages]
    moved_away = [one for one in decided if one.stage in stages and one.to_stage not in stages]
    condition = Q(stage__in=stages) if len(stages) > 1 else Q(stage=stages[0])
    if moved_here:
        condition |= one_of_keys(one.application for one in moved_here)
    if moved_away:
        condition &= ~one_of_keys(one.application for one in moved_away)
    return condition
