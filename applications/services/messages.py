"""What stands on an applicant's page when a letter of the staff has told of it, and fresh links."""

from datetime import datetime
from typing import TYPE_CHECKING

from applications.enums import DocumentKind
from applications.mails.fresh_links import newest_application_id
from applications.models import Application, DocumentRequest, Message
from applications.tasks import send_links

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def put_message(
    *,
    application: Application,
    text: str,
    actor: "User | None",
    now: datetime,
    subject: str = "",
) -> Message:
    """Put on the applicant's page what a mail has told.

    Nothing is refused: the mail has left, whatever has become of the application meanwhile.
    """
    return Message.objects.create(
        application=application, subject=subject, text=text, by=actor, at=now, told_at=now
    )


def put_request(
    *,
    application: Application,
    kind: DocumentKind,
    note: str,
    actor: "User | None",
    now: datetime,
) -> DocumentRequest:
    """Put on the applicant's page that a document is needed, as a mail has told; see put_message."""
    return DocumentRequest.objects.create(
        application=application, kind=kind, note=note, by=actor, at=now, told_at=now
    )


def ask_for_links(*, email: str) -> None:
    """Have fresh links sent to an address if it has applied.

    The same is done for every address, so that the time taken tells nothing: one look at an
    index and one job, which for an unknown address has nothing to do and holds no address.
    """
    send_links.defer(application_id=newest_application_id(email))
