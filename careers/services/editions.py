"""How an edition is made, stored and shown; the services that publish share these steps."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from careers.checks import PREFETCHED
from careers.editions.build import edition_facts
from careers.editions.facets import posting_facets
from careers.models import Edition, EditionText, Posting, PostingEvent
from careers.search.index import index_editions
from careers.services.social_cards import defer_social_cards, pass_on_cards
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
    show_editions([(posting, edition)])


def show_editions(shown: Sequence[tuple[Posting, Edition]], *, keep_cards: bool = False) -> None:
    """As show_edition() for each, in the same number of queries for any number.

    `keep_cards` if their social cards say the same as those of the editions before.
    """
    before = [(posting.current_edition_id, edition) for posting, edition in shown]
    for posting, edition in shown:
        posting.current_edition = edition
    postings = [posting for posting, _edition in shown]
    index_editions([edition for _posting, edition in shown])
    Posting.objects.bulk_update(
        postings, ["published_at", "current_edition", "closed_at", "closed_reason"]
    )
    has_cards = pass_on_cards(before) if keep_cards else set()
    defer_social_cards([each for each in postings if each.pk not in has_cards])


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
    save_editions([(edition, texts)])


def save_editions(made: Iterable[tuple[Edition, list[EditionText]]]) -> None:
    pairs = list(made)
    Edition.objects.bulk_create(edition for edition, _texts in pairs)
    for edition, texts in pairs:
        for text in texts:
            text.edition = edition
    EditionText.objects.bulk_create(text for _edition, texts in pairs for text in texts)


def record_event(
    posting: Posting, kind: PostingEvent.Kind, actor: "User | None", at: datetime, note: str
) -> None:
    """Adds to the posting's history, with the edition that the public sees then."""
    record_events([(posting, note)], kind, actor, at)


def record_events(
    notes: Iterable[tuple[Posting, str]],
    kind: PostingEvent.Kind,
    actor: "User | None",
    at: datetime,
) -> None:
    transaction.on_commit(NEWS.note_own_change)
    PostingEvent.objects.bulk_create(
        PostingEvent(
            posting=posting,
            kind=kind,
            by=actor,
            at=at,
            note=note[:LONGEST_NOTE],
            edition=posting.current_edition,
        )
        for posting, note in notes
    )


def build_successor(
    edition: Edition, actor: "User | None", now: datetime
) -> tuple[Edition, list[EditionText]]:
    """An unsaved copy of a posting's edition and of its texts, to be changed and saved as the next."""
    [made] = build_successors([edition], actor, now)
    return made


def build_successors(
    editions: Sequence[Edition], actor: "User | None", now: datetime
) -> list[tuple[Edition, list[EditionText]]]:
    """As build_successor() for each, in the same order; three queries, of what is stored."""
    keys = [edition.pk for edition in editions]
    numbered = Edition.objects.filter(posting__in=[edition.posting_id for edition in editions])
    latest = dict(numbered.order_by().values_list("posting").annotate(Max("number")))
    stored = {row["id"]: row for row in Edition.objects.filter(pk__in=keys).values()}
    texts = defaultdict[int, list[EditionText]](list)
    for row in EditionText.objects.filter(edition__in=keys).order_by("pk").values():
        texts[row["edition_id"]].append(EditionText(**without_key(row)))
    news = {"published_at": now, "published_by_id": actor.pk if actor else None}
    return [
        (
            Edition(**without_key(stored[key]) | news | {"number": latest[edition.posting_id] + 1}),
            texts[key],
        )
        for key, edition in zip(keys, editions, strict=True)
    ]


def without_key(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}
