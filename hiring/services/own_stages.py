"""Putting an application into an own stage of the organisation, or taking it out."""

from django.db import transaction

from applications.models import Application
from applications.services.locking import RESTRICTED, lock_application
from hiring.models import HiringRecord, OwnStage


class OwnStageRefused(Exception):
    """The application cannot be there; the text is a sentence for staff."""


@transaction.atomic
def set_own_stage(*, application: Application, own_stage: OwnStage | None) -> None:
    """The public stage stays as it is, so that its author is told nothing.

    Raises OwnStageRefused while the data are only kept for claims; ApplicationGone.
    """
    locked = lock_application(application)
    if locked.is_restricted:
        raise OwnStageRefused(RESTRICTED)
    HiringRecord.objects.update_or_create(application=locked, defaults={"own_stage": own_stage})
