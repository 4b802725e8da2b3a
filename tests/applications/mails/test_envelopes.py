"""What a mail server sees of each mail: greeting, headers, subject."""

import re

import pytest
import time_machine
from pytest_django import Settings

from applications.enums import MailKind
from tests.applications.mails.kinds import DEFER
from tests.applications.mails.test_portal_mail import read_strictly
from tests.applications.mails.test_refused_mails import NOON, run_job
from tests.careers.factories import published
from tests.smtp import SmtpServer

pytestmark = pytest.mark.django_db
TITLE = "Wissenschaftliche Mitarbeiterin für Künstliche Intelligenz – Prüfverfahren, Maßstäbe und Größen"


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", MailKind)
def test_each_mail_names_our_domain_and_folds_well(
    smtp_server: SmtpServer, settings: Settings, kind: MailKind, language: str
) -> None:
    settings.EMAIL_DOMAIN = "jobs.example.net"
    settings.DEFAULT_FROM_EMAIL = "Zentrum für Übergroße Prüfverfahren und Maße <a@example.org>"
    settings.ORGANISATION = settings.ORGANISATION | {"name": "Zentrum für Übergroße Prüfverfahren"}
    with time_machine.travel(NOON, tick=False):
        kwargs = {} if "alert" in kind else {"posting": published(title_de=TITLE, title_en=TITLE)}
        DEFER[kind](language=language, **kwargs)
    run_job()
    assert set(smtp_server.greetings) == {"jobs.example.net"}
    [raw] = smtp_server.contents
    headers = dict(re.findall(r"^([\w-]+): (.*\r\n(?:[ \t].*\r\n)*)", raw.decode(), re.MULTILINE))
    assert headers["Message-ID"].endswith("@jobs.example.net>\r\n")
    assert headers["X-Auto-Response-Suppress"] == "All\r\n"
    assert headers["Auto-Submitted"] == "auto-generated\r\n"
    subject = read_strictly(f"Subject: {headers['Subject']}")
    assert subject == smtp_server.mails[0]["Subject"]
    assert read_strictly(f"From: {headers['From']}", in_phrase=True) == settings.DEFAULT_FROM_EMAIL
