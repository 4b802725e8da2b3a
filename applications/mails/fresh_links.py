"""The mail with fresh links to all applications of an address."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.mails.base import (
    NOTHING_DUE,
    DueMail,
    Outcome,
    build_message,
    deliver,
    try_acquire_mail,
)
from applications.models import Application
from applications.signed_links import application_path
from careers.text.email_addresses import address_key
from careers.web.localized_urls import full_address


def newest_application_id(email: str) -> int:
    """The number of the newest application with this address; 0, which none has, if there is none."""
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
            "link_days": settings.APPLICATION_LINK_DAYS,
            "organisation": settings.ORGANISATION,
        }
        body = render_to_string("applications/email/links.txt", context)
        subject = _("The links to your applications")
    return build_message(subject, body, newest.email)


def deliver_links(*, application_id: int, now: datetime) -> None:
    """Send the links of everything that came from the address of this application.

    An address gets one such mail in MAIL_INTERVAL; asking again within it sends nothing. The
    number 0, which no application has, stands for an address that is not known.
    """

    def prepare() -> DueMail | Outcome:
        found = Application.objects.filter(pk=application_id)
        email = found.values_list("email", flat=True).first()
        if email is None or not try_acquire_mail(f"links:{address_key(email)}", now):
            return NOTHING_DUE
        mail = compose_links_mail(applications_of_mailbox(email))
        return DueMail(mail, note_sent=lambda: None)  # the limit has counted it

    deliver(prepare)
