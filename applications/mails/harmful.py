"""The mail that asks for a document anew in which the virus scanner found something."""

from datetime import datetime
from functools import partial

from django.core.mail import EmailMessage
from django.utils.translation import gettext_lazy as _

from applications.enums import BY_HAND, EventKind, MailKind, ScanState
from applications.mails.base import (
    NOTHING_DUE,
    DueMail,
    Outcome,
    compose_mail,
    deliver,
    find_pace_hindrance,
    join_keys,
    lock_application_for_mail,
)
from applications.models import Application, Document
from careers.text.email_addresses import address_key

SUBJECT = _("Please send a document again for your application %(reference)s")


def compose_harmful_mail(application: Application, documents: list[Document]) -> EmailMessage:
    """Which documents they are, by kind and type, and what to do; no file name, and no name of a virus."""
    template = "applications/email/harmful.txt"
    return compose_mail(application, SUBJECT, template, documents=documents)


def deliver_harmful_mail(*, application_id: int, now: datetime) -> datetime | None:
    """Ask once for all documents that were found harmful since the last mail; None, or when to try again.

    Nothing is due where they have been replaced meanwhile, where nothing can be sent any more, and
    of what the staff entered by hand, which its author did not send here. If the mail server
    refuses, its exception goes through and nothing counts as told.
    """

    def prepare() -> DueMail | Outcome:
        application = lock_application_for_mail(application_id)
        if application is None or not may_be_told(application):
            return NOTHING_DUE
        events = list(application.events.filter(kind=EventKind.DOCUMENT_HARMFUL, told_at=None))
        documents = list(application.documents.filter(scan_state=ScanState.INFECTED))
        if not events or not documents:
            return NOTHING_DUE
        told = application.events.filter(pk__in=[one.pk for one in events])
        key = f"harmful mail:{address_key(application.email)}"
        return DueMail(
            MailKind.HARMFUL,
            application,
            compose_harmful_mail(application, documents),
            partial(told.update, told_at=now),
            content=join_keys(events),
            find_hindrance=partial(find_pace_hindrance, key, now),
        )

    return deliver(prepare, now=now).retry_at


def may_be_told(application: Application) -> bool:
    """Whether its author can send something, and has sent it by our own form."""
    is_free = application.is_open and not application.is_restricted
    return is_free and application.source not in BY_HAND
