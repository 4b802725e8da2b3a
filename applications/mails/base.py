"""What all mails share: one frame that sends each once, the pace of an address, the envelope."""

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.db.models import Model, QuerySet
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import override

from applications.enums import MailKind
from applications.mails.claims import (
    Subject,
    find_claim,
    free_at,
    new_claim,
    note_refusal,
    permanent_answer,
    release_claim,
    start_sending,
)
from applications.mails.html_part import attach_html, name_organisation
from applications.mails.portal_mail import PortalMail, build_sender
from applications.models import Application, MailDelivery
from applications.rate_limit import try_acquire
from applications.signed_links import application_path, keys_made_now_end_on
from careers.web.localized_urls import full_address

MAIL_INTERVAL = timedelta(hours=1)
"""Whoever types a foreign address into a form can have one mail of a kind sent to it in this time, not more."""
NO_ADDRESS = ""
"""Of who applied on paper and gave none: nothing can be mailed."""
REFUSALS = (SMTPRecipientsRefused, SMTPDataError)
"""What a mail server says of one mail; anything else is a fault of the server, and of all mails."""

logger = logging.getLogger(__name__)


class WhenRefused(Enum):
    """What becomes of a mail that the mail server refuses for now (4xx)."""

    RAISE = auto()
    """The exception goes through: the job tries again."""
    SKIP = auto()
    """It is due again in the next round, and others need not wait."""


@dataclass(frozen=True)
class Outcome:
    """What came of a delivery: done, due again at a time (aware), or neither, as nothing was due."""

    is_done: bool = False
    retry_at: datetime | None = None


NOTHING_DUE = Outcome()


@dataclass(frozen=True)
class DueMail:
    """A mail that has to be sent now, and how its rows note that it was."""

    kind: MailKind
    about: Subject
    message: EmailMessage
    note_sent: Callable[[], object]
    content: str = ""
    """What tells it from the mail before of its kind about the same row; at most 64 characters."""
    find_hindrance: Callable[[], Outcome | None] = lambda: None
    """Looks at the pace of the address, and counts the mail; asked once, however often it is tried."""
    when_refused: WhenRefused = WhenRefused.RAISE


def deliver(prepare: Callable[[], DueMail | Outcome], *, now: datetime) -> Outcome:
    """Send one mail, once. Every mail to applicants and subscribers leaves from here.

    `prepare` locks the row that the mail is about, looks whether it is still due, and composes it;
    or it returns the outcome without a mail. That the mail is being sent is committed before the
    server is spoken to, so no lock is held meanwhile and nobody else sends it; that it was sent is
    noted in a second transaction. If the worker dies between the two, whoever takes up its job
    sends the mail again under the same Message-ID.

    A mail that is refused for good (5xx) is never tried again, and the answer is kept; for one that
    is refused for now (4xx), WhenRefused decides. Any other failure goes through.
    """
    with transaction.atomic(durable=True):
        due = prepare()
        if isinstance(due, Outcome):
            return due
        if due.message.to == [NO_ADDRESS]:
            return NOTHING_DUE
        claim = claim_mail(due, now)
        if isinstance(claim, Outcome):
            return claim
    due.message.extra_headers["Message-ID"] = claim.message_id
    if not try_send(due, claim, now):
        return NOTHING_DUE
    with transaction.atomic():
        due.note_sent()
        claim.delete()
    return Outcome(is_done=True)


def claim_mail(due: DueMail, now: datetime) -> MailDelivery | Outcome:
    """Write down that this process sends the mail, unless it was refused, or another is at it."""
    claim = find_claim(due.kind, due.about)
    is_counted = claim is not None and not claim.refused_at
    if claim is not None:
        if claim.refused_at and claim.content == due.content:
            return NOTHING_DUE
        if retry_at := free_at(claim, now):
            return Outcome(retry_at=retry_at)
    if not is_counted and (hindrance := due.find_hindrance()):
        return hindrance
    return start_sending(claim or new_claim(due.kind, due.about), due.content, now)


def try_send(due: DueMail, claim: MailDelivery, now: datetime) -> bool:
    """Hand the mail to the server; False if it was refused and nothing is to be raised."""
    try:
        due.message.send()
    except REFUSALS as refusal:
        logger.warning("The mail server refused %s %s.", due.kind, due.about.pk)
        if answer := permanent_answer(refusal):
            note_refusal(claim, answer, now)
            return False
        release_claim(claim)
        if due.when_refused is WhenRefused.RAISE:
            raise
        return False
    except Exception:  # whatever it was: the next try need not wait for this claim to grow old
        release_claim(claim)
        raise
    return True


def join_keys(*rows: Iterable[Model]) -> str:
    """A short text that is the same for the same rows: the content of a mail about several."""
    keys = [[row.pk for row in group] for group in rows]
    return hashlib.sha256(repr(keys).encode()).hexdigest()


def try_acquire_mail(key: str, now: datetime) -> bool:
    """Whether a mail of the kind and to the address in `key` may be sent now; counts it if so."""
    return try_acquire(key, limit=1, window=MAIL_INTERVAL, now=now)


def find_pace_hindrance(key: str, now: datetime) -> Outcome | None:
    """As try_acquire_mail, in the words of DueMail: due again when the interval is over."""
    return None if try_acquire_mail(key, now) else Outcome(retry_at=now + MAIL_INTERVAL)


def find_interval_hindrance(
    sent: Iterable[datetime | None], claims: QuerySet[MailDelivery], now: datetime
) -> Outcome | None:
    """Another mail to the address within MAIL_INTERVAL: sent at one of these times, or being sent."""
    times = [*sent, *claims.values_list("sending_since", flat=True)]
    due = max((at for at in times if at), default=now - MAIL_INTERVAL) + MAIL_INTERVAL
    return Outcome(retry_at=due) if due > now else None


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
        "link_ends_on": keys_made_now_end_on(),
        "organisation": settings.ORGANISATION,
    }
    with override(application.language):
        body = render_to_string(template, shared | context)
        words = name_organisation(str(subject) % {"reference": application.reference})
        return build_message(words, body, application.email, reply_to=application.contact_email)


def build_message(
    subject: str, body: str, to: str, *, reply_to: str = "", sender_name: str = ""
) -> EmailMultiAlternatives:
    """A mail that no program answers: the text, and the HTML made of it; its subject is put on one line.

    The active language is that of the mail, of its sender's name too (see portal_mail.build_sender).
    What the text may hold for the HTML to look right says applications.mails.mail_blocks.
    """
    message = PortalMail(
        from_email=build_sender(sender_name),
        subject=" ".join(subject.split()),
        body=body,
        to=[to],
        reply_to=[reply_to] if reply_to else None,
    )
    return attach_html(message)
