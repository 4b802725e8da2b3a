"""Moving an application from one stage to the next that is allowed."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from applications.enums import Stage
from applications.models import Application, StageChange
from applications.services.locking import RESTRICTED, lock_application
from applications.services.transfers import end_live_transfer

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class MoveRefused(Exception):
    """An application cannot go there from where it is; the text is a sentence for staff."""


@transaction.atomic
def move_application(
    *, application: Application, to: Stage, actor: "User | None", reason: str, now: datetime
) -> StageChange:
    """Move an application to another stage and record who did it, when and why.

    Raises MoveRefused, with nothing changed, if applications.enums.ALLOWED_MOVES does not have
    the move, or if its author wants it erased: taking a decision back would end the time for which
    it has to be kept. What counts is the stage in the database, which somebody may just have changed. Raises
    ApplicationGone if it was erased. A final stage ends a proposal to transfer it.
    """
    locked = lock_application(application)
    refuse_forbidden_move(locked, to)
    before = Stage(locked.stage)
    locked.stage = to
    locked.decided_at = now if to.is_final else None
    locked.full_clean()
    locked.save(update_fields=["stage", "decided_at"])
    application.refresh_from_db(fields=["stage", "decided_at"])
    if to.is_final:
        end_live_transfer(locked, now)
    return StageChange.objects.create(
        application=locked, from_stage=before, to_stage=to, at=now, by=actor, reason=reason
    )


def refuse_forbidden_move(application: Application, to: Stage) -> None:
    """Raises MoveRefused for a move that the table does not have, or of data that are only kept."""
    if application.is_restricted:
        raise MoveRefused(RESTRICTED)
    before = Stage(application.stage)
    if to not in before.next_stages:
        sentence = _(
            "The application is now “%(before)s” and cannot be moved to “%(after)s” from there."
        )
        raise MoveRefused(sentence % {"before": before.label, "after": to.label})
