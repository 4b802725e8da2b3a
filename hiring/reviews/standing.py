"""Where an application stands for the staff, who know of decisions before their author does."""

from dataclasses import dataclass

from applications.enums import Stage
from applications.models import Application
from hiring.enums import LIVE_STATES, DecisionState
from hiring.models import Decision


@dataclass(frozen=True)
class Standing:
    """The stage that counts for the staff, and the decision of which something is still to come."""

    stage: Stage
    live: Decision | None

    @property
    def is_announced(self) -> bool:
        """Whether the applicant's page says the same."""
        return self.live is None


def find_standing(application: Application) -> Standing:
    """A decision whose mail still waits counts already; a pending one does not."""
    live = (
        application.decisions.filter(state__in=LIVE_STATES)
        .select_related("reason", "mail", "by")
        .first()
    )
    decided = live is not None and live.state == DecisionState.DECIDED
    return Standing(Stage(live.to_stage if live and decided else application.stage), live)
