"""The mail that tells of what the release before the outbox put on the page and had not told of.

Today letters of the outbox tell of it themselves (docs/decisions/0021-one-way-for-what-hr-writes.md).
"""

from datetime import datetime
from functools import partial

from django.core.mail import EmailMessage
from django.utils.translation import gettext_lazy as _

from applications.enums import MailKind
from applications.mails.base import (
    NOTHING_DUE,
    DueMail,
    Outcome,
    compose_mail,
    deliver,
    join_keys,
    lock_application_for_mail,
)
from applications.models import Application, DocumentRequest, Message

SUBJECT = _("News about your application %(reference)s")


def compose_news_mail(application: Application) -> EmailMessage:
    """In the applicant's language; the text itself is read on the applicant's own page."""
    return compose_mail(application, SUBJECT, "applications/email/news.txt")


def deliver_news(*, application_id: int, now: datetime) -> datetime | None:
    """Announce the messages and requests that no mail announced yet, all in one mail, once.

    Returns None, or when to try again because another process has the mail in hand.
    """

    def prepare() -> DueMail | Outcome:
        application = lock_application_for_mail(application_id)
        if application is None:
            return NOTHING_DUE
        letters = list(application.letters.filter(told_at=None))
        requests = list(application.document_requests.filter(told_at=None))
        if not letters and not requests:
            return NOTHING_DUE
        return DueMail(
            MailKind.NEWS,
            application,
            compose_news_mail(application),
            partial(note_news, [*letters, *requests], now),
            content=join_keys(letters, requests),
        )

    return deliver(prepare, now=now).retry_at


def note_news(announced: list[Message | DocumentRequest], now: datetime) -> None:
    """Only what the mail was about: more may have come while it was being sent."""
    for model in (Message, DocumentRequest):
        keys = [one.pk for one in announced if isinstance(one, model)]
        model.objects.filter(pk__in=keys).update(told_at=now)
