"""The mail that says there is something to read or to send, and nothing of what it is about."""

from datetime import datetime

from django.core.mail import EmailMessage
from django.utils.translation import gettext_lazy as _

from applications.mails.base import (
    NOTHING_DUE,
    DueMail,
    Outcome,
    compose_mail,
    deliver,
    lock_application_for_mail,
)
from applications.models import Application

SUBJECT = _("News about your application %(reference)s")


def compose_news_mail(application: Application) -> EmailMessage:
    """In the applicant's language; the text itself is read on the applicant's own page."""
    return compose_mail(application, SUBJECT, "applications/email/news.txt")


def deliver_news(*, application_id: int, now: datetime) -> None:
    """Announce the messages and requests that no mail announced yet, all in one mail, once.

    If the mail server refuses, its exception goes through and nothing counts as announced.
    """

    def prepare() -> DueMail | Outcome:
        application = lock_application_for_mail(application_id)
        if application is None:
            return NOTHING_DUE
        letters = application.letters.filter(told_at=None)
        requests = application.document_requests.filter(told_at=None)
        if not letters.exists() and not requests.exists():
            return NOTHING_DUE

        def note_sent() -> None:
            letters.update(told_at=now)
            requests.update(told_at=now)

        return DueMail(compose_news_mail(application), note_sent)

    deliver(prepare)
