"""Publishing, closing and reopening a posting."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from careers.editions.build import build_edition_text
from careers.models import Edition, Posting, PostingEvent
from careers.services.editions import (
    build_edition,
    lock_draft,
    record_event,
    save_edition,
    show_edition,
)
from careers.services.posting_refusals import CloseRefused
from careers.services.publish_policy import (
    findings_to_override,
    languages_to_publish,
    record_override,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def publish_posting(
    *,
    posting: Posting,
    actor: "User | None",
    languages: Sequence[str] | None = None,
    override: str = "",
    now: datetime,
) -> Edition:
    """Make what the draft says now public, in these languages (default: all complete ones).

    Raises PublishRefused, with nothing changed, if a chosen language is incomplete, no language
    is complete, or the ad check has findings that block and `override`, the written reason to
    publish in spite of them (at most 500 characters), is empty. The edition keeps the reason.
    A closed posting is reopened by it.
    """
    draft = lock_draft(posting)
    codes = languages_to_publish(draft, languages)
    overridden = findings_to_override(draft, codes, override, now)
    edition = build_edition(draft, codes, actor, now)
    record_override(edition, overridden, override)
    save_edition(edition, [build_edition_text(draft, code) for code in codes])
    if draft.published_at is None or draft.published_at > now:
        draft.published_at = max(now, edition.opens_at)
    draft.closed_at = None
    draft.closed_reason = ""
    show_edition(draft, edition)
    record_event(
        draft, PostingEvent.Kind.PUBLISHED, actor, now, f"{edition.number}: {', '.join(codes)}"
    )
    posting.refresh_from_db()
    return edition


@transaction.atomic
def close_posting(*, posting: Posting, actor: "User | None", reason: str, now: datetime) -> Posting:
    """End applications now; the page stays and says so. Raises CloseRefused unless published."""
    locked = Posting.objects.select_for_update().get(pk=posting.pk)
    if not locked.is_published or locked.closed_at is not None:
        raise CloseRefused(_("Only a published posting that is not closed yet can be closed."))
    locked.closed_at = now
    locked.closed_reason = reason
    locked.save(update_fields=["closed_at", "closed_reason"])
    record_event(locked, PostingEvent.Kind.CLOSED, actor, now, reason)
    posting.refresh_from_db()
    return posting


@transaction.atomic
def reopen_posting(*, posting: Posting, actor: "User | None", now: datetime) -> Posting:
    """Take applications again, in the words of the last edition.

    Raises CloseRefused if the posting is not closed, or if its deadline has passed meanwhile.
    """
    locked = Posting.objects.select_for_update().get(pk=posting.pk)
    if locked.closed_at is None:
        raise CloseRefused(_("Only a closed posting can be reopened."))
    edition = locked.current_edition
    if edition is not None and edition.closes_at is not None and edition.closes_at <= now:
        raise CloseRefused(_("The deadline has passed. Set a later one."))
    locked.closed_at = None
    locked.closed_reason = ""
    locked.save(update_fields=["closed_at", "closed_reason"])
    record_event(locked, PostingEvent.Kind.REOPENED, actor, now, "")
    posting.refresh_from_db()
    return posting
