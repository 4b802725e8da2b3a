from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail import EmailMessage

from tests.smtp import SmtpServer, text_of


def test_mail_arrives_over_smtp(smtp_server: SmtpServer) -> None:
    EmailMessage("Grüße", "Schöne Straße", "portal@example.org", ["anna@example.org"]).send()
    mail = smtp_server.mails[0]
    assert (mail["Subject"], text_of(mail).strip()) == ("Grüße", "Schöne Straße")
    assert smtp_server.recipients == [["anna@example.org"]]


def test_refused_address_gets_nothing(smtp_server: SmtpServer) -> None:
    smtp_server.refused.add("gone@example.org")
    with pytest.raises(SMTPRecipientsRefused):
        EmailMessage("Hallo", "Text", "portal@example.org", ["gone@example.org"]).send()
    assert smtp_server.mails == []
