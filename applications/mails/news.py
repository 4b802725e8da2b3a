"""The mail that says there is something to read or to send, and nothing of what it is about."""

from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications.mails.base import compose_mail, lock_application_for_mail
from applications.models import Application

SUBJECT = _("News about your application %(reference)s")


def compose_news_mail(application: Application) -> EmailMessage:
    """In the applicant's language; the text itself is read on the applicant's own page."""
    return compose_mail(application, SUBJECT, "applications/email/news.txt")


@transaction.atomic
def deliver_news(*, application_id: int, now: datetime) -> None:
    """Tell of the messages and requests that no mail told of yet, all in one mail, once.

    If the mail server refuses, its exception goes through and nothing counts as told.
    """
    application = lock_application_for_mail(application_id)
    if application is None:
        return
    letters = application.letters.filter(told_at=None).update(told_at=now)
    requests = application.document_requests.filter(told_at=None).update(told_at=now)
    if letters or requests:
        compose_news_mail(application).send()
