"""The mail to somebody whose application HR entered by hand: what Art. 14 GDPR wants them to know.

It names the source of the data, what is kept and for how long, the rights, and where to complain;
and it is the receipt of the application, with the link to its page.
"""

from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.enums import EventKind, MailKind
from applications.mails.base import (
    NOTHING_DUE,
    DueMail,
    Outcome,
    build_message,
    deliver,
    lock_application_for_mail,
)
from applications.mails.receipt import receipt_context
from applications.models import Application, ApplicationEvent
from careers.web.localized_urls import full_address


def compose_entry_notice(application: Application) -> EmailMessage:
    """In the applicant's language; the address is unconfirmed, so no word of the application is in it."""
    with override(application.language):
        context = receipt_context(application) | {"privacy_url": full_address(reverse("privacy"))}
        body = render_to_string("applications/email/entered.txt", context)
        subject = _("Your application %(reference)s at %(organisation)s") % {
            "reference": application.reference,
            "organisation": settings.ORGANISATION["name"],
        }
        return build_message(subject, body, application.email, reply_to=application.contact_email)


def deliver_entry_notice(*, application_id: int, now: datetime) -> datetime | None:
    """Inform somebody whose application was entered by hand, once; returns None, or when to try again.

    It counts as the receipt. If the mail server fails, its exception goes through and it is tried
    again; to who has no address nothing is sent.
    """

    def prepare() -> DueMail | Outcome:
        application = lock_application_for_mail(application_id)
        if application is None or application.is_restricted:
            return NOTHING_DUE
        entries = list(application.events.filter(kind=EventKind.ENTERED, told_at=None))
        if not entries:
            return NOTHING_DUE
        return DueMail(
            MailKind.ENTRY,
            application,
            compose_entry_notice(application),
            partial(note_entry_notice, entries, now),
        )

    return deliver(prepare, now=now).retry_at


def note_entry_notice(entries: list[ApplicationEvent], now: datetime) -> None:
    """All that it tells of, which are several after a merge; who had a receipt before keeps its time."""
    keys = [one.pk for one in entries]
    ApplicationEvent.objects.filter(pk__in=keys).update(told_at=now)
    told = Application.objects.filter(events__in=keys, receipt_sent_at=None)
    told.update(receipt_sent_at=now)
