"""Sending a mail of the outbox, once: what is written down before and after the server is spoken to."""

from datetime import datetime, timedelta

from django.db import transaction

from applications.enums import Stage
from applications.mails.claims import CLAIM_TIME
from applications.models import Application
from applications.services.messages import put_message
from hiring.enums import OWED_BY_LAW, Announcement, DecisionState, OutgoingState
from hiring.mails.handover import Answer, Handover, compose_outgoing_mail, hand_over
from hiring.mails.placeholders import without_link
from hiring.models import Decision, OutgoingMail
from hiring.services.decisions import (
    DecisionRefused,
    announce_decision,
    find_decision_of,
    is_for_earlier_posting,
)
from hiring.services.decisions import change_state as change_decision_state
from hiring.services.document_requests import (
    forget_reminder,
    is_overtaken,
    settle_request,
    undo_request,
)
from hiring.services.outbox import change_state, defer_sending
from hiring.services.transfer_proposals import announce_proposal, has_lapsed

LONGEST_WAIT = timedelta(hours=1)
"""Between two tries while the server does not answer; the first waits are 1, 2, 3 … minutes."""


def send_outgoing_mail(*, mail_id: int, now: datetime) -> OutgoingState | None:
    """Send a waiting mail whose time has come; returns its state afterwards, None if it is gone.

    That it is being sent is committed before the server is spoken to, and no lock is held
    meanwhile. A mail whose worker died while it was sent, or whose connection broke during the
    handover, is doubtful: a person decides whether it is sent again. One that has lost its
    sense, as when the application was withdrawn or what it proposes is over, is cancelled.
    """
    with transaction.atomic(durable=True):
        mail = lock_mail_and_application(mail_id)
        if mail is None:
            return None
        if not begin_sending(mail, now):
            return OutgoingState(mail.state)
    handover = hand_over(compose_outgoing_mail(mail))
    with transaction.atomic():
        locked = lock_mail_and_application(mail_id)
        if locked is None:
            return None
        note_handover(locked, handover, now)
    return OutgoingState(locked.state)


def lock_mail_and_application(mail_id: int) -> OutgoingMail | None:
    """The mail with its application, the application locked first as everywhere."""
    locked = Application.objects.select_for_update().filter(outgoing_mails=mail_id).first()
    if locked is None:
        return None
    found = OutgoingMail.objects.select_for_update(of=("self",))
    return found.select_related("application__edition").filter(pk=mail_id).first()


def begin_sending(mail: OutgoingMail, now: datetime) -> bool:
    """Whether this process sends it now; puts right what a dead one left behind."""
    if mail.state == OutgoingState.SENDING:
        if mail.sending_since is not None and mail.sending_since + CLAIM_TIME <= now:
            change_state(mail, OutgoingState.DOUBTFUL, sending_since=None)
        return False
    if mail.state != OutgoingState.WAITING or mail.send_after > now:
        return False
    if is_void(mail) or has_lapsed(mail, now):
        cancel_overtaken(mail, now)
        return False
    change_state(mail, OutgoingState.SENDING, sending_since=now, tries=mail.tries + 1)
    return True


def is_void(mail: OutgoingMail) -> bool:
    """Whether it has lost its sense, or tells of a decision that does not hold any more.

    An answer that its author has a right to leaves all the same.
    """
    if mail.occasion in OWED_BY_LAW:
        return False
    decision = find_decision_of(mail)
    is_past = decision is not None and is_decision_past(decision, mail.application)
    return is_past or is_overtaken(mail)


def is_decision_past(decision: Decision, application: Application) -> bool:
    """Whether it was taken back, is for an earlier posting, or another end came before it."""
    stage, to = Stage(application.stage), Stage(decision.to_stage)
    is_late = stage.is_final and to != stage and to not in stage.next_stages
    is_taken_back = decision.state == DecisionState.TAKEN_BACK
    return is_taken_back or is_late or is_for_earlier_posting(decision, application)


def cancel_overtaken(mail: OutgoingMail, now: datetime) -> None:
    """What it was about has changed: neither the mail nor its decision goes any further.

    What it asks for can be asked for again, and reminded of, should the change be undone.
    """
    change_state(mail, OutgoingState.CANCELLED, ended_at=now)
    undo_request(mail)
    forget_reminder(mail)
    decision = find_decision_of(mail)
    if decision is not None and decision.state == DecisionState.DECIDED:
        change_decision_state(decision, DecisionState.TAKEN_BACK)


def note_handover(mail: OutgoingMail, handover: Handover, now: datetime) -> None:
    """Write down what the server said, and what follows from it."""
    match handover.answer:
        case Answer.TAKEN:
            note_sent(mail, now)
        case Answer.REFUSED:
            change_state(mail, OutgoingState.REFUSED, sending_since=None, answer=handover.words)
        case Answer.IN_DOUBT:
            change_state(mail, OutgoingState.DOUBTFUL, sending_since=None, answer=handover.words)
        case Answer.LATER:
            wait = min(timedelta(minutes=mail.tries), LONGEST_WAIT)
            columns = {"sending_since": None, "answer": handover.words, "send_after": now + wait}
            change_state(mail, OutgoingState.WAITING, **columns)
            defer_sending(mail)


def note_sent(mail: OutgoingMail, now: datetime) -> None:
    """The letter and its request stand on the applicant's page from now on; its decision is announced."""
    change_state(mail, OutgoingState.SENT, sending_since=None, ended_at=now, answer="")
    text = without_link(mail.body, mail.language)
    put_message(
        application=mail.application,
        text=text,
        actor=mail.written_by,
        now=now,
        subject=mail.subject,
    )
    settle_request(mail, now)
    announce_proposal(mail, now)
    decision = find_decision_of(mail)
    if decision is None or decision.state != DecisionState.DECIDED:
        return
    if is_void(mail) or not announce_if_possible(decision, now):  # it was on its way meanwhile
        change_decision_state(decision, DecisionState.TAKEN_BACK)


def announce_if_possible(decision: Decision, now: datetime) -> bool:
    """False, with nothing changed, if the application cannot go there from where it is by now."""
    try:
        announce_decision(decision=decision, announcement=Announcement.MAIL, now=now)
    except DecisionRefused:
        return False
    return True


def mark_doubtful(now: datetime) -> int:
    """Mails whose worker died while it sent them, marked for somebody to look at; how many."""
    stale = OutgoingMail.objects.filter(
        state=OutgoingState.SENDING, sending_since__lte=now - CLAIM_TIME
    )
    return stale.update(state=OutgoingState.DOUBTFUL, sending_since=None)
