"""The outbox: writing a mail that waits, editing it, taking it back, having it sent."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from procrastinate.contrib.django import app

from applications.models import Application
from applications.services.locking import RESTRICTED, lock_application
from hiring.enums import NEXT_OUTGOING_STATES, OWED_BY_LAW, OutgoingState
from hiring.mails.letters import Letter
from hiring.models import OutgoingMail

if TYPE_CHECKING:
    from django.contrib.auth.models import User


SEND = "hiring.send_outgoing_mail"
"""The job of hiring.tasks, by name: tasks call services, so services do not import them."""


NO_ADDRESS = gettext_lazy("There is no email address of this applicant. Write a letter on paper.")


class OutboxRefused(Exception):
    """The mail is past that; the text is a sentence for staff."""


@transaction.atomic
def write_mail(
    *, application: Application, letter: Letter, actor: "User | None", now: datetime
) -> OutgoingMail:
    """Put a mail into the outbox; it leaves by itself when its time comes.

    Raises OutboxRefused for who gave no address, or wants erasure and the law does not demand the mail,
    ValidationError for a subject or text that is empty or too long, and ApplicationGone.
    """
    locked = lock_application(application)
    if locked.is_restricted and letter.occasion not in OWED_BY_LAW:
        raise OutboxRefused(RESTRICTED)
    if not locked.email:
        raise OutboxRefused(str(NO_ADDRESS))
    mail = OutgoingMail(
        application=locked,
        occasion=letter.occasion,
        language=letter.language,
        subject=letter.subject,
        body=letter.body,
        send_after=letter.send_after,
        written_by=actor,
        written_at=now,
    )
    mail.full_clean(exclude=["written_by"])
    mail.save()
    defer_sending(mail)
    return mail


@transaction.atomic
def edit_mail(*, mail: OutgoingMail, subject: str, body: str, send_after: datetime) -> OutgoingMail:
    """Change what waits, or what the server refused. Raises OutboxRefused for any other mail."""
    locked = lock_mail(mail)
    if not locked.is_editable:
        raise OutboxRefused(refusal_words(locked))
    locked.subject, locked.body, locked.send_after = subject, body, send_after
    locked.full_clean(exclude=["written_by"])
    locked.save(update_fields=["subject", "body", "send_after"])
    if locked.state == OutgoingState.WAITING:
        defer_sending(locked)
    return locked


@transaction.atomic
def send_mail_now(*, mail: OutgoingMail, now: datetime) -> None:
    """Have a waiting mail sent at once, or a refused or doubtful one tried again.

    Whoever sends a doubtful mail again has looked: it keeps its Message-ID, so that a mail program
    shows one of two. Raises OutboxRefused for a mail that is being sent or has ended.
    """
    locked = lock_mail(mail)
    if locked.state != OutgoingState.WAITING:
        change_state(locked, OutgoingState.WAITING)
    locked.send_after, locked.answer = now, ""
    locked.save(update_fields=["send_after", "answer"])
    defer_sending(locked)


@transaction.atomic
def cancel_mail(*, mail: OutgoingMail, now: datetime) -> None:
    """The mail never leaves; OutboxRefused if it has left, or is just leaving."""
    change_state(lock_mail(mail), OutgoingState.CANCELLED, ended_at=now)


def change_state(mail: OutgoingMail, to: OutgoingState, **columns: object) -> None:
    """The only way from one state of a mail to another; OutboxRefused if the table has none."""
    if to not in NEXT_OUTGOING_STATES[OutgoingState(mail.state)]:
        raise OutboxRefused(refusal_words(mail))
    mail.state = to
    for name, value in columns.items():
        setattr(mail, name, value)
    mail.save(update_fields=["state", *columns])


def refusal_words(mail: OutgoingMail) -> str:
    state = OutgoingState(mail.state).label
    return _("This email is already “%(state)s”.") % {"state": state}


def lock_mail(mail: OutgoingMail) -> OutgoingMail:
    """The mail as it is now, locked; OutboxRefused if it was erased with its application."""
    found = OutgoingMail.objects.select_for_update(of=("self",)).filter(pk=mail.pk).first()
    if found is None:
        raise OutboxRefused(_("This application has been erased."))
    return found


def defer_sending(mail: OutgoingMail) -> None:
    """A job for the time at which the mail may leave; one that comes too early does nothing."""
    job = app.configure_task(SEND, schedule_at=mail.send_after)
    job.defer(application_id=mail.application_id, mail_id=mail.pk)
