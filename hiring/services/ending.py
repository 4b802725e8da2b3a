"""Procedures that end without a decision: reminding HR, ending what was confirmed, and what was not."""

import logging
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.enums import Stage
from applications.models import Application
from applications.services.locking import lock_application
from hiring.enums import Occasion, ReminderStep
from hiring.models import Decision, RejectionReason, UndecidedReminder
from hiring.models.rejection_reason import NOT_DECIDED
from hiring.services.bulk import (
    REFUSALS,
    decide_with_template,
    with_ads,
)
from hiring.services.decisions import Choice, DecisionRefused
from hiring.services.templates import find_first_template
from hiring.waiting.undecided import (
    FIRST_WARNING,
    SECOND_WARNING,
    find_ending_by_itself,
    find_undecided,
    read_end_days,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)


def note_reminders(now: datetime) -> None:
    """Write down whom the next mails of the day warn of; each step once an application.

    Where the day has moved away since, because a posting takes applications again, the warnings
    begin anew.
    """
    due = read_end_days(find_undecided(Application.objects.all(), now, within=FIRST_WARNING))
    UndecidedReminder.objects.exclude(application__in=due).delete()
    noted = dict(UndecidedReminder.objects.values_list("application_id", "step"))
    steps = {pk: reminder_step(ends_on, timezone.localdate(now)) for pk, ends_on in due.items()}
    UndecidedReminder.objects.bulk_create(
        [
            UndecidedReminder(application_id=pk, step=step, at=now)
            for pk, step in steps.items()
            if noted.get(pk) != step
        ],
        update_conflicts=True,
        unique_fields=["application"],
        update_fields=["step", "at"],
    )


def reminder_step(ends_on: date, today: date) -> ReminderStep:
    if ends_on <= today:
        return ReminderStep.DUE
    return ReminderStep.SECOND if ends_on - SECOND_WARNING <= today else ReminderStep.FIRST


@transaction.atomic
def end_procedure(*, application: Application, actor: "User | None", now: datetime) -> Decision:
    """End a procedure in which nobody decided, with the letter that says so; retention begins with it.

    Raises DecisionRefused for what has been decided meanwhile or is not due, LetterRefused without
    a mail template, and what decide() raises.
    """
    refuse_unless_due(application, now)
    return decide_with_template(
        application=application,
        choice=Choice(Stage.ENDED, RejectionReason.objects.get(slug=NOT_DECIDED)),
        template=find_first_template(Occasion.NOT_DECIDED),
        actor=actor,
        now=now,
    )


def refuse_unless_due(application: Application, now: datetime) -> None:
    """Locks the application; raises DecisionRefused if its day has not come, or somebody decided."""
    lock_application(application)
    if not find_undecided(Application.objects.filter(pk=application.pk), now).exists():
        raise DecisionRefused(
            _("This procedure is not due to end any more, or a decision is on its way.")
        )


def end_unconfirmed(now: datetime) -> list[Decision]:
    """End what HR managers were asked about and did not confirm in time.

    What is refused is logged, and keeps none of the others back.
    """
    ended, refused = list[Decision](), list[int]()
    for application in with_ads(find_ending_by_itself(Application.objects.all(), now)):
        try:
            ended.append(end_procedure(application=application, actor=None, now=now))
        except REFUSALS:
            refused.append(application.pk)
    if ended:
        logger.info("%d procedures ended without a decision.", len(ended))
    if refused:
        logger.error("These procedures could not be ended: applications %s.", refused)
    return ended
