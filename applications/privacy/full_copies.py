"""The end of full copies (Art. 15 GDPR): files whose time is over go, requests stay with the application."""

from datetime import datetime
from functools import partial

from django.db import transaction

from applications.documents.storage import delete_files
from applications.models import CopyRequest


@transaction.atomic
def expire_full_copies(now: datetime) -> int:
    """Delete the files that may not be fetched any more, when that is committed; how many there were."""
    over = CopyRequest.objects.past_expiry(now).select_for_update(skip_locked=True).order_by("pk")
    found = list(over)
    CopyRequest.objects.filter(pk__in=[one.pk for one in found]).update(
        storage_name="", size=None, missing_since=None
    )
    transaction.on_commit(partial(delete_files, [one.storage_name for one in found]))
    return len(found)
