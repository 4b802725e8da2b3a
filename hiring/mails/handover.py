"""Handing one mail to the mail server, and what its answer means for trying again."""

from dataclasses import dataclass
from enum import Enum, auto
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused

from django.core.mail import EmailMessage
from django.utils.translation import override

from applications.mails.base import build_message
from applications.mails.claims import PERMANENT, answer_in_a_line, read_refusal
from applications.mails.portal_mail import DeliveryInDoubt
from hiring.mails.placeholders import fill_link
from hiring.models import OutgoingMail


class Answer(Enum):
    """What came of one try."""

    TAKEN = auto()
    REFUSED = auto()
    """For good (5xx): trying again would not help."""
    LATER = auto()
    """The server does not answer, or refuses for now (4xx): nothing was handed over."""
    IN_DOUBT = auto()
    """The connection broke while the mail was handed over."""


@dataclass(frozen=True)
class Handover:
    """The answer, and the server's words for people, at most ANSWER_LENGTH characters."""

    answer: Answer
    words: str = ""


def compose_outgoing_mail(mail: OutgoingMail) -> EmailMessage:
    """The letter as it was written, with the link that was left open; replies go to the ad's contact."""
    application = mail.application
    with override(application.language):
        body = fill_link(mail.body, application)
        message = build_message(
            mail.subject, body, application.email, reply_to=application.contact_email
        )
    message.extra_headers["Message-ID"] = mail.message_id
    return message


def hand_over(message: EmailMessage) -> Handover:
    """Try once; no failure of a mail server or of the way to it goes through."""
    try:
        message.send()
    except DeliveryInDoubt as error:
        return Handover(Answer.IN_DOUBT, answer_in_a_line(0, str(error)).removeprefix("0 "))
    except (SMTPRecipientsRefused, SMTPDataError) as refusal:
        code, text = read_refusal(refusal)
        answer = Answer.REFUSED if code in PERMANENT else Answer.LATER
        return Handover(answer, answer_in_a_line(code, text))
    except SMTPSenderRefused as refusal:  # a fault of our own address, and of all mails
        return Handover(Answer.LATER, answer_in_a_line(refusal.smtp_code, refusal.smtp_error))
    except (SMTPException, OSError) as error:
        return Handover(Answer.LATER, answer_in_a_line(0, str(error)).removeprefix("0 "))
    return Handover(Answer.TAKEN)
