"""The search of an alert: kept as an address, said in words, and done as the list does it."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from careers.models import EditionText
from careers.models.edition_text import EditionTextQuerySet
from careers.search.facet_sets import ONE_OF, amount_label
from careers.search.filters import Search, filter_headings
from careers.search.matching import Matches, find_editions, find_new_editions

SINCE = "since"


class Line(NamedTuple):
    """One part of a search in words: ("Place", "Berlin, Remote")."""

    heading: str
    words: str


class Outlook(NamedTuple):
    """How many open postings fit a search; `is_near` if no posting at all has its words."""

    number: int
    is_near: bool


def remove_age_and_order(search: Search) -> Search:
    """The search without what an alert has by itself, age and order; equal ones look the same."""
    chosen = {name: sorted(codes) for name, codes in search.chosen.items() if name != SINCE}
    return Search(words=search.words, chosen=chosen)


def read_search(query: str) -> Search:
    """The search of an address ("?q=…"), as JobAlert.query keeps it."""
    return remove_age_and_order(Search.from_query(QueryDict(query.removeprefix("?"))))


def find_fitting_texts(search: Search, language: str, after: datetime) -> EditionTextQuerySet:
    """What the list shows for this search, newest first, without what only comes close.

    Of postings that became public for the first time after this moment: of a word that many have, a search finds some.
    """
    texts = find_matching_texts(find_new_editions(search.words, language, after), search, language)
    return texts.filter(edition__current_for__published_at__gt=after)


def find_matching_texts(
    matches: Matches | None, search: Search, language: str
) -> EditionTextQuerySet:
    texts = EditionText.objects.vacant().shown_in(language).with_facets(search.chosen)
    if matches is not None:
        texts = texts.of_editions(() if matches.is_near else matches.editions)
    return texts.newest_first()


def find_outlook(search: Search, language: str) -> Outlook:
    matches = find_editions(search.words, language)
    number = find_matching_texts(matches, search, language).count()
    return Outlook(number, is_near=matches is not None and matches.is_near)


def search_lines(search: Search, language: str) -> list[Line]:
    """A search in words, each filter on a line of its own; none where it takes everything."""
    with override(language):
        typed = [Line(_("Search words"), search.words)] if search.words else []
        names = filter_headings()
        chosen = [
            Line(names[name], ", ".join(filter_label(name, code, language) for code in codes))
            for name, codes in search.chosen.items()
        ]
    return typed + chosen


def filter_label(name: str, code: str, language: str) -> str:
    """What a code is called, also where no open posting has it at the moment."""
    if name in ONE_OF:
        return amount_label(name, code)
    return last_known_label(f"{name}:{code}", language)


def last_known_label(facet: str, language: str) -> str:
    """What the last edition with this facet called it, best in this language; else the code.

    Editions that are still to open are nobody's business.
    """
    opened = EditionText.objects.filter(edition__opens_at__lte=timezone.now())
    found = opened.filter(edition__facets__contains=[facet])
    found = found.alias(is_own=Q(language=language)).order_by("-is_own", "-edition")
    row = found.values_list("edition__facets", "facet_labels").first()
    names = dict(zip(*row, strict=True)) if row else {}
    return capfirst(names.get(facet, facet.partition(":")[2]))
