"""Erasure that an applicant asks for, and the legal hold that may stand against it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from applications.enums import DECIDED_BY_US, ErasureReason, EventKind, HoldReason, Stage
from applications.models import Application
from applications.privacy.erasure import erase_application, erase_drafts, is_due
from applications.services.follow_up import end_consent
from applications.services.locking import ApplicationGone, lock_application
from applications.services.stages import move_application

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def request_erasure(*, application: Application, reads_mail: bool, now: datetime) -> bool:
    """Erase an application at its author's wish, or lock it until it may be erased.

    Returns whether it is gone. One that is not decided on is withdrawn, and goes at once as a
    withdrawn one does. After a decision it is restricted and kept for the rest of the retention
    time, because claims are possible (AGG § 15(4), ArbGG § 61b; GDPR Art. 17(3)(e), 18), and so it
    is under a legal hold. Consent to the talent pool ends in any case. `reads_mail` tells whether
    the link by which the author asks was mailed: then drafts of the same address go, too.
    """
    try:
        locked = lock_application(application)
    except ApplicationGone:  # by a second click
        return True
    if locked.is_restricted:
        return False
    if reads_mail:
        erase_drafts(locked)
    if locked.is_open:
        move_application(application=locked, to=Stage.WITHDRAWN, actor=None, reason="", now=now)
    restrict_application(locked, now)
    if locked.hold_reason or not is_due(locked, now):
        return False
    erase_application(application=locked, reason=ErasureReason.REQUEST, now=now)
    return True


def is_erased_at_once(application: Application, now: datetime) -> bool:
    """Whether request_erasure would leave nothing of it."""
    until = application.claims_until
    is_over = until is not None and until <= timezone.localdate(now)
    return not application.hold_reason and (application.stage not in DECIDED_BY_US or is_over)


def restrict_application(application: Application, now: datetime) -> None:
    """Only HR managers see it from now on, and nobody writes about other positions."""
    application.erasure_requested_at = now
    application.save(update_fields=["erasure_requested_at"])
    end_consent(application)
    application.events.create(kind=EventKind.ERASURE_REQUESTED, at=now)


@transaction.atomic
def set_hold(
    *, application: Application, reason: HoldReason | None, actor: "User", now: datetime
) -> None:
    """Keep an application from being erased for this reason, or no longer (None).

    Raises ApplicationGone if that is too late.
    """
    locked = lock_application(application)
    wanted = reason.value if reason else ""
    if locked.hold_reason == wanted:
        return
    detail = wanted or locked.hold_reason
    locked.hold_reason = wanted
    locked.save(update_fields=["hold_reason"])
    kind = EventKind.HOLD_SET if reason else EventKind.HOLD_LIFTED
    locked.events.create(kind=kind, detail=detail, at=now, by=actor)
