"""Where an application stands for the staff: a decision whose mail still waits counts already."""

from django.db.models import CharField, F, FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from applications.enums import FINAL_STAGES, Stage
from applications.models import Application
from hiring.enums import LIVE_STATES, DecisionState

EFFECTIVE_STAGE = "effective_stage"
OPEN_STAGES = tuple(stage for stage in Stage if stage not in FINAL_STAGES)


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


def in_stages(
    applications: QuerySet[Application], stages: tuple[Stage, ...]
) -> QuerySet[Application]:
    return with_effective_stage(applications).filter(**{f"{EFFECTIVE_STAGE}__in": stages})
