"""What ends on the staff's side when an application is withdrawn, in the same transaction."""

from datetime import datetime

from django.db.models.signals import post_save

from applications.enums import Stage
from applications.models import Application, StageChange
from hiring.enums import OWED_BY_LAW, DecisionState, OutgoingState
from hiring.services.decisions import change_state, find_live_decision
from hiring.services.sending import cancel_overtaken


def connect_withdrawals() -> None:
    """Have it end whoever withdraws the application, and on whichever page."""
    post_save.connect(end_on_withdrawal, sender=StageChange, dispatch_uid="end_on_withdrawal")


def end_on_withdrawal(*, instance: StageChange, created: bool, **_kwargs: object) -> None:
    if created and instance.to_stage == Stage.WITHDRAWN:
        end_what_waits(instance.application, instance.at)


def end_what_waits(application: Application, now: datetime) -> None:
    """The live decision and every mail that waits, but for those owed by law.

    The caller holds the application. A mail that is just being sent is left to note_handover.
    """
    decision = find_live_decision(application)
    if decision is not None:
        change_state(decision, DecisionState.TAKEN_BACK)
    waiting = application.outgoing_mails.filter(state=OutgoingState.WAITING)
    for mail in waiting.exclude(occasion__in=OWED_BY_LAW).select_for_update(of=("self",)):
        cancel_overtaken(mail, now)
