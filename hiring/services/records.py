"""What the staff keeps about an application besides its stage: own stage, reserve list, tags."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from applications.models import Application
from applications.services.locking import RESTRICTED, lock_application
from hiring.enums import RecordChangeKind
from hiring.models import HiringRecord, OwnStage, RecordChange, Tag

if TYPE_CHECKING:
    from django.contrib.auth.models import User

type Change = tuple[RecordChangeKind, str]


class RecordRefused(Exception):
    """The application is past that; the text is a sentence for staff."""


@dataclass(frozen=True)
class RecordData:
    """What is to be kept from now on."""

    own_stage: OwnStage | None = None
    is_reserve: bool = False
    tags: Collection[Tag] = ()
    new_tag: str = ""
    """The name of one more; one that exists is taken in any letter case."""


@transaction.atomic
def keep_record(
    *, application: Application, data: RecordData, actor: "User", now: datetime
) -> HiringRecord:
    """Make the record of an application say this, with one line of history for each change.

    Raises RecordRefused for an own stage that lies inside another stage than the application's, and
    for an application whose author wants erasure; ApplicationGone.
    """
    locked = lock_application(application)
    refuse_impossible(locked, data.own_stage)
    record, _made = HiringRecord.objects.get_or_create(application=locked)
    changes = [
        *set_own_stage(record, data.own_stage),
        *set_reserve(record, is_reserve=data.is_reserve),
        *set_tags(record, {*data.tags, *find_or_make_tag(data.new_tag)}),
    ]
    record.save()
    note_changes(locked, changes, actor, now)
    return record


@transaction.atomic
def put_into_own_stage(
    *, application: Application, own_stage: OwnStage | None, actor: "User | None", now: datetime
) -> None:
    """Change the own stage alone, or take the application out of it; raises as keep_record does."""
    locked = lock_application(application)
    refuse_impossible(locked, own_stage)
    record, _made = HiringRecord.objects.get_or_create(application=locked)
    changes = set_own_stage(record, own_stage)
    record.save(update_fields=["own_stage"])
    note_changes(locked, changes, actor, now)


@transaction.atomic
def change_tags(
    *,
    application: Application,
    add: Collection[Tag],
    remove: Collection[Tag],
    actor: "User",
    now: datetime,
) -> None:
    """Give these tags and take those, and leave the others; raises as keep_record does."""
    locked = lock_application(application)
    refuse_impossible(locked, None)
    record, _made = HiringRecord.objects.get_or_create(application=locked)
    wanted = {*record.tags.all(), *add} - {*remove}
    note_changes(locked, set_tags(record, wanted), actor, now)


def refuse_impossible(locked: Application, own_stage: OwnStage | None) -> None:
    if locked.is_restricted:
        raise RecordRefused(RESTRICTED)
    if own_stage and own_stage.public_stage != locked.stage:
        raise RecordRefused(_("This own stage belongs to another stage."))


def note_changes(
    application: Application, changes: list[Change], actor: "User | None", now: datetime
) -> None:
    RecordChange.objects.bulk_create(
        RecordChange(application=application, kind=kind, detail=detail, by=actor, at=now)
        for kind, detail in changes
    )


def set_own_stage(record: HiringRecord, stage: OwnStage | None) -> list[Change]:
    if record.own_stage_id == (stage.pk if stage else None):
        return []
    left, record.own_stage = record.own_stage, stage
    if stage is None:
        return [(RecordChangeKind.OWN_STAGE_CLEARED, str(left))]
    return [(RecordChangeKind.OWN_STAGE_SET, str(stage))]


def set_reserve(record: HiringRecord, *, is_reserve: bool) -> list[Change]:
    if record.is_reserve == is_reserve:
        return []
    record.is_reserve = is_reserve
    put, taken = RecordChangeKind.PUT_ON_RESERVE, RecordChangeKind.TAKEN_OFF_RESERVE
    return [(put if is_reserve else taken, "")]


def find_or_make_tag(name: str) -> list[Tag]:
    if not name:
        return []
    found = Tag.objects.filter(name__iexact=name).first()
    return [found or Tag.objects.get_or_create(name=name)[0]]  # somebody else may be making it


def set_tags(record: HiringRecord, tags: Collection[Tag]) -> list[Change]:
    before, after = set(record.tags.all()), set(tags)
    record.tags.set(after)
    gone = sorted(before - after, key=str)
    come = sorted(after - before, key=str)
    return [
        *((RecordChangeKind.UNTAGGED, tag.name) for tag in gone),
        *((RecordChangeKind.TAGGED, tag.name) for tag in come),
    ]
