from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from careers.completeness import complete_languages, missing_texts
from careers.editions import edition_facts, edition_text, facets
from careers.languages import language_codes, language_name
from careers.models import Edition, EditionText, Posting, PostingEvent

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class PostingRefused(Exception):
    """A posting's change was refused; each reason is a sentence in the active language."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class PublishRefused(PostingRefused):
    """The draft is not fit for the public."""


class CloseRefused(PostingRefused):
    """The posting is not in a state that can be closed or reopened."""


@transaction.atomic
def publish_posting(
    *,
    posting: Posting,
    actor: "User | None",
    languages: Sequence[str] | None = None,
    now: datetime | None = None,
) -> Edition:
    """Make what the draft says now public, in these languages (default: all complete ones).

    Raises PublishRefused, with nothing changed, if a chosen language is incomplete, no language
    is complete, or the deadline has passed. A closed posting is reopened by it.
    """
    now = now or timezone.now()
    draft = draft_to_publish(posting)
    codes = languages_to_publish(draft, languages)
    if draft.closes_at is not None and draft.closes_at <= now:
        raise PublishRefused(_("The deadline has passed. Set a later one, or none."))
    edition = create_edition(draft, codes, actor, now)
    if draft.published_at is None or draft.published_at > now:
        draft.published_at = max(now, edition.opens_at)
    draft.current_edition = edition
    draft.closed_at = None
    draft.closed_reason = ""
    draft.save(update_fields=["published_at", "current_edition", "closed_at", "closed_reason"])
    record(draft, PostingEvent.Kind.PUBLISHED, actor, now, f"{edition.number}: {', '.join(codes)}")
    posting.refresh_from_db()
    return edition


def draft_to_publish(posting: Posting) -> Posting:
    """The stored draft, locked, with all that an edition is made of."""
    drafts = Posting.objects.select_for_update(of=("self",)).select_related("department")
    return drafts.prefetch_related("sections__block", "locations", "contacts").get(pk=posting.pk)


def languages_to_publish(draft: Posting, wanted: Sequence[str] | None) -> list[str]:
    """The languages in the portal's order; PublishRefused names what each one lacks."""
    chosen = [code for code in language_codes() if wanted is None or code in wanted]
    complete = complete_languages(draft, chosen)
    lacking = [code for code in chosen if code not in complete]
    if not complete or (wanted is not None and lacking):
        raise PublishRefused(*(lack_sentence(draft, code) for code in lacking or chosen))
    return complete


def lack_sentence(draft: Posting, language: str) -> str:
    return _("%(language)s cannot be published yet. Missing: %(missing)s.") % {
        "language": language_name(language),
        "missing": ", ".join(missing_texts(draft, language)),
    }


def create_edition(
    draft: Posting, codes: list[str], actor: "User | None", now: datetime
) -> Edition:
    latest = draft.editions.order_by("-number").first()
    edition = Edition.objects.create(
        posting=draft,
        number=latest.number + 1 if latest else 1,
        published_at=now,
        published_by=actor,
        languages=codes,
        opens_at=draft.opens_at or (min(latest.opens_at, now) if latest else now),
        closes_at=draft.closes_at,
        facets=facets(draft),
        facts=edition_facts(draft),
    )
    texts = [edition_text(draft, code) for code in codes]
    for text in texts:
        text.edition = edition
    EditionText.objects.bulk_create(texts)
    return edition


def record(
    posting: Posting, kind: PostingEvent.Kind, actor: "User | None", at: datetime, note: str
) -> None:
    PostingEvent.objects.create(posting=posting, kind=kind, by=actor, at=at, note=note)


@transaction.atomic
def close_posting(
    *, posting: Posting, actor: "User | None", reason: str, now: datetime | None = None
) -> Posting:
    """End applications now; the page stays and says so. Raises CloseRefused unless published."""
    locked = Posting.objects.select_for_update().get(pk=posting.pk)
    if not locked.is_published or locked.closed_at is not None:
        raise CloseRefused(_("Only a published posting that is not closed yet can be closed."))
    locked.closed_at = now or timezone.now()
    locked.closed_reason = reason
    locked.save(update_fields=["closed_at", "closed_reason", "updated_at"])
    record(locked, PostingEvent.Kind.CLOSED, actor, locked.closed_at, reason)
    posting.refresh_from_db()
    return posting


@transaction.atomic
def reopen_posting(
    *, posting: Posting, actor: "User | None", now: datetime | None = None
) -> Posting:
    """Take applications again, in the words of the last edition.

    Raises CloseRefused if the posting is not closed, or if its deadline has passed meanwhile.
    """
    now = now or timezone.now()
    locked = Posting.objects.select_for_update().get(pk=posting.pk)
    if locked.closed_at is None:
        raise CloseRefused(_("Only a closed posting can be reopened."))
    edition = locked.current_edition
    if edition is not None and edition.closes_at is not None and edition.closes_at <= now:
        raise CloseRefused(_("The deadline has passed. Set a later one and publish again."))
    locked.closed_at = None
    locked.closed_reason = ""
    locked.save(update_fields=["closed_at", "closed_reason", "updated_at"])
    record(locked, PostingEvent.Kind.REOPENED, actor, now, "")
    posting.refresh_from_db()
    return posting
