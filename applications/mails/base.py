"""What all mails about one application have in common once it was confirmed."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import override

from applications.models import Application
from applications.signed_links import application_path
from careers.web.localized_urls import full_address


def compose_mail(
    application: Application, subject: Promise, template: str, **context: object
) -> EmailMessage:
    """A mail in the applicant's language, with the link to the applicant's own page.

    The subject has a place for the reference. The address is unconfirmed, so no mail holds
    anything that the applicant wrote.
    """
    shared = {
        "application": application,
        "url": full_address(application_path(application)),
        "link_days": settings.APPLICATION_LINK_DAYS,
        "organisation": settings.ORGANISATION,
    }
    with override(application.language):
        body = render_to_string(template, shared | context)
        words = str(subject) % {"reference": application.reference}
    return EmailMessage(
        subject=words,
        body=body,
        to=[application.email],
        reply_to=[application.contact_email],
        headers={"Auto-Submitted": "auto-generated"},  # RFC 3834
    )


def lock_application_for_mail(application_id: int) -> Application | None:
    """The application with all that a mail needs, locked; None if it is gone."""
    locked = Application.objects.select_for_update(of=("self",)).select_related("edition")
    return locked.filter(pk=application_id).first()
