from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.models import Application
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
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=body,
        to=[application.email],
        reply_to=[application.edition.facts["contact_email"] or settings.ORGANISATION["email"]],
        headers={"Auto-Submitted": "auto-generated"},  # RFC 3834
    )


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
