"""What was done with the link to an application is confirmed by mail: somebody else may have it.

Whoever types a foreign address into the form gets to its page as well: an address can have one mail
of each kind an hour sent to it, not more. After a request for erasure nothing is sent.
"""

from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications.enums import EventKind, HoldReason, Stage
from applications.mails.base import compose_mail, lock_application_for_mail
from applications.models import Application, ApplicationEvent, StageChange
from applications.rate_limit import try_acquire
from careers.text.email_addresses import address_key

INTERVAL = timedelta(hours=1)
DOCUMENTS = (EventKind.DOCUMENT_ADDED, EventKind.DOCUMENT_REPLACED)
ARRIVED = _("New documents for your application %(reference)s")
WITHDRAWN = _("You have withdrawn your application %(reference)s")


def compose_arrival_mail(application: Application, events: list[ApplicationEvent]) -> EmailMessage:
    """The receipt for documents that came with these events, the oldest first, without file names."""
    documents = application.documents.filter(created_at__gte=events[0].at)
    has_replaced = any(one.kind == EventKind.DOCUMENT_REPLACED for one in events)
    return compose_mail(
        application,
        ARRIVED,
        "applications/email/arrived.txt",
        documents=list(documents),
        has_replaced=has_replaced,
    )


@transaction.atomic
def deliver_arrival_mail(*, application_id: int, now: datetime) -> datetime | None:
    """Tell of all documents that no mail told of yet, once; returns None, or when to try again.

    Those that came before the receipt are listed there. If the mail server refuses, its exception
    goes through and nothing counts as told.
    """
    application = lock_application_for_mail(application_id)
    if application is None or application.is_restricted or not application.receipt_sent_at:
        return None
    events = list(application.events.filter(kind__in=DOCUMENTS, told_at=None))
    if not events:
        return None
    if not may_write(application, "arrived", now):
        return now + INTERVAL
    compose_arrival_mail(application, events).send()
    application.events.filter(pk__in=[one.pk for one in events]).update(told_at=now)
    return None


def compose_withdrawal_mail(application: Application, change: StageChange) -> EmailMessage:
    """Confirms the withdrawal, without its reason, and says what becomes of the data."""
    held = application.hold_reason
    hold = HoldReason(held).label if held else ""
    return compose_mail(
        application, WITHDRAWN, "applications/email/withdrawn.txt", at=change.at, hold=hold
    )


@transaction.atomic
def deliver_withdrawal_mail(*, application_id: int, now: datetime) -> datetime | None:
    """Tell once that the application was withdrawn; returns None, or when to try again.

    If the mail server refuses, its exception goes through and it counts as not told.
    """
    application = lock_application_for_mail(application_id)
    if application is None or application.is_restricted:
        return None
    own = application.stage_changes.filter(to_stage=Stage.WITHDRAWN, by=None)
    change = own.filter(told_at=None).first()
    if change is None:
        return None
    if not may_write(application, "withdrawn", now):
        return now + INTERVAL
    compose_withdrawal_mail(application, change).send()
    change.told_at = now
    change.save(update_fields=["told_at"])
    return None


def may_write(application: Application, what: str, now: datetime) -> bool:
    key = f"{what} mail:{address_key(application.email)}"
    return try_acquire(key, limit=1, window=INTERVAL, now=now)
