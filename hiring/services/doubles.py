"""Two applications of one person for one posting become one, with all that the staff keeps of them."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from applications.models import Application
from applications.services.locking import lock_application
from applications.services.merging import (
    MergeRefused,
    absorb_application,
    refuse_impossible_merge,
)
from applications.services.messages import ask_for_links
from careers.text.email_addresses import is_same_mailbox
from hiring.enums import OutgoingState, RecordChangeKind
from hiring.models import HiringRecord, RecordChange
from hiring.services.outbox import defer_sending

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HANDED_OVER = ("staff_notes", "record_changes", "decisions", "outgoing_mails")
LEFT_BEHIND = ("read_marks", "staff_notices", "undecided_reminder", "bulk_items")
"""What was about the other as such; it goes with it."""


@transaction.atomic
def merge_applications(
    *, kept: Application, other: Application, actor: "User", now: datetime, seen: str | None = None
) -> Application:
    """Make two applications one; returns the one that stays.

    `seen` is what digest_pair() said of the two that somebody has compared: whoever applied under a
    foreign address may have changed theirs since.

    Links to the other open the one that stays if both have one address; else they end, and fresh ones are
    mailed to the address of the one that stays, the only mail there is. Raises MergeRefused, with nothing changed, for two
    postings, and where one is decided on, locked or held, or a decision or transfer is on its way;
    ApplicationGone, also if somebody else has just merged them.
    """
    kept, other = lock_both(kept, other)
    if seen is not None and seen != digest_pair(kept, other):
        raise MergeRefused(_("One of the two has changed meanwhile. Look at both again."))
    refuse_impossible_merge(kept, other)
    refuse_while_deciding(kept, other)
    reference = other.reference
    hand_over_ratings(kept, other)
    hand_over_record(kept, other)
    hand_over_exports(kept, other)
    for name in HANDED_OVER:
        getattr(other, name).update(application=kept)
    absorb_application(kept=kept, other=other, actor=actor, now=now)
    if other.email and not is_same_mailbox(kept.email, other.email):
        ask_for_links(email=kept.email)
    for mail in kept.outgoing_mails.filter(state=OutgoingState.WAITING):
        defer_sending(mail)
    RecordChange.objects.create(
        application=kept, kind=RecordChangeKind.MERGED, detail=reference, by=actor, at=now
    )
    return kept


def digest_pair(one: Application, other: Application) -> str:
    """Another one once anything has changed by which people tell whether two are of one person."""
    sides = [
        (
            *(side.pk, side.name, side.email, side.phone, side.link_version, str(side.holder)),
            *side.documents.order_by("pk").values_list("sha256", flat=True),
        )
        for side in sorted((one, other), key=lambda side: side.pk)
    ]
    return hashlib.sha256(repr(sides).encode("utf-8", "replace")).hexdigest()


def lock_both(kept: Application, other: Application) -> tuple[Application, Application]:
    """In one order for everybody, so that two people who merge the same two do not wait for each other."""
    pair = sorted((kept, other), key=lambda one: one.pk)
    locked = {one.pk: lock_application(one) for one in pair}
    return locked[kept.pk], locked[other.pk]


def refuse_while_deciding(*applications: Application) -> None:
    for one in applications:
        if one.decisions.live().exists():
            words = _(
                "A decision on %(reference)s is on its way. Take it back first, or wait for it."
            )
            raise MergeRefused(words % {"reference": one.reference})


def hand_over_ratings(kept: Application, other: Application) -> None:
    """Of somebody who has rated both, the rating of the one that stays counts."""
    raters = kept.ratings.filter(posting=kept.posting_id).values("user")
    other.ratings.filter(posting=kept.posting_id, user__in=raters).update(posting=None)
    for rating in other.ratings.exclude(posting=None).exclude(posting=kept.posting_id):
        if kept.ratings.filter(posting=rating.posting_id, user=rating.user_id).exists():
            other.ratings.filter(pk=rating.pk).update(posting=None)
    other.ratings.update(application=kept)


def hand_over_record(kept: Application, other: Application) -> None:
    """Tags and the reserve list of both; the own stage of the one that stays."""
    theirs = HiringRecord.objects.filter(application=other).first()
    if theirs is None:
        return
    own, _made = HiringRecord.objects.get_or_create(application=kept)
    own.tags.add(*theirs.tags.all())
    own.is_reserve = own.is_reserve or theirs.is_reserve
    own.save(update_fields=["is_reserve"])


def hand_over_exports(kept: Application, other: Application) -> None:
    """Who exported it stays known; an export that has both ends when the one that stays is erased."""
    already = kept.export_accesses.exclude(export=None).values("export")
    other.export_accesses.exclude(export__in=already).update(application=kept)
    other.export_accesses.all().delete()
