"""Mails that write themselves, such as receipts, and that a mail server refused: having one tried again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.tasks import Task

from applications import tasks
from applications.enums import MailKind
from applications.mails.claims import forget_refusal
from applications.models import MailDelivery
from applications.services.locking import lock_application

JOBS: dict[MailKind, Task[..., None, Any]] = {
    MailKind.RECEIPT: tasks.send_receipt,
    MailKind.ARRIVAL: tasks.notify_documents_arrived,
    MailKind.WITHDRAWAL: tasks.notify_withdrawn,
    MailKind.HARMFUL: tasks.notify_harmful,
    MailKind.NEWS: tasks.notify_news,
    MailKind.LINKS: tasks.send_links,
    MailKind.ENTRY: tasks.send_entry_notice,
    MailKind.ADDRESS_CORRECTED: tasks.send_corrected_link,
    MailKind.ADDRESS_QUESTION: tasks.ask_new_address,
    MailKind.ADDRESS_CHANGED: tasks.tell_earlier_address,
}
"""Of mails about an application; those about drafts and alerts concern nobody on the staff."""


class RetryRefused(Exception):
    """There is nothing to try again; the text is a sentence for staff."""


@transaction.atomic
def retry_refused_mail(*, delivery: MailDelivery, now: datetime) -> None:
    """Forget that a mail about an application was refused for good, and have it tried once more.

    Raises RetryRefused if it is no longer refused, for example because the address was corrected
    meanwhile, and ApplicationGone.
    """
    application = delivery.application
    kind = MailKind(delivery.kind)
    if application is None or kind not in JOBS:
        raise RetryRefused(_("Only emails about an application can be tried again."))
    locked = lock_application(application)
    if not locked.deliveries.with_refusal().filter(pk=delivery.pk).exists():
        raise RetryRefused(_("This email is no longer refused. Load the list again."))
    forget_refusal(kind, locked, before=now)
    JOBS[kind].defer(application_id=locked.pk)
