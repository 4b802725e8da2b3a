"""What HR does with a mail of the outbox: take it back, or say how a failed one ended."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from applications.services.locking import lock_application
from hiring.enums import Announcement, DecisionState, OutgoingState
from hiring.models import OutgoingMail
from hiring.services.decisions import (
    DECIDED_ELSEWHERE,
    DecisionRefused,
    announce_decision,
    find_decision_of,
    is_for_earlier_posting,
    take_back_decision,
)
from hiring.services.document_requests import settle_request, undo_request
from hiring.services.outbox import OutboxRefused, cancel_mail, lock_mail
from hiring.services.sending import note_sent
from hiring.services.transfer_proposals import announce_proposal, take_back_what_was_proposed

FAILED = (OutgoingState.REFUSED, OutgoingState.DOUBTFUL)


@transaction.atomic
def take_back_mail(*, mail: OutgoingMail, now: datetime) -> None:
    """The mail never leaves, and the decision, proposal or request that it was to tell of is undone.

    Raises OutboxRefused, with nothing changed, once it is being sent or has left.
    """
    lock_application(mail.application)
    take_back_what_was_proposed(mail, now)
    decision = find_decision_of(mail)
    if decision is None or decision.state != DecisionState.DECIDED:
        cancel_mail(mail=mail, now=now)
        undo_request(mail)
        return
    try:
        take_back_decision(decision=decision, now=now)
    except DecisionRefused as refusal:
        raise OutboxRefused(str(refusal)) from refusal


@transaction.atomic
def confirm_arrival(*, mail: OutgoingMail, now: datetime) -> None:
    """HR has found out that a doubtful mail arrived; its decision is announced.

    Raises OutboxRefused for any other mail.
    """
    lock_application(mail.application)
    locked = lock_mail(mail)
    if locked.state != OutgoingState.DOUBTFUL:
        raise OutboxRefused(_("Only of a doubtful email somebody has to say that it arrived."))
    note_sent(locked, now)


@transaction.atomic
def confirm_told_otherwise(*, mail: OutgoingMail, now: datetime) -> None:
    """HR told the applicant in another way after the mail failed: it ends, and what it told of counts.

    Raises OutboxRefused for a mail that has not failed, and DecisionRefused if the application has
    moved meanwhile, to another stage or posting.
    """
    lock_application(mail.application)
    locked = lock_mail(mail)
    if locked.state not in FAILED:
        raise OutboxRefused(_("This email has not failed. Send it, or take it back."))
    decision = find_decision_of(locked)
    if decision is not None and is_for_earlier_posting(decision, locked.application):
        raise DecisionRefused(DECIDED_ELSEWHERE)
    cancel_mail(mail=locked, now=now)
    announce_proposal(locked, now)
    settle_request(locked, now)
    if decision is not None and decision.state == DecisionState.DECIDED:
        announce_decision(decision=decision, announcement=Announcement.OTHER_WAY, now=now)
