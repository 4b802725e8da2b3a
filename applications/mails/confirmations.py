"""What was done with the link to an application is confirmed by mail: somebody else may have it.

Whoever types a foreign address into the form gets to its page as well: an address can have one mail
of each kind an hour sent to it, MAILS_A_DAY of them about one application, and what waits for WORTH_TELLING is let go:
otherwise an hour of such forms would be days of mails. After a request for erasure nothing is sent.
"""

from datetime import datetime, timedelta
from functools import partial

from django.core.mail import EmailMessage
from django.utils.translation import gettext_lazy as _

from applications.enums import EventKind, MailKind, Stage
from applications.mails.base import (
    MAIL_INTERVAL,
    NOTHING_DUE,
    DueMail,
    Outcome,
    compose_mail,
    deliver,
    join_keys,
    lock_application_for_mail,
)
from applications.models import Application, ApplicationEvent, StageChange
from applications.rate_limit import Limit, try_acquire_each
from applications.wording import hold_cause
from careers.text.email_addresses import address_key

MAILS_A_DAY, MAILS_OF_ALL_A_DAY, DAY = 5, 10, timedelta(days=1)
"""About one application, and about all of an address: so that who applied under a foreign one uses up nothing of its owner's."""
WORTH_TELLING = timedelta(days=2)
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


def deliver_arrival_mail(*, application_id: int, now: datetime) -> datetime | None:
    """Confirm all documents that no mail confirmed yet; returns None, or when to try again.

    Those that came before the receipt are listed there. If the mail server refuses, its exception
    goes through and nothing counts as confirmed.
    """

    def prepare() -> DueMail | Outcome:
        application = lock_application_for_mail(application_id)
        if application is None or application.is_restricted or not application.receipt_sent_at:
            return NOTHING_DUE
        untold = application.events.filter(kind__in=DOCUMENTS, told_at=None)
        events = list(untold.filter(at__gt=now - WORTH_TELLING))
        if not events:
            return NOTHING_DUE
        listed = application.events.filter(pk__in=[one.pk for one in events])
        return DueMail(
            MailKind.ARRIVAL,
            application,
            compose_arrival_mail(application, events),
            partial(listed.update, told_at=now),
            content=join_keys(events),
            find_hindrance=partial(find_hindrance, application, "arrived", now),
        )

    return deliver(prepare, now=now).retry_at


def compose_withdrawal_mail(application: Application, change: StageChange) -> EmailMessage:
    """Confirms the withdrawal, without its reason, and says what becomes of the data."""
    hold = hold_cause(application.hold_reason)
    return compose_mail(
        application, WITHDRAWN, "applications/email/withdrawn.txt", at=change.at, hold=hold
    )


def deliver_withdrawal_mail(*, application_id: int, now: datetime) -> datetime | None:
    """Confirm once that the application was withdrawn; returns None, or when to try again.

    If the mail server refuses, its exception goes through and it counts as not confirmed.
    """

    def prepare() -> DueMail | Outcome:
        application = lock_application_for_mail(application_id)
        if application is None or application.is_restricted:
            return NOTHING_DUE
        own = application.stage_changes.filter(to_stage=Stage.WITHDRAWN, by=None)
        change = own.filter(told_at=None, at__gt=now - WORTH_TELLING).first()
        if change is None:
            return NOTHING_DUE
        confirmed = application.stage_changes.filter(pk=change.pk)
        return DueMail(
            MailKind.WITHDRAWAL,
            application,
            compose_withdrawal_mail(application, change),
            partial(confirmed.update, told_at=now),
            content=join_keys([change]),
            find_hindrance=partial(find_hindrance, application, "withdrawn", now),
        )

    return deliver(prepare, now=now).retry_at


def find_hindrance(application: Application, kind: str, now: datetime) -> Outcome | None:
    """One an hour to the address, and MAILS_A_DAY about the application, MAILS_OF_ALL_A_DAY about all of the address."""
    key = f"{kind} mail:{address_key(application.email)}"
    limits = [
        Limit(key, 1, MAIL_INTERVAL),
        Limit(f"{key} a day", MAILS_OF_ALL_A_DAY, DAY),
        Limit(f"{key} a day:{application.pk}", MAILS_A_DAY, DAY),
    ]
    return None if try_acquire_each(limits, now=now) else Outcome(retry_at=now + MAIL_INTERVAL)
