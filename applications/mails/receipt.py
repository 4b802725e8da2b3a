"""The mail that confirms an application."""

from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.enums import MailKind
from applications.mails.base import (
    NOTHING_DUE,
    DueMail,
    Outcome,
    build_message,
    deliver,
    find_interval_hindrance,
)
from applications.mails.confirmations import DOCUMENTS
from applications.models import Application, ApplicationEvent, MailDelivery
from applications.signed_links import application_path
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
    return build_message(subject, body, application.email, reply_to=application.contact_email)


def receipt_context(application: Application) -> dict[str, object]:
    path = posting_path(application.posting.public_id, application.ad.slug, application.language)
    return {
        "application": application,
        "documents": list(application.documents.all()),
        "receipt_url": full_address(application_path(application)),
        "posting_url": full_address(path),
        "link_days": settings.APPLICATION_LINK_DAYS,
        "answer_days": application.edition.facts["answer_days"],
        "months": settings.RETENTION_MONTHS,
        "organisation": settings.ORGANISATION,
    }


def deliver_receipt(*, application_id: int, now: datetime) -> datetime | None:
    """Send an application's receipt, once; returns None, or when to try again.

    All applications of one address are locked while it is decided, so that two workers never write
    to it at the same time. A second receipt within MAIL_INTERVAL is not sent, but due when that is
    over. If the mail server fails, its exception goes through and the receipt is tried again.
    An application that is gone, or has its receipt, is passed over.
    """

    def prepare() -> DueMail | Outcome:
        found = Application.objects.filter(pk=application_id)
        email = found.values_list("email", flat=True).first()
        if email is None:
            return NOTHING_DUE
        same_address = Application.objects.of_address(email).select_for_update().order_by("pk")
        applications = {application.pk: application for application in same_address}
        application = applications.get(application_id)
        if application is None or application.receipt_sent_at is not None:
            return NOTHING_DUE
        claims = MailDelivery.objects.filter(
            kind=MailKind.RECEIPT, application__in=list(applications)
        )
        sent = [one.receipt_sent_at for one in applications.values()]
        listed = list(application.events.filter(kind__in=DOCUMENTS, told_at=None))
        return DueMail(
            MailKind.RECEIPT,
            application,
            compose_receipt(application),
            partial(note_receipt, application, listed, now),
            find_hindrance=partial(find_interval_hindrance, sent, claims, now),
        )

    return deliver(prepare, now=now).retry_at


def note_receipt(application: Application, listed: list[ApplicationEvent], now: datetime) -> None:
    """The documents of these events stand in the receipt; those that came meanwhile do not."""
    Application.objects.filter(pk=application.pk).update(receipt_sent_at=now)
    keys = [one.pk for one in listed]
    ApplicationEvent.objects.filter(pk__in=keys).update(told_at=now)
