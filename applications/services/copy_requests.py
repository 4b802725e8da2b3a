"""Asking for the full copy of an application's data (Art. 15 GDPR), by its author or by HR for them."""

import logging
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.dates import add_months
from applications.encryption.unreadable import UnreadableFile
from applications.enums import EventKind
from applications.models import Application, CopyRequest
from applications.privacy.released_copies import open_released
from applications.services.documents import record_access
from applications.services.follow_up import record_event
from applications.services.locking import lock_application

logger = logging.getLogger(__name__)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User

MONTHS_TO_ANSWER = 1
"""From the receipt of the request (Art. 12(3) GDPR, first sentence)."""


class CopyAskedAlready(Exception):
    """A request for the full copy is open."""


class CopyRequestRefused(Exception):
    """The request cannot be so; the text is a sentence for staff."""


@transaction.atomic
def request_full_copy(*, application: Application, now: datetime) -> CopyRequest:
    """The applicant asks on their own page, also where the data are only kept for claims.

    Raises CopyAskedAlready while a request is open, and ApplicationGone.
    """
    locked = lock_application(application)
    return add_request(locked, timezone.localdate(now), now)


@transaction.atomic
def enter_copy_request(
    *, application: Application, received_on: date, actor: "User", now: datetime
) -> CopyRequest:
    """HR notes a request that came by letter or mail; its month runs from the day it was received.

    Raises CopyRequestRefused for a day that has not come or lies before the application,
    CopyAskedAlready, and ApplicationGone.
    """
    locked = lock_application(application)
    first, today = timezone.localdate(locked.submitted_at), timezone.localdate(now)
    if not first <= received_on <= today:
        raise CopyRequestRefused(
            _("The request came between the day of the application and today. Check the date.")
        )
    return add_request(locked, received_on, now, actor)


def add_request(
    locked: Application, received_on: date, now: datetime, actor: "User | None" = None
) -> CopyRequest:
    if locked.copy_requests.waiting().exists():
        raise CopyAskedAlready
    request = CopyRequest(
        application=locked,
        asked_at=now,
        received_on=received_on,
        due_on=add_months(received_on, MONTHS_TO_ANSWER),
        by=actor,
    )
    request.full_clean(exclude=["by"])
    request.save()
    locked.events.create(kind=EventKind.FULL_COPY_ASKED, at=now, by=actor)
    return request


def open_full_copy(
    *, request: CopyRequest, actor: "User | None" = None, now: datetime
) -> "Iterator[bytes] | None":
    """The released copy for whoever fetches it, chunk by chunk; None if it is missing or cannot be opened.

    Noted in the history, and with somebody of the staff for each document that they are handed.
    """
    try:
        copy = open_released(request, is_for_staff=actor is not None)
    except (FileNotFoundError, UnreadableFile):
        logger.exception("The file of copy request %s cannot be opened.", request.pk)
        return None
    kind = EventKind.FULL_COPY_FETCHED
    with transaction.atomic():
        record_event(application=request.application, kind=kind, now=now, actor=actor)
        if actor is not None:
            for document in copy.documents.values():
                record_access(document=document, user=actor, now=now)
    return copy.stream()
