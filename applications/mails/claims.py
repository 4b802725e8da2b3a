"""Who is sending a mail, under which Message-ID, and what the mail server said at the end.

A claim is committed before the server is spoken to. One that is older than CLAIM_TIME belongs to a
worker that died: its mail is sent again under the same Message-ID.
"""

import re
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from uuid import uuid4

from django.db.models import Max

from applications.enums import MailKind
from applications.models import Application, Draft, JobAlert, MailDelivery
from applications.models.mail_delivery import ANSWER_LENGTH

type Subject = Application | Draft | JobAlert
type Refusal = SMTPRecipientsRefused | SMTPDataError

CLAIM_TIME = timedelta(seconds=90)
"""Longer than a mail server takes that answers at all, shorter than the two minutes in which a mail
whose worker died has to be on its way again (careers/background_jobs/stalled.py)."""
SUBJECT_FIELDS = {Application: "application", Draft: "draft", JobAlert: "alert"}
PERMANENT = range(500, 600)  # RFC 5321, section 4.2.1


def find_claim(kind: MailKind, about: Subject) -> MailDelivery | None:
    """The claim on a mail of this kind about this row, locked; the caller holds the row itself."""
    found = MailDelivery.objects.select_for_update(of=("self",))
    return found.filter(kind=kind, **{SUBJECT_FIELDS[type(about)]: about}).first()


def free_at(claim: MailDelivery, now: datetime) -> datetime | None:
    """When a claim may be taken from who has it; None if nobody has it, or has died with it."""
    due = claim.sending_since and claim.sending_since + CLAIM_TIME
    return due if due and due > now else None


def start_sending(claim: MailDelivery, content: str, now: datetime) -> MailDelivery:
    """Write down that the mail is being sent; other content than at the last try is another mail."""
    if claim.content != content:
        claim.message_uuid, claim.content = uuid4(), content
    claim.sending_since, claim.refused_at, claim.answer = now, None, ""
    claim.save()
    return claim


def new_claim(kind: MailKind, about: Subject) -> MailDelivery:
    return MailDelivery(kind=kind, **{SUBJECT_FIELDS[type(about)]: about})


def release_claim(claim: MailDelivery) -> None:
    """The try failed; whoever tries next need not wait."""
    MailDelivery.objects.filter(pk=claim.pk).update(sending_since=None)


def note_refusal(claim: MailDelivery, answer: str, now: datetime) -> None:
    """The mail is never tried again; its row says why."""
    rows = MailDelivery.objects.filter(pk=claim.pk)
    rows.update(sending_since=None, refused_at=now, answer=answer)


def forget_refusal(kind: MailKind, about: Subject, *, before: datetime) -> None:
    """Have a mail that somebody asked for again tried once more."""
    refused = MailDelivery.objects.filter(kind=kind, refused_at__lte=before)
    refused.filter(**{SUBJECT_FIELDS[type(about)]: about}).delete()


def busy_until(*kinds: MailKind, now: datetime) -> datetime | None:
    """When the last mail of these kinds that somebody is sending may be taken from them."""
    last = MailDelivery.objects.filter(kind__in=kinds).aggregate(at=Max("sending_since"))["at"]
    return last + CLAIM_TIME if last and last + CLAIM_TIME > now else None


def permanent_answer(refusal: Refusal) -> str:
    """What the server said, such as "550 5.1.1 No such mailbox"; empty if it may say yes later.

    On one line, without control characters, at most ANSWER_LENGTH characters.
    """
    code, text = read_refusal(refusal)
    return answer_in_a_line(code, text) if code in PERMANENT else ""


def read_refusal(refusal: Refusal) -> tuple[int, bytes | str]:
    """The code and text with which the server refused (RFC 5321, section 4.2)."""
    if isinstance(refusal, SMTPRecipientsRefused):
        return next(iter(refusal.recipients.values()), (0, b""))
    return refusal.smtp_code, refusal.smtp_error


def answer_in_a_line(code: int, text: bytes | str) -> str:
    """An answer of a server, on one line, without control characters, at most ANSWER_LENGTH long."""
    words = text if isinstance(text, str) else text.decode(errors="replace")
    return " ".join(re.sub(r"[^\w\s!-~]", " ", f"{code} {words}").split())[:ANSWER_LENGTH]
