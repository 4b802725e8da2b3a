"""What the staff writes to applicants, and the mails that tell of it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from applications.enums import DocumentKind
from applications.mails.fresh_links import newest_application_id
from applications.models import Application, DocumentRequest, Message
from applications.services.locking import RESTRICTED, lock_application
from applications.tasks import notify_news, send_links

if TYPE_CHECKING:
    from django.contrib.auth.models import User


GROUPED_WITHIN = timedelta(minutes=2)
"""What is written and asked for within it is announced by one mail."""


class MessageRefused(Exception):
    """The application is past that; the text is a sentence for staff."""


@transaction.atomic
def write_message(
    *, application: Application, text: str, actor: "User | None", now: datetime
) -> Message:
    """Put a message on the applicant's page; a mail tells that there is one, and has a link.

    Raises MessageRefused for an application whose author wants it erased or gave no address, and
    ApplicationGone.
    """
    message = Message(application=lock_reachable(application), text=text, by=actor, at=now)
    message.full_clean(exclude=["by"])
    message.save()
    notify_news.configure(schedule_at=now + GROUPED_WITHIN).defer(application_id=application.pk)
    return message


@transaction.atomic
def request_document(
    *,
    application: Application,
    kind: DocumentKind,
    note: str,
    actor: "User | None",
    now: datetime,
) -> DocumentRequest:
    """Ask an applicant for a document, by a mail that has no word of it.

    Raises MessageRefused once a decision has been taken or erasure was asked for, for who gave no
    address, and ApplicationGone.
    """
    locked = lock_reachable(application)
    if not locked.is_open:
        raise MessageRefused(_("A decision has been taken; documents are no longer needed."))
    request = DocumentRequest(application=locked, kind=kind, note=note, by=actor, at=now)
    request.full_clean(exclude=["by", "document", "answered_at"])
    request.save()
    notify_news.configure(schedule_at=now + GROUPED_WITHIN).defer(application_id=application.pk)
    return request


def lock_unrestricted(application: Application) -> Application:
    """The application as it is now, locked; MessageRefused if it is only kept for claims."""
    locked = lock_application(application)
    if locked.is_restricted:
        raise MessageRefused(RESTRICTED)
    return locked


def lock_reachable(application: Application) -> Application:
    """As lock_unrestricted; MessageRefused also for who applied on paper and has no link to read it by."""
    locked = lock_unrestricted(application)
    if not locked.email:
        raise MessageRefused(_("There is no e-mail address of this applicant. Write a letter."))
    return locked


def ask_for_links(*, email: str) -> None:
    """Have fresh links sent to an address if it has applied.

    The same is done for every address, so that the time taken tells nothing: one look at an
    index and one job, which for an unknown address has nothing to do and holds no address.
    """
    send_links.defer(application_id=newest_application_id(email))
