"""The mail that says there is something to read or to send, and nothing of what it is about."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.links import application_path
from applications.models import Application
from careers.addresses import full_address


def compose_news(application: Application) -> EmailMessage:
    """In the applicant's language; the text itself is read on the applicant's own page."""
    with override(application.language):
        context = {
            "application": application,
            "url": full_address(application_path(application)),
            "link_days": settings.APPLICATION_LINK_DAYS,
            "organisation": settings.ORGANISATION,
        }
        body = render_to_string("applications/email/news.txt", context)
        subject = _("News about your application %(reference)s") % {
            "reference": application.reference
        }
    return EmailMessage(
        subject=subject,
        body=body,
        to=[application.email],
        reply_to=[application.edition.facts["contact_email"] or settings.ORGANISATION["email"]],
        headers={"Auto-Submitted": "auto-generated"},  # RFC 3834
    )


@transaction.atomic
def deliver_news(*, application_id: int, now: datetime) -> None:
    """Tell of the messages and requests that no mail told of yet, all in one mail, once.

    If the mail server refuses, its exception goes through and nothing counts as told.
    """
    locked = Application.objects.select_for_update(of=("self",)).select_related("edition")
    application = locked.filter(pk=application_id).first()
    if application is None:
        return
    letters = application.letters.filter(told_at=None).update(told_at=now)
    requests = application.document_requests.filter(told_at=None).update(told_at=now)
    if letters or requests:
        compose_news(application).send()
