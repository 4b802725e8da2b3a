"""What all mails share: one frame that sends each once, the pace of an address, the envelope."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import override

from applications.models import Application
from applications.rate_limit import try_acquire
from applications.signed_links import application_path
from careers.web.localized_urls import full_address

MAIL_INTERVAL = timedelta(hours=1)
"""Whoever types a foreign address into a form can have one mail of a kind sent to it in this time, not more."""
AUTOMATIC_HEADERS = {"Auto-Submitted": "auto-generated"}  # RFC 3834
REFUSALS = (SMTPRecipientsRefused, SMTPDataError)
"""What a mail server says of one mail; anything else is a fault of the server, and of all mails."""

logger = logging.getLogger(__name__)


class WhenRefused(Enum):
    """What becomes of a mail that the mail server refuses."""

    RAISE = auto()
    """The exception goes through and nothing is noted: the job tries again."""
    SKIP = auto()
    """Nothing is noted: it is due again in the next round, and others need not wait."""
    NOTE = auto()
    """It counts as sent and is never tried again."""


@dataclass(frozen=True)
class DueMail:
    """A mail that has to be sent now, and how its rows note that it was."""

    message: EmailMessage
    note_sent: Callable[[], object]
    when_refused: WhenRefused = WhenRefused.RAISE
    about: str = "a mail"
    """What the log calls it; no address and no name."""


@dataclass(frozen=True)
class Outcome:
    """What came of a delivery: done, due again at a time (aware), or neither, as nothing was due."""

    is_done: bool = False
    retry_at: datetime | None = None


NOTHING_DUE = Outcome()


@transaction.atomic
def deliver(prepare: Callable[[], DueMail | Outcome]) -> Outcome:
    """Send one mail, once. The only place from which mails leave.

    `prepare` locks the rows that the mail is about, looks whether it is still due and whether its
    address may get it now, and composes it; or it returns the outcome without a mail. The locks
    are held until the mail is noted as sent, so that no two workers send it. If the mail server
    refuses, WhenRefused decides; any other failure goes through, and nothing counts as sent.
    """
    due = prepare()
    if isinstance(due, Outcome):
        return due
    if not try_send(due):
        return NOTHING_DUE
    due.note_sent()
    return Outcome(is_done=True)


def try_send(due: DueMail) -> bool:
    """Hand the mail to the server; False if it was refused and is not to be noted."""
    try:
        due.message.send()
    except REFUSALS:
        if due.when_refused is WhenRefused.RAISE:
            raise
        logger.warning("The mail server refused %s.", due.about)
        return due.when_refused is WhenRefused.NOTE
    return True


def try_acquire_mail(key: str, now: datetime) -> bool:
    """Whether a mail of the kind and to the address in `key` may be sent now; counts it if so."""
    return try_acquire(key, limit=1, window=MAIL_INTERVAL, now=now)


def next_mail_at(sent: Iterable[datetime | None], now: datetime) -> datetime | None:
    """When an address that was sent mails at these times may get one more; None if it may now."""
    last = max((at for at in sent if at), default=now - MAIL_INTERVAL)
    due = last + MAIL_INTERVAL
    return due if due > now else None


def lock_application_for_mail(application_id: int) -> Application | None:
    """The application with all that a mail needs, locked; None if it is gone."""
    locked = Application.objects.select_for_update(of=("self",)).select_related("edition")
    return locked.filter(pk=application_id).first()


def compose_mail(
    application: Application, subject: Promise, template: str, **context: object
) -> EmailMessage:
    """A mail in the applicant's language, with the link to the applicant's own page.

    The subject has a place for the reference. The address is unconfirmed, so no mail holds
    anything that the applicant wrote.
    """
    shared = {
        "application": application,
        "url": full_address(application_path(application)),
        "link_days": settings.APPLICATION_LINK_DAYS,
        "organisation": settings.ORGANISATION,
    }
    with override(application.language):
        body = render_to_string(template, shared | context)
        words = str(subject) % {"reference": application.reference}
    return build_message(words, body, application.email, reply_to=application.contact_email)


def build_message(subject: str, body: str, to: str, *, reply_to: str = "") -> EmailMessage:
    """A plain text mail that no program answers; its subject is put on one line."""
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=body,
        to=[to],
        reply_to=[reply_to] if reply_to else None,
        headers={**AUTOMATIC_HEADERS},
    )
