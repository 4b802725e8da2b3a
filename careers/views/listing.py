"""The public list of postings: search, filters, order and pages."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from careers.languages import language_codes
from careers.models.page_reads import load_card_rows
from careers.search.facet_sets import FacetSets, collect
from careers.search.filters import Filter, Search
from careers.search.matching import find_editions
from careers.search.open_postings import OPEN_POSTINGS, FoundTexts, OpenPostings
from careers.views.cards import render_cards
from careers.views.offers import OFFERS
from careers.web.http_cache import respond_conditionally
from careers.web.localized_urls import (
    LanguageLink,
    alternate_links,
    current_language,
    feed_path,
    full_address,
    list_links,
    list_path,
)
from careers.web.search_load import limit_searches

PAGE_SIZE = 20
MOST_FILTERS = 100
"""Rendered columns of filters in the memory of a process, about 10 kB each."""


@require_safe
@limit_searches
def posting_list(request: HttpRequest) -> HttpResponseBase:
    language = current_language()
    postings, offers = OPEN_POSTINGS.get(language), OFFERS.get(language)
    search = Search.from_query(request.GET)
    matches = find_editions(search.words, language)
    places = None if matches is None else postings.find(matches.editions)
    facets = limit_to_places(postings, places)
    search = search.keep_known(facets)
    found = sort_texts(postings, search, search.find(facets), places)
    page: Page[Any] = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page", ""))
    shown = load_card_rows([*page.object_list])
    filters, chosen = search.build_filters(facets), search.build_removals(facets)
    suggestions, is_near = search.build_suggestions(facets), matches is not None and matches.is_near

    def render_list() -> HttpResponse:
        context = list_context(search, page, language)
        context |= {"offers": offers, "chosen": chosen, "suggestions": suggestions}
        context["is_near"] = is_near
        context["cards"] = render_cards(shown, search.words, language)
        context["filters"] = render_filters(tuple(filters), len(chosen), len(found), language)
        return render(request, "careers/list.html", context)

    counts = (page.number, len(found), timezone.localdate(), page.object_list)
    known_by = (language, search, counts, is_near, filters, chosen, suggestions, offers, shown)
    return respond_conditionally(request, known_by=known_by, render=render_list)


def limit_to_places(postings: OpenPostings, places: Iterable[int] | None) -> FacetSets:
    """The facets for a search by words that found these places; None for all."""
    if places is None:
        return postings.facets
    return postings.facets.limit(collect(places, len(postings.texts)))


@lru_cache(MOST_FILTERS)
def render_filters(
    filters: tuple[Filter, ...], chosen: int, number: int, _language: str
) -> SafeString:
    """The checkboxes, in the active language; `chosen` is how many are, `number` how many postings are found."""
    context = {"filters": filters, "chosen": chosen, "number": number}
    return SafeString(render_to_string("careers/_filters.html", context))


def sort_texts(
    postings: OpenPostings, search: Search, found: int, best: list[int] | None
) -> FoundTexts:
    """The texts that were found, sorted as the visitor wishes; `best` are those with the words, best first."""
    if search.order == "deadline":
        return FoundTexts(postings, found, postings.by_deadline)
    if best is None or search.order == "newest":
        return FoundTexts(postings, found)
    return FoundTexts(postings, found, best)


def list_context(search: Search, page: Page[Any], language: str) -> dict[str, object]:
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


def page_path(search: Search, page: Page[Any], language: str) -> str:
    if page.number == 1:
        return list_path(language) + search.query
    separator = "&" if search.query else "?"
    return f"{list_path(language)}{search.query}{separator}page={page.number}"


def list_alternates(links: list[LanguageLink], page: Page[Any]) -> list[object]:
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
