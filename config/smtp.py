"""The way to the mail server."""

import smtplib
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends import smtp

from applications.mails.claims import PERMANENT, read_refusal
from applications.mails.portal_mail import DeliveryInDoubt
from careers.tallies import count


class DoubtTellingSMTP(smtplib.SMTP):
    """Tells a connection that broke while a mail was handed over from one that broke before."""

    def data(self, msg: Any) -> tuple[int, bytes]:
        """As smtplib's; raises DeliveryInDoubt where nobody knows whether the server took the mail."""
        try:
            return super().data(msg)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            raise DeliveryInDoubt(str(error)) from error


class DoubtTellingSMTPOverTLS(DoubtTellingSMTP, smtplib.SMTP_SSL):
    """The same over TLS from the first byte on."""


def name_outcome(error: Exception) -> str:
    """What a server that does not take a mail makes of it: refused for good, in doubt, or later."""
    if isinstance(error, DeliveryInDoubt):
        return "in_doubt"
    if isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError):
        return "refused" if read_refusal(error)[0] in PERMANENT else "later"
    return "later"


class EmailBackend(smtp.EmailBackend):
    """Django's, but greets the server with our domain; Django's would give the machine's own name.

    That name is nobody's business, and in a container it is a random word that some servers refuse.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """As Django's; what became of the mails is counted."""
        try:
            sent = super().send_messages(email_messages)
        except (smtplib.SMTPException, OSError) as error:
            count("mails", name_outcome(error))
            raise
        count("mails", "sent", by=sent)
        return sent

    @property
    def connection_class(self) -> Any:
        connect = DoubtTellingSMTPOverTLS if self.use_ssl else DoubtTellingSMTP

        def greet(host: str, port: int, **options: Any) -> smtplib.SMTP:
            return connect(host, port, **options | {"local_hostname": settings.EMAIL_DOMAIN})

        return greet
