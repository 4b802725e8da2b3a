"""The mail that confirms an application, or all that wait for a receipt at one address."""

from datetime import date, datetime
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.enums import EventKind, MailKind
from applications.mails.base import (
    NOTHING_DUE,
    DueMail,
    Outcome,
    build_message,
    deliver,
    find_interval_hindrance,
    join_keys,
)
from applications.mails.confirmations import DOCUMENTS
from applications.mails.html_part import name_organisation
from applications.models import Application, ApplicationEvent, MailDelivery
from applications.models.answer_promise import answer_promised_on
from applications.models.mail_delivery import MailDeliveryQuerySet
from applications.signed_links import application_path, keys_made_now_end_on
from careers.text.email_addresses import address_key
from careers.web.localized_urls import full_address, posting_path


def compose_receipt(application: Application) -> EmailMessage:
    """The mail that confirms an application, in the applicant's language.

    The address is unconfirmed, so anybody may be its owner: the mail holds nothing that the
    applicant wrote, neither name nor message nor file names, or the portal could be made to send
    anybody's words to anybody.
    """
    with override(application.language):
        body = render_to_string("applications/email/receipt.txt", receipt_context(application))
        subject = _("Your application %(reference)s: %(title)s") % {
            "reference": application.reference,
            "title": application.ad.full_title,
        }
        return build_message(
            name_organisation(subject),
            body,
            application.email,
            reply_to=application.contact_email,
        )


def receipt_context(application: Application) -> dict[str, object]:
    path = posting_path(application.posting.public_id, application.ad.slug, application.language)
    return {
        "application": application,
        "documents": list(application.documents.all()),
        "receipt_url": full_address(application_path(application)),
        "posting_url": full_address(path),
        "link_ends_on": keys_made_now_end_on(),
        "answer_on": find_answer_day(application),
        "months": settings.RETENTION_MONTHS,
        "organisation": settings.ORGANISATION,
    }


def find_answer_day(application: Application) -> date | None:
    """The promised day of the answer; None without a promise, or where the mail leaves after that day."""
    due = answer_promised_on(application)
    return due if due and due >= timezone.localdate() else None


def compose_receipts(applications: list[Application]) -> EmailMessage:
    """One mail that confirms all these of one address, in the language of the first.

    As above it holds nothing that anybody wrote. An answer goes to the one contact that all ads
    name, else to the organisation.
    """
    if len(applications) == 1:
        return compose_receipt(applications[0])
    first = applications[0]
    with override(first.language):
        entries = [receipt_context(one) for one in applications]
        body = render_to_string(
            "applications/email/receipts.txt", entries[0] | {"entries": entries}
        )
        subject = name_organisation(_("Your applications have arrived"))
        contacts = {one.contact_email for one in applications}
        reply_to = contacts.pop() if len(contacts) == 1 else settings.ORGANISATION["email"]
        return build_message(subject, body, first.email, reply_to=reply_to)


def deliver_receipt(*, application_id: int, now: datetime) -> datetime | None:
    """Send an application's receipt, once; returns None, or when to try again.

    All applications of one address are locked while it is decided, so that two workers never write
    to it at the same time. A second receipt within MAIL_INTERVAL is not sent, but due when that is
    over; the mail that leaves then confirms all that wait, so that nobody who types foreign
    addresses into forms can hold up their owners' receipts for longer. If the mail server fails,
    its exception goes through and the receipt is tried again. An application that is gone, or has
    its receipt, is passed over.
    """
    return deliver(partial(prepare_receipt, application_id, now), now=now).retry_at


def prepare_receipt(application_id: int, now: datetime) -> DueMail | Outcome:
    """The receipt of this application and of all others that wait for the same mailbox."""
    same = lock_applications_of_address(application_id)
    first = same.get(application_id)
    if first is None or first.receipt_sent_at is not None:
        return NOTHING_DUE
    claims = MailDelivery.objects.filter(kind=MailKind.RECEIPT, application__in=list(same))
    if claims.with_refusal().filter(application=first).exists():
        return NOTHING_DUE
    due = [first, *find_others_due(first, list(same.values()), claims)]
    told = ApplicationEvent.objects.filter(application__in=due, kind__in=DOCUMENTS, told_at=None)
    sent = [one.receipt_sent_at for one in same.values()]
    return DueMail(
        MailKind.RECEIPT,
        first,
        compose_receipts(due),
        partial(note_receipts, due, list(told), now),
        content=join_keys(due),
        find_hindrance=partial(find_interval_hindrance, sent, claims, now),
    )


def lock_applications_of_address(application_id: int) -> dict[int, Application]:
    """Every application with the address of this one, by its key; empty without an address."""
    found = Application.objects.filter(pk=application_id)
    email = found.values_list("email", flat=True).first()
    same = Application.objects.of_address(email or "").select_for_update().order_by("pk")
    return {application.pk: application for application in same}


def find_others_due(
    first: Application, same: list[Application], claims: MailDeliveryQuerySet
) -> list[Application]:
    """Those of the same mailbox that wait for a receipt as well, the oldest first.

    Not those whose receipt was refused for good, or that were entered by hand and have a notice of
    their own. A mail that may be out already is sent again with what it had, and under its
    Message-ID: what came in since waits for the next.
    """
    begun_at = claims.filter(application=first).values_list("sending_since", flat=True).first()
    entered = ApplicationEvent.objects.filter(application__in=same, kind=EventKind.ENTERED)
    passed_over = {
        first.pk,
        *claims.with_refusal().values_list("application_id", flat=True),
        *entered.values_list("application_id", flat=True),
    }
    return [
        one
        for one in same
        if one.pk not in passed_over
        and one.receipt_sent_at is None
        and address_key(one.email) == address_key(first.email)
        and (begun_at is None or one.submitted_at <= begun_at)
    ]


def note_receipts(
    applications: list[Application], listed: list[ApplicationEvent], now: datetime
) -> None:
    """The documents of these events stand in the receipt; those that came meanwhile do not."""
    keys = [one.pk for one in applications]
    Application.objects.filter(pk__in=keys).update(receipt_sent_at=now)
    MailDelivery.objects.filter(kind=MailKind.RECEIPT, application__in=keys).delete()
    ApplicationEvent.objects.filter(pk__in=[one.pk for one in listed]).update(told_at=now)
