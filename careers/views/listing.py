"""The public list of postings: search, filters, order and pages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_safe

from careers.dates import days_until, format_last_day, last_moment
from careers.editions.contents import TextFacts
from careers.languages import language_codes, only_in_language
from careers.models import EditionText
from careers.models.edition_text import EditionTextQuerySet
from careers.search.filters import Search
from careers.search.matching import (
    Matches,
    find_editions,
    highlight_terms,
    highlight_words,
    search_terms,
)
from careers.views.offers import speculative_offers
from careers.web.http_cache import respond_conditionally
from careers.web.localized_urls import (
    LanguageLink,
    alternate_links,
    current_language,
    feed_path,
    full_address,
    list_links,
    list_path,
    posting_path,
)

PAGE_SIZE = 20
NEW_DAYS = 7
CLOSING_DAYS = 7


class Fact(NamedTuple):
    icon: str
    words: str


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


@require_safe
def posting_list(request: HttpRequest) -> HttpResponseBase:
    language = current_language()
    search = Search.from_query(request.GET)
    texts = EditionText.objects.vacant().shown_in(language)
    matches = find_editions(search.words, language)
    rows = texts.facet_combinations(matches.editions if matches else None)
    search = search.keep_known(rows)
    found = sort_texts(texts, search, matches).with_facets(search.chosen)
    page = result_page(found, search.count_matching(rows), request.GET.get("page", ""))
    shown = list(page.object_list)
    offers = speculative_offers(language)
    today = timezone.localdate()

    def render_list() -> HttpResponse:
        context = list_context(search, page, language)
        context["is_near"] = matches is not None and matches.is_near
        context["cards"] = [build_card(text, search, language, today) for text in shown]
        context["filters"] = search.build_filters(rows)
        context["chosen"] = search.build_removals(rows)
        context["suggestions"] = search.build_suggestions(rows)
        context["offers"] = offers
        return render(request, "careers/list.html", context)

    known_by = (language, search, page.number, today, matches, rows, offers, text_keys(shown))
    return respond_conditionally(request, known_by=known_by, render=render_list)


def text_keys(texts: list[EditionText]) -> list[int]:
    return [text.pk for text in texts]


def sort_texts(
    texts: EditionTextQuerySet, search: Search, matches: Matches | None
) -> EditionTextQuerySet:
    """The texts that fit the words, sorted as the visitor wishes."""
    found = texts.of_editions(matches.editions if matches else None)
    if search.order == "deadline":
        return found.soonest_deadline_first()
    if matches is None or search.order == "newest":
        return found.newest_first()
    return found.in_this_order(matches.editions)


def result_page(found: EditionTextQuerySet, count: int, number: str) -> Page[EditionText]:
    """The page of this number, or the nearest one there is; the count is known already."""
    paginator = Paginator(found.for_lists(), PAGE_SIZE)
    paginator.count = count
    return paginator.get_page(number)


def list_context(search: Search, page: Page[EditionText], language: str) -> dict[str, object]:
    links = list_links(search.query)
    return {
        "search": search,
        "orders": search.build_orders(),
        "page": page,
        "result": result_sentence(search, page.paginator.count),
        "language_links": links,
        "canonical": full_address(page_path(search, page, language)),
        "alternates": list_alternates(links, page),
        "feed": feed_path(language),
        "is_indexed": not search.query,
    }


def page_path(search: Search, page: Page[EditionText], language: str) -> str:
    if page.number == 1:
        return list_path(language) + search.query
    separator = "&" if search.query else "?"
    return f"{list_path(language)}{search.query}{separator}page={page.number}"


def list_alternates(links: list[LanguageLink], page: Page[EditionText]) -> list[object]:
    """Only the first page has a counterpart: further ones may differ in length by language."""
    return [*alternate_links(links, language_codes())] if page.number == 1 else []


def result_sentence(search: Search, count: int) -> str:
    if not search.query:
        sentence = ngettext("%(count)s open position", "%(count)s open positions", count)
    elif not search.words:
        sentence = ngettext("%(count)s position found", "%(count)s positions found", count)
    else:
        sentence = ngettext(
            "%(count)s position found for “%(words)s”",
            "%(count)s positions found for “%(words)s”",
            count,
        )
    number = number_format(count, force_grouping=True)
    return sentence % {"count": number, "words": search.words}


def build_card(text: EditionText, search: Search, language: str, today: date) -> Card:
    posting = text.edition.current_for
    is_foreign = text.language != language
    terms = search_terms(search.words, language)
    return Card(
        title=highlight_words(text.title, highlight_terms(search.words, language)),
        gender_marker=text.gender_marker,
        summary=highlight_words(text.summary, terms),
        path=posting_path(posting.public_id, text.slug, language),
        facts=card_facts(text),
        is_new=is_new(posting.published_at, today),
        closing=closing_notice(text.edition.closes_at, today),
        language=text.language if is_foreign else "",
        language_notice=only_in_language(text.language) if is_foreign else "",
    )


def card_facts(text: EditionText) -> list[Fact]:
    """The facts that decide whether to read on, all in the language of the text."""
    facts: TextFacts = text.facts
    with override(text.language):
        found = [
            Fact("pin", facts["place"]),
            Fact("clock", facts["hours"]),
            Fact("pay", facts["pay"]),
            Fact("calendar", format_last_day(text.edition.closes_at)),
        ]
    return [fact for fact in found if fact.words]


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
