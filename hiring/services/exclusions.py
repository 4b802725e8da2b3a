"""Keeping one member of the staff away from one application, for example because they are related."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from applications.models import Application, Exclusion
from applications.models.application import SEE_EVERY_APPLICATION
from applications.services.locking import lock_application
from hiring.enums import RecordChangeKind
from hiring.models import RecordChange
from hiring.reviews.colleagues import BACKEND, find_readers, full_name

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ExclusionRefused(Exception):
    """Somebody cannot be kept away; the text is a sentence for staff."""


@transaction.atomic
def exclude_member(
    *, application: Application, member: User, reason: str, actor: User, now: datetime
) -> Exclusion:
    """From now on the member sees this application nowhere; the reason is for those who may lift it.

    Raises ExclusionRefused for somebody who does not see it anyway, and for the last one who could
    lift it; ApplicationGone.
    """
    locked = lock_application(application)
    if not find_readers(locked).filter(pk=member.pk).exists():
        raise ExclusionRefused(_("This person does not see the application anyway."))
    if not find_lifters(locked).exclude(pk=member.pk).exists():
        raise ExclusionRefused(_("Somebody has to be left who may lift the exclusion."))
    exclusion = Exclusion(application=locked, user=member, reason=reason, by=actor, at=now)
    exclusion.full_clean(exclude=["by"])
    exclusion.save()
    note_change(locked, RecordChangeKind.MEMBER_EXCLUDED, member, actor, now)
    return exclusion


@transaction.atomic
def lift_exclusion(*, exclusion: Exclusion, actor: User, now: datetime) -> None:
    """The member sees the application again as far as their rights go; raises ApplicationGone."""
    locked = lock_application(exclusion.application)
    deleted, _rows = Exclusion.objects.filter(pk=exclusion.pk).delete()
    if deleted:
        note_change(locked, RecordChangeKind.EXCLUSION_LIFTED, exclusion.user, actor, now)


def find_lifters(application: Application) -> "QuerySet[User]":
    """Those who may exclude members from this application, and lift that."""
    may_lift = User.objects.with_perm(SEE_EVERY_APPLICATION, backend=BACKEND)
    return find_readers(application).filter(pk__in=may_lift)


def note_change(
    application: Application, kind: RecordChangeKind, member: User, actor: User, now: datetime
) -> None:
    RecordChange.objects.create(
        application=application, kind=kind, detail=full_name(member)[:200], by=actor, at=now
    )
