"""Social cards are drawn after publication and after a change of the brand, by a job."""

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app

from careers.branding.picture_roles import picture_digest
from careers.channels.cards import Card, card_look, draw_card
from careers.channels.pdf.typesetter import TypesetterFailed
from careers.editions.contents import TextFacts
from careers.languages import language_codes
from careers.models import Edition, EditionText, Posting, SocialCard
from careers.web.current_brand import BRANDS, CurrentBrand, current_brand

MAKE_CARDS = "careers.make_social_cards"
BATCH = 20
"""Cards that are kept, and told of, at once; each takes some tenths of a second."""
UPDATED = ["language", "digest", "look", "content"]

logger = logging.getLogger(__name__)


def defer_social_cards(postings: Sequence[Posting] | None = None) -> None:
    """Within the transaction that publishes postings or changes the brand (None: all cards)."""
    keys = [None] if postings is None else [posting.pk for posting in postings]
    if keys:
        job = app.configure_task(MAKE_CARDS, allow_unknown=True)
        job.batch_defer(*(dict[str, Any](posting=key) for key in keys))


def pass_on_cards(successors: Iterable[tuple[int | None, Edition]]) -> set[int]:
    """Cards of editions (by key) become those of their successors, whose cards say the same.

    Returns the keys of the postings that have a card in each language by that.
    """
    following = {before: edition for before, edition in successors if before}
    texts = EditionText.objects.filter(edition__in=following.values())
    wanted = {
        (text.edition_id, text.language): text.pk for text in texts.only("edition", "language")
    }
    cards = SocialCard.objects.filter(text__edition__in=following)
    lacking, passed = set(wanted), []
    for card, before, language in cards.values_list("pk", "text__edition", "language"):
        key = following[before].pk, language
        if key in lacking:
            lacking.discard(key)
            passed.append(SocialCard(pk=card, text_id=wanted[key]))
    SocialCard.objects.bulk_update(passed, ["text"])
    incomplete = {edition for edition, _language in lacking}
    return {each.posting_id for each in following.values() if each.pk not in incomplete}


def make_social_cards(posting: int | None = None) -> int:
    """Draws what is missing or has another look, of one posting or of all and of the list; returns how many.

    Words that cannot be set get no card, and their page none.
    """
    BRANDS.forget()  # this process may not have heard of the change that it is about
    brand = current_brand()
    look = card_look(brand)
    if posting is None:
        make_list_cards(brand, look)
    wanted = find_outdated(look, posting)
    SocialCard.objects.exclude(text=None).filter(text__edition__current_for=None).delete()
    keys = [*wanted.values_list("pk", flat=True)]
    for start in range(0, len(keys), BATCH):
        texts = EditionText.objects.filter(pk__in=keys[start : start + BATCH])
        cards = [card for text in texts if (card := build_card(text, brand, look))]
        SocialCard.objects.bulk_create(
            cards, update_conflicts=True, unique_fields=["text"], update_fields=UPDATED
        )
    return len(keys)


def find_outdated(look: str, posting: int | None = None) -> QuerySet[EditionText]:
    """Public texts without a card of this look, the newest first."""
    current = EditionText.objects.filter(edition__current_for__isnull=False)
    if posting is not None:
        current = current.filter(edition__current_for=posting)
    return current.exclude(social_card__look=look).order_by("-pk")


def build_card(text: EditionText, brand: CurrentBrand, look: str) -> SocialCard | None:
    facts: TextFacts = text.facts
    shown = [words for words in (facts["place"], facts["hours"], facts["pay"]) if words]
    content = try_to_draw(Card(text.language, text.title, text.gender_marker, shown), brand)
    if not content:
        return None
    digest = picture_digest(content)
    return SocialCard(text=text, language=text.language, digest=digest, look=look, content=content)


def make_list_cards(brand: CurrentBrand, look: str) -> None:
    for code in language_codes():
        if SocialCard.objects.filter(text=None, language=code, look=look).exists():
            continue
        with override(code):
            card = Card(code, _("Open positions"), "", [settings.SITE_URL.partition("://")[2]])
        if content := try_to_draw(card, brand):
            facts = {"digest": picture_digest(content), "look": look, "content": content}
            SocialCard.objects.update_or_create(text=None, language=code, defaults=facts)


def try_to_draw(card: Card, brand: CurrentBrand) -> bytes:
    """Empty if the words cannot be set."""
    try:
        return draw_card(card, brand)
    except TypesetterFailed:
        logger.warning("A social card cannot be drawn.")
        return b""
