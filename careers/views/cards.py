"""The cards of the list, each rendered once for all who see the same."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from careers.dates import days_until, format_last_day, last_moment
from careers.languages import only_in_language
from careers.models.page_reads import CardRow
from careers.search.matching import highlight_terms, highlight_words, search_terms
from careers.web.localized_urls import posting_path

NEW_DAYS = 7
CLOSING_DAYS = 7
MOST_KEPT = 2_000
"""Cards in the memory of a process, 1 to 2 kB each."""


class Fact(NamedTuple):
    """Of a card; `language` is set where the words are not in the page's language."""

    icon: str
    words: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One posting of the list; `language` is set where the text is not in the page's language."""

    title: str
    gender_marker: str
    summary: str
    path: str
    facts: list[Fact]
    is_new: bool
    closing: str
    language: str
    language_notice: str


def render_cards(rows: Sequence[CardRow], words: str, language: str) -> list[SafeString]:
    """For a reader of `language`, who searched for these words; no words, and most are known already."""
    today = timezone.localdate()
    if not words:
        return [render_known_card(row, language, today) for row in rows]
    in_title, in_summary = highlight_terms(words, language), search_terms(words, language)
    return [
        render_card(marked, language, today)
        if has_mark(marked)
        else render_known_card(row, language, today)
        for row in rows
        for marked in [highlight_card(row, in_title, in_summary)]
    ]


def render_card(row: CardRow, language: str, today: date) -> SafeString:
    portal = {"icons_url": static("img/icons.svg")}
    context = {"card": build_card(row, language, today), "portal": portal}
    return SafeString(render_to_string("includes/_posting_card.html", context))


render_known_card = lru_cache(MOST_KEPT)(render_card)
"""The settings and texts of a release are the same for as long as its process lives."""


def highlight_card(row: CardRow, in_title: Sequence[str], in_summary: Sequence[str]) -> CardRow:
    """The card with words of these forms marked, as HTML."""
    return row._replace(
        title=highlight_words(row.title, in_title),
        summary=highlight_words(row.summary, in_summary),
    )


def has_mark(row: CardRow) -> bool:
    return "<mark>" in row.title or "<mark>" in row.summary


def build_card(row: CardRow, language: str, today: date) -> Card:
    is_foreign = row.language != language
    return Card(
        title=row.title,
        gender_marker=row.gender_marker,
        summary=row.summary,
        path=posting_path(row.public_id, row.slug, language),
        facts=card_facts(row, language),
        is_new=is_new(row.published_at, today),
        closing=closing_notice(row.closes_at, today),
        language=row.language if is_foreign else "",
        language_notice=only_in_language(row.language) if is_foreign else "",
    )


def card_facts(row: CardRow, language: str) -> list[Fact]:
    """The facts that decide whether to read on."""
    with override(language):
        found = [
            Fact("pin", *words_for_reader(row, "place", language)),
            Fact("clock", *words_for_reader(row, "hours", language)),
            Fact("pay", *words_for_reader(row, "pay", language)),
            Fact("calendar", format_last_day(row.closes_at)),
        ]
    return [fact for fact in found if fact.words]


def words_for_reader(row: CardRow, name: str, language: str) -> tuple[str, str]:
    """A fact in the reader's language if it was kept in it, and the language of the words if it is another one."""
    if row.language == language:
        return getattr(row, name), ""
    known = json.loads(row.in_other_languages or "{}").get(language, {})
    return (known[name], "") if name in known else (getattr(row, name), row.language)


def is_new(published_at: datetime | None, today: date) -> bool:
    return published_at is not None and -days_until(published_at, today) < NEW_DAYS


def closing_notice(closes_at: datetime | None, today: date) -> str:
    """Such as "closes in 3 days", in the last days before the deadline."""
    if closes_at is None:
        return ""
    days = days_until(last_moment(closes_at), today)
    if days > CLOSING_DAYS:
        return ""
    if days <= 0:
        return _("closes today")
    return ngettext("closes tomorrow", "closes in %(days)s days", days) % {"days": days}
