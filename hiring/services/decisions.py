"""Deciding about applications: collected, applied, announced or taken back.

What its author sees of an application changes when a decision is announced and not before. So a
decision that waits is a row of its own, and `move_application` is called at its announcement.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.enums import Stage
from applications.models import Application
from applications.services.locking import lock_application
from applications.services.stages import (
    MoveRefused,
    move_application,
    refuse_forbidden_move,
)
from applications.services.transfers import end_live_transfer
from hiring.enums import BY_PROCEDURE, NEXT_DECISION_STATES, Announcement, DecisionState
from hiring.mails.letters import Letter
from hiring.models import Decision, OutgoingMail, OwnStage, RejectionReason
from hiring.models.rejection_reason import NOT_DECIDED
from hiring.services.outbox import OutboxRefused, cancel_mail, write_mail
from hiring.services.records import put_into_own_stage

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DECIDED_ELSEWHERE = gettext_lazy(
    "This was noted before the application came to this posting. Take it back."
)


class DecisionRefused(Exception):
    """The application or the decision is past that; the text is a sentence for staff."""


@dataclass(frozen=True)
class Choice:
    """What somebody chose: the new stage, the coded reason that a rejection needs, a note, a step inside the stage."""

    to: Stage
    reason: RejectionReason | None = None
    note: str = ""
    own_stage: OwnStage | None = None


def change_state(decision: Decision, to: DecisionState, **columns: object) -> None:
    """The only way from one state of a decision to another; DecisionRefused if the table has none."""
    before = DecisionState(decision.state)
    if to not in NEXT_DECISION_STATES[before]:
        raise DecisionRefused(_("This decision is already “%(state)s”.") % {"state": before.label})
    decision.state = to
    for name, value in columns.items():
        setattr(decision, name, value)
    decision.full_clean(exclude=["application", "reason", "own_stage", "by", "mail"])
    decision.save()


@transaction.atomic
def prepare_decision(
    *, application: Application, choice: Choice, actor: "User | None", now: datetime
) -> Decision:
    """Note a decision that nobody but the staff knows of, in the place of one noted before.

    Raises DecisionRefused if the table of moves does not have it, if a rejection has no reason, if
    the applicant wants erasure, or if a decision with a mail is on its way; ApplicationGone.
    """
    locked = lock_application(application)
    refuse_impossible(locked, choice)
    waiting = find_live_decision(locked)
    if waiting is not None:
        if waiting.state != DecisionState.PENDING:
            raise DecisionRefused(_("Another decision on this application is on its way."))
        change_state(waiting, DecisionState.TAKEN_BACK)
    decision = Decision(
        application=locked,
        to_stage=choice.to,
        reason=choice.reason,
        note=choice.note,
        own_stage=choice.own_stage,
        by=actor,
        at=now,
    )
    decision.full_clean(exclude=["by", "mail"])
    decision.save()
    return decision


@transaction.atomic
def apply_decision(
    *, decision: Decision, letter: Letter | None, actor: "User | None", now: datetime
) -> Decision:
    """Decide what was pending. With a letter it is announced when that was sent, without one at once.

    One that ends the procedure ends a proposal to transfer the application. Raises DecisionRefused, with nothing changed, if it is no longer pending or if the application
    has moved meanwhile; ApplicationGone.
    """
    application = lock_application(decision.application)
    locked = lock_decision(decision)
    refuse_impossible(application, Choice(Stage(locked.to_stage), locked.reason))
    if is_for_earlier_posting(locked, application):
        raise DecisionRefused(DECIDED_ELSEWHERE)
    if letter is None:
        announce_locked(locked, Announcement.WITHOUT_MAIL, now=now, decided_at=now)
        return locked
    if Stage(locked.to_stage).is_final:
        end_live_transfer(application, now)
    mail = write_mail(application=application, letter=letter, actor=actor, now=now)
    change_state(locked, DecisionState.DECIDED, decided_at=now, mail=mail, by=actor)
    return locked


@transaction.atomic
def decide(
    *,
    application: Application,
    choice: Choice,
    letter: Letter | None,
    actor: "User | None",
    now: datetime,
) -> Decision:
    """Decide at once; raises as prepare_decision and apply_decision do."""
    decision = prepare_decision(application=application, choice=choice, actor=actor, now=now)
    return apply_decision(decision=decision, letter=letter, actor=actor, now=now)


@transaction.atomic
def take_back_decision(*, decision: Decision, now: datetime) -> None:
    """Undo what was not announced: its mail is cancelled, the application is where it was.

    Raises DecisionRefused once the mail is being sent or may have been sent.
    """
    lock_application(decision.application)
    locked = lock_decision(decision)
    if locked.mail is not None:
        try:
            cancel_mail(mail=locked.mail, now=now)
        except OutboxRefused as refusal:
            raise DecisionRefused(str(refusal)) from refusal
    change_state(locked, DecisionState.TAKEN_BACK)


@transaction.atomic
def announce_decision(*, decision: Decision, announcement: Announcement, now: datetime) -> None:
    """The applicant knows: the application moves, and the time for which it is kept begins.

    Raises DecisionRefused if the decision was taken back meanwhile.
    """
    lock_application(decision.application)
    announce_locked(lock_decision(decision), announcement, now=now)


def announce_locked(
    decision: Decision, announcement: Announcement, *, now: datetime, **columns: object
) -> None:
    change_state(
        decision,
        DecisionState.ANNOUNCED,
        announced_at=now,
        announcement=announcement,
        **columns,
    )
    try:
        move_application(
            application=decision.application,
            to=Stage(decision.to_stage),
            actor=decision.by,
            reason=decision.note,
            now=now,
        )
    except MoveRefused as refusal:
        raise DecisionRefused(str(refusal)) from refusal
    own = decision.own_stage
    if own is not None and own.public_stage == decision.to_stage:  # it may have been moved since
        application, actor = decision.application, decision.by
        put_into_own_stage(application=application, own_stage=own, actor=actor, now=now)


def refuse_impossible(locked: Application, choice: Choice) -> None:
    """Raises DecisionRefused for a move that the table does not have, one that is not made by hand, or a rejection without reason."""
    try:
        refuse_forbidden_move(locked, choice.to)
    except MoveRefused as refusal:
        raise DecisionRefused(str(refusal)) from refusal
    if choice.to in BY_PROCEDURE and not is_by_procedure(choice):
        raise DecisionRefused(
            _(
                "A procedure without a decision ends when its day has come, on the page of "
                "applications without a decision. Reject with a reason instead."
            )
        )
    if choice.to == Stage.REJECTED and choice.reason is None:
        raise DecisionRefused(_("A rejection needs a reason. Choose one from the list."))


def is_by_procedure(choice: Choice) -> bool:
    return choice.reason is not None and choice.reason.slug == NOT_DECIDED


def is_for_earlier_posting(decision: Decision, application: Application) -> bool:
    """Whether the application has gone to another posting since it was decided on."""
    return application.moved_at is not None and decision.at < application.moved_at


def find_live_decision(application: Application) -> Decision | None:
    """The one of which something is still to come, locked; the caller holds the application."""
    found = Decision.objects.live().select_for_update(of=("self",))
    return found.filter(application=application).first()


def lock_decision(decision: Decision) -> Decision:
    """The decision as it is now, locked; DecisionRefused if it was erased with its application."""
    found = Decision.objects.select_for_update(of=("self",))
    found = found.select_related("application", "mail", "reason", "own_stage", "by")
    locked = found.filter(pk=decision.pk).first()
    if locked is None:
        raise DecisionRefused(_("This application has been erased."))
    return locked


def find_decision_of(mail: OutgoingMail) -> Decision | None:
    return Decision.objects.filter(mail=mail).first()
