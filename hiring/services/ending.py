"""Procedures that end without a decision: reminding HR, ending what was confirmed, and what was not."""

import logging
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.enums import Stage
from applications.models import Application
from applications.services.locking import ApplicationGone, lock_application
from hiring.enums import Occasion, ReminderStep
from hiring.models import RejectionReason, UndecidedReminder
from hiring.models.rejection_reason import NOT_DECIDED
from hiring.services.bulk import REFUSALS, Result, decide_with_template, find_first_template
from hiring.services.decisions import Choice, DecisionRefused
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


def end_undecided(
    *, applications: Iterable[Application], actor: "User | None", now: datetime
) -> Result:
    """End these procedures, each in its own transaction, with the letter that says so.

    What has been decided meanwhile, or is not due, is refused with a sentence for staff, and keeps
    none of the others back. Retention begins when the letter was sent.
    """
    result = Result()
    for application in applications:
        try:
            with transaction.atomic():
                refuse_unless_due(application, now)
                decision = decide_with_template(
                    application=application,
                    choice=Choice(Stage.ENDED, RejectionReason.objects.get(slug=NOT_DECIDED)),
                    template=find_first_template(Occasion.NOT_DECIDED),
                    actor=actor,
                    now=now,
                )
        except (*REFUSALS, ApplicationGone) as refusal:
            result.note_refusal(application, refusal)
        else:
            result.decisions.append(decision)
    return result


def refuse_unless_due(application: Application, now: datetime) -> None:
    """Locks the application; raises DecisionRefused if its day has not come, or somebody decided."""
    lock_application(application)
    if not find_undecided(Application.objects.filter(pk=application.pk), now).exists():
        raise DecisionRefused(
            _("This procedure is not due to end any more, or a decision is on its way.")
        )


def end_unconfirmed(now: datetime) -> Result:
    """End what HR managers were asked about and did not confirm in time."""
    found = find_ending_by_itself(Application.objects.all(), now)
    result = end_undecided(applications=with_ads(found), actor=None, now=now)
    if result.decisions:
        logger.info("%d procedures ended without a decision.", len(result.decisions))
    if result.refused:
        keys = [application.pk for application, _sentence in result.refused]
        logger.error("These procedures could not be ended: applications %s.", keys)
    return result


def with_ads(applications: QuerySet[Application]) -> QuerySet[Application]:
    """With what a letter reads of each, the oldest first."""
    read = applications.select_related("posting", "edition").prefetch_related("edition__texts")
    return read.order_by("submitted_at", "pk")
