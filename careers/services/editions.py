"""How an edition is made, stored and shown; the services that publish share these steps."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from careers.checks import PREFETCHED
from careers.editions.build import edition_facts
from careers.editions.facets import posting_facets
from careers.models import Edition, EditionText, Posting, PostingEvent
from careers.search.index import index_edition
from careers.services.social_cards import defer_social_cards
from careers.web.public_news import NEWS

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_NOTE = 200


def lock_draft(posting: Posting) -> Posting:
    """Locks the stored draft and prefetches all that an edition is built from."""
    drafts = Posting.objects.select_for_update(of=("self",)).select_related("department")
    return drafts.prefetch_related(*PREFETCHED).get(pk=posting.pk)


def show_edition(posting: Posting, edition: Edition) -> None:
    """Makes this edition of the (locked) posting the public one."""
    posting.current_edition = edition
    index_edition(edition)
    posting.save(update_fields=["published_at", "current_edition", "closed_at", "closed_reason"])
    defer_social_cards(posting)


def build_edition(draft: Posting, codes: list[str], actor: "User | None", now: datetime) -> Edition:
    """The unsaved edition of a draft."""
    latest = draft.editions.order_by("-number").first()
    return Edition(
        posting=draft,
        number=latest.number + 1 if latest else 1,
        published_at=now,
        published_by=actor,
        languages=codes,
        opens_at=draft.opens_at or (min(latest.opens_at, now) if latest else now),
        closes_at=draft.closes_at,
        pay_reason=draft.pay_reason or reason_without_pay(draft),
        draft_version=draft.version,
        facets=posting_facets(draft),
        facts=edition_facts(draft),
    )


def reason_without_pay(draft: Posting) -> str:
    """The reason of a posting for speculative applications, whose pay nobody knows yet; else empty."""
    has_pay = draft.pay_min is not None or draft.pay_max is not None or draft.pay_grade
    return _("Speculative applications") if draft.is_speculative and not has_pay else ""


def save_edition(edition: Edition, texts: list[EditionText]) -> None:
    edition.save(force_insert=True)
    for text in texts:
        text.edition = edition
    EditionText.objects.bulk_create(texts)


def record_event(
    posting: Posting, kind: PostingEvent.Kind, actor: "User | None", at: datetime, note: str
) -> None:
    """Adds to the posting's history, with the edition that the public sees then."""
    transaction.on_commit(NEWS.note_own_change)
    PostingEvent.objects.create(
        posting=posting,
        kind=kind,
        by=actor,
        at=at,
        note=note[:LONGEST_NOTE],
        edition=posting.current_edition,
    )


def build_successor(
    edition: Edition, actor: "User | None", now: datetime
) -> tuple[Edition, list[EditionText]]:
    """An unsaved copy of a posting's edition and of its texts, to be changed and saved as the next."""
    latest = edition.posting.editions.order_by("-number").values_list("number", flat=True).first()
    news = {
        "number": (latest or edition.number) + 1,
        "published_at": now,
        "published_by_id": actor.pk if actor else None,
    }
    texts = [EditionText(**column_values(text)) for text in edition.texts.order_by("pk")]
    return Edition(**column_values(edition) | news), texts


def column_values(row: Edition | EditionText) -> dict[str, Any]:
    """The values of a row without its key."""
    stored = type(row).objects.filter(pk=row.pk).values().get()
    return {name: value for name, value in stored.items() if name != "id"}
