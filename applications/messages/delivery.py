from datetime import datetime, timedelta

from django.db import transaction

from applications.messages.done import DOCUMENTS
from applications.messages.receipt import compose_receipt
from applications.models import Application

# Whoever types a foreign address into the form can have one mail an hour sent to it, not more.
RECEIPT_INTERVAL = timedelta(hours=1)


@transaction.atomic
def deliver_receipt(*, application_id: int, now: datetime) -> datetime | None:
    """Send an application's receipt, once; returns None, or when to try again.

    All applications of one address are locked, so that two workers never write to it at the same
    time. A second receipt within RECEIPT_INTERVAL is not sent, but due when that is over. If the
    mail server refuses, its exception goes through and the application stays without a receipt.
    An application that is gone, or has its receipt, is passed over.
    """
    email = Application.objects.filter(pk=application_id).values_list("email", flat=True).first()
    if email is None:
        return None
    same_address = Application.objects.of_address(email).select_for_update().order_by("pk")
    applications = {application.pk: application for application in same_address}
    application = applications.get(application_id)
    if application is None or application.receipt_sent_at is not None:
        return None
    sent = [one.receipt_sent_at for one in applications.values() if one.receipt_sent_at]
    due = max(sent, default=now - RECEIPT_INTERVAL) + RECEIPT_INTERVAL
    if due > now:
        return due
    compose_receipt(application).send()
    application.receipt_sent_at = now
    application.save(update_fields=["receipt_sent_at"])
    application.events.filter(kind__in=DOCUMENTS).update(told_at=now)  # they are listed, too
    return None
