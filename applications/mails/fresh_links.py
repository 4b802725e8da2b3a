"""The mail with fresh links to all applications of an address."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.enums import MailKind
from applications.mails.base import (
    MAIL_INTERVAL,
    NOTHING_DUE,
    DueMail,
    Outcome,
    build_message,
    deliver,
    lock_application_for_mail,
    try_acquire_mail,
)
from applications.mails.claims import forget_refusal
from applications.mails.html_part import name_organisation
from applications.models import Application
from applications.signed_links import application_path, keys_made_now_end_on
from careers.text.email_addresses import address_key
from careers.web.localized_urls import full_address


def newest_application_id(email: str) -> int:
    """The number of the newest application with this address; 0, which none has, if there is none."""
    if not email:
        return 0
    found = Application.objects.of_address(email).order_by("-submitted_at", "-pk")
    same = (
        pk for pk, one in found.values_list("pk", "email") if address_key(one) == address_key(email)
    )
    return next(same, 0)


def applications_of_mailbox(email: str) -> list[Application]:
    """Every application that was sent with this address, the newest first."""
    found = Application.objects.of_address(email).select_related("edition", "posting")
    newest = found.prefetch_related("edition__texts").order_by("-submitted_at", "-pk")
    return [one for one in newest if address_key(one.email) == address_key(email)]


def compose_links_mail(applications: list[Application]) -> EmailMessage:
    """One mail to the address of these applications, in the language of the first."""
    newest = applications[0]
    with override(newest.language):
        entries = [(one, full_address(application_path(one))) for one in applications]
        context = {
            "entries": entries,
            "link_ends_on": keys_made_now_end_on(),
            "organisation": settings.ORGANISATION,
        }
        body = render_to_string("applications/email/links.txt", context)
        subject = name_organisation(_("The links to your applications"))
        return build_message(subject, body, newest.email)


def deliver_links(*, application_id: int, now: datetime) -> datetime | None:
    """Send the links of everything that came from the address of this application.

    Returns None, or when to try again because another process has the mail in hand.

    An address gets one such mail in MAIL_INTERVAL; asking again within it sends nothing. The
    number 0, which no application has, stands for an address that is not known.
    """

    def prepare() -> DueMail | Outcome:
        application = lock_application_for_mail(application_id)
        if application is None:
            return NOTHING_DUE
        forget_refusal(MailKind.LINKS, application, before=now - MAIL_INTERVAL)
        key = f"links:{address_key(application.email)}"
        return DueMail(
            MailKind.LINKS,
            application,
            compose_links_mail(applications_of_mailbox(application.email)),
            note_sent=lambda: None,  # the limit has counted it
            find_hindrance=lambda: None if try_acquire_mail(key, now) else NOTHING_DUE,
        )

    return deliver(prepare, now=now).retry_at
