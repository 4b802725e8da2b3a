"""What dates do to a posting: a later or earlier deadline, and the days that come by themselves."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from careers.editions.history import last_decisions
from careers.models import Edition, Posting, PostingEvent
from careers.services.editions import (
    build_successor,
    lock_draft,
    record_event,
    save_edition,
    show_edition,
)
from careers.services.posting_refusals import ExtendRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Kind = PostingEvent.Kind
DATES = {Kind.OPENED: "opens_at", Kind.ENDED: "closes_at"}


@transaction.atomic
def extend_posting(
    *,
    posting: Posting,
    actor: "User | None",
    closes_at: datetime,
    reason: str,
    now: datetime,
) -> Edition:
    """Give what the public sees another deadline, later or earlier; edits of the draft stay there.

    The new edition has the wording of the current one, and the draft gets the same deadline.
    Takes applications again if the deadline had passed. `reason` is kept in the history.
    Raises ExtendRefused, with nothing changed, if the posting is a draft or closed, or if the
    deadline is not ahead of `now` and of the opening, or is the one that it has already.
    """
    draft = lock_draft(posting)
    edition = edition_to_extend(draft)
    refuse_deadline(draft, edition, closes_at, now)
    following, texts = build_successor(edition, actor, now)
    following.closes_at = closes_at
    was_ahead = draft.version > edition.draft_version
    draft.closes_at = closes_at
    draft.version += 1
    draft.save(update_fields=["closes_at", "version", "updated_at"])
    following.draft_version = edition.draft_version if was_ahead else draft.version
    save_edition(following, texts)
    show_edition(draft, following)
    record_event(draft, Kind.EXTENDED, actor, now, reason)
    posting.refresh_from_db()
    return following


def edition_to_extend(draft: Posting) -> Edition:
    if draft.current_edition is None or draft.closed_at is not None:
        raise ExtendRefused(
            _("Only a published posting that is not closed has a deadline to move.")
        )
    return draft.current_edition


def refuse_deadline(draft: Posting, edition: Edition, closes_at: datetime, now: datetime) -> None:
    opening = max(moment for moment in (edition.opens_at, draft.opens_at) if moment)
    if closes_at <= now:
        raise ExtendRefused(_("The deadline must be in the future."))
    if closes_at <= opening:
        raise ExtendRefused(_("The deadline must be later than the opening."))
    if closes_at == edition.closes_at:
        raise ExtendRefused(_("That is the deadline already."))


@transaction.atomic
def record_dates(*, now: datetime) -> int:
    """Write into the history which postings opened or reached their deadline, at that very moment.

    Each date once, however late and however often this runs; returns how many were new. Counts
    are those that the public saw: a date that came while the posting was closed did nothing.
    """
    events = [
        PostingEvent(posting_id=edition.posting_id, edition=edition, kind=kind, at=at)
        for kind, date in DATES.items()
        for edition in editions_past_date(kind, now)
        if (at := getattr(edition, date))
    ]
    return len(PostingEvent.objects.bulk_create(events, ignore_conflicts=True))


def editions_past_date(kind: Kind, now: datetime) -> "QuerySet[Edition]":
    """Editions that the public saw when this date of theirs came, and that have no event of it."""
    date = DATES[kind]
    moment = OuterRef(date)
    following = Edition.objects.filter(
        posting=OuterRef("posting"), number__gt=OuterRef("number"), published_at__lte=moment
    )
    noted = PostingEvent.objects.filter(edition=OuterRef("pk"), kind=kind)
    return (
        Edition.objects.filter(**{f"{date}__lte": now, f"{date}__gt": F("published_at")})
        .exclude(Exists(noted))
        .exclude(Exists(following))
        .annotate(last_decision=Subquery(last_decisions(moment)))
        .exclude(last_decision=Kind.CLOSED)
        .order_by(date, "pk")
    )
