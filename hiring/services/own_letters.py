"""Letters that HR writes without deciding: in its own words, from a template or not."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy

from applications.models import Application
from applications.services.locking import lock_application
from hiring.enums import Occasion, OutgoingState
from hiring.mails.departure import departure_time
from hiring.mails.letters import Letter
from hiring.mails.placeholders import fill_placeholders, placeholder_values
from hiring.models import OutgoingMail
from hiring.services.outbox import OutboxRefused, write_mail

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SOON = timedelta(minutes=1)
WRITTEN_ALREADY = gettext_lazy("This message has just been written. It is in the outbox.")


@transaction.atomic
def write_letter(
    *, application: Application, letter: Letter, actor: "User | None", now: datetime
) -> OutgoingMail:
    """Put a letter into the outbox; it stands on the applicant's page when it was sent.

    Raises OutboxRefused for the same words within a minute (a double click), and what write_mail
    raises.
    """
    locked = lock_application(application)
    if letter.occasion == Occasion.FREE:
        refuse_repeated(locked, letter, now)
    return write_mail(application=locked, letter=letter, actor=actor, now=now)


def refuse_repeated(locked: Application, letter: Letter, now: datetime) -> None:
    words = {"occasion": letter.occasion, "subject": letter.subject, "body": letter.body}
    same = locked.outgoing_mails.filter(**words, written_at__gt=now - SOON)
    if same.exclude(state=OutgoingState.CANCELLED).exists():
        raise OutboxRefused(str(WRITTEN_ALREADY))


def make_own_letter(*, application: Application, subject: str, body: str, now: datetime) -> Letter:
    """The words as they were written, in the applicant's language, with placeholders filled in."""
    language = application.language
    values = placeholder_values(application, language)
    return Letter(
        occasion=Occasion.FREE,
        language=language,
        subject=fill_placeholders(subject, values),
        body=fill_placeholders(body, values),
        send_after=departure_time(now, is_read=True),
    )
