"""The mails about another e-mail address of an application."""

from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from applications.enums import EventKind, MailKind
from applications.mails.base import (
    NOTHING_DUE,
    DueMail,
    Outcome,
    build_message,
    compose_mail,
    deliver,
    find_pace_hindrance,
    join_keys,
    lock_application_for_mail,
)
from applications.mails.html_part import name_organisation
from applications.models import AddressChange
from applications.models.address_change import CHANGE_TIME
from applications.signed_links import address_path
from careers.text.email_addresses import address_key
from careers.web.localized_urls import full_address

CORRECTED = _("The link to your application %(reference)s")
QUESTION = _("Is this your email address? (%(reference)s)")
CHANGED = _("The email address of your application %(reference)s was changed")


def deliver_corrected_link(*, application_id: int, now: datetime) -> datetime | None:
    """Mail a fresh link to an address that HR corrected, once; returns None, or when to try again."""

    def prepare() -> DueMail | Outcome:
        application = lock_application_for_mail(application_id)
        if application is None or application.is_restricted:
            return NOTHING_DUE
        untold = application.events.filter(kind=EventKind.ADDRESS_CORRECTED, told_at=None)
        events = list(untold)
        if not events:
            return NOTHING_DUE
        told = application.events.filter(pk__in=[one.pk for one in events])
        return DueMail(
            MailKind.ADDRESS_CORRECTED,
            application,
            compose_mail(application, CORRECTED, "applications/email/address_corrected.txt"),
            partial(told.update, told_at=now),
            content=join_keys(events),
        )

    return deliver(prepare, now=now).retry_at


def compose_question(change: AddressChange) -> EmailMessage:
    """To the new address, which may be anybody's: nothing of the application but its reference."""
    url, until = full_address(address_path(change)), change.asked_at + CHANGE_TIME
    return compose_to(
        change, QUESTION, "applications/email/address_question.txt", url=url, until=until
    )


def compose_to(
    change: AddressChange, subject: object, template: str, **context: object
) -> EmailMessage:
    """A mail to the address of the change, in the applicant's language."""
    application = change.application
    shared = {"application": application, "organisation": settings.ORGANISATION}
    with override(application.language):
        body = render_to_string(template, shared | context)
        words = name_organisation(str(subject) % {"reference": application.reference})
        return build_message(words, body, change.email, reply_to=application.contact_email)


def deliver_address_question(*, application_id: int, now: datetime) -> datetime | None:
    """Ask the newest address that was given whether it is right, once; None, or when to try again."""

    def prepare() -> DueMail | Outcome:
        change = lock_change(application_id)
        if change is None or change.sent_at or change.confirmed_at:
            return NOTHING_DUE
        rows = AddressChange.objects.filter(pk=change.pk)
        pace = partial(find_pace_hindrance, f"address question:{address_key(change.email)}", now)
        return DueMail(
            MailKind.ADDRESS_QUESTION,
            change.application,
            compose_question(change),
            partial(rows.update, sent_at=now),
            content=str(change.pk),
            find_hindrance=pace,
        )

    return deliver(prepare, now=now).retry_at


def deliver_address_changed(*, application_id: int, now: datetime) -> datetime | None:
    """Tell the earlier address that it counts no more, without a link; then it is forgotten."""

    def prepare() -> DueMail | Outcome:
        change = lock_change(application_id)
        if change is None or not change.confirmed_at:
            return NOTHING_DUE
        message = compose_to(change, CHANGED, "applications/email/address_changed.txt")
        return DueMail(
            MailKind.ADDRESS_CHANGED,
            change.application,
            message,
            AddressChange.objects.filter(pk=change.pk).delete,
            content=str(change.pk),
        )

    return deliver(prepare, now=now).retry_at


def lock_change(application_id: int) -> AddressChange | None:
    """The change of an application's address, the application locked; None if there is nothing to mail."""
    application = lock_application_for_mail(application_id)
    if application is None or application.is_restricted:
        return None
    change = AddressChange.objects.filter(application=application).first()
    if change is not None:
        change.application = application
    return change
