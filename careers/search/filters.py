"""What a visitor looks for on the list: read from the address, counted, written back to it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from careers.search.facet_sets import ONE_OF, FacetSets, amount_order, join_sets

FACETS = ("place", "hours", "contract", "department", "language", "pay", "since")
ORDERS = ("newest", "deadline")
LONGEST_SEARCH = 100
LONGEST_AMOUNT = 6
MOST_CODES = 20
MOST_UNKNOWN = 3
"""Codes that no posting has, as in an old bookmark; each stands in every link of the page."""
CODE = re.compile(r"[-a-zA-Z0-9_]{1,80}")


class Option(NamedTuple):
    """One checkbox; `number` is how many postings there are with it under the other filters."""

    code: str
    label: str
    number: int
    is_chosen: bool


class Filter(NamedTuple):
    name: str
    heading: str
    options: tuple[Option, ...]
    is_one_of: bool

    @property
    def has_choice(self) -> bool:
        return any(option.is_chosen for option in self.options)

    @property
    def chosen_labels(self) -> list[str]:
        return [option.label for option in self.options if option.is_chosen]

    @property
    def labels(self) -> list[str]:
        """Of what finds something."""
        return [option.label for option in self.options if option.number]


class Order(NamedTuple):
    """A way to sort the list, as a link."""

    label: str
    query: str
    is_chosen: bool


class Suggestion(NamedTuple):
    """A link to a neighbouring search, with what it would find."""

    label: str
    query: str
    number: int


@dataclass(frozen=True, slots=True)
class Search:
    words: str = ""
    chosen: dict[str, list[str]] = field(default_factory=dict)
    order: str = ""
    """One of ORDERS; empty for the best match, or the newest where there are no words."""

    @classmethod
    def from_query(cls, query: QueryDict) -> "Search":
        """Reads ?q=…&place=…; what cannot be a search or a code is left out, never an error."""
        codes = {name: read_codes(name, query.getlist(name)) for name in FACETS}
        chosen = {name: found for name, found in codes.items() if found}
        words = normalise_words(query.get("q", ""))
        order = query.get("sort", "")
        is_known = order in ORDERS and (words or order != "newest")
        return cls(words=words, chosen=chosen, order=order if is_known else "")

    @property
    def query(self) -> str:
        """The part of the address after the path, "?" included; empty for everything."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(name, code) for name, codes in self.chosen.items() for code in codes]
        pairs += [("sort", self.order)] if self.order else []
        return f"?{urlencode(pairs)}" if pairs else ""

    def keep_known(self, facets: FacetSets) -> "Search":
        """The same without most of the codes that no posting has; a search for some still finds nothing."""
        left, chosen = MOST_UNKNOWN, dict[str, list[str]]()
        for name, codes in self.chosen.items():
            unknown = [code for code in codes if f"{name}:{code}" not in facets.members][:left]
            left -= len(unknown)
            kept = [code for code in codes if f"{name}:{code}" in facets.members or code in unknown]
            chosen |= {name: kept} if kept else {}
        return replace(self, chosen=chosen)

    @property
    def unfiltered_query(self) -> str:
        """The same words and order without any filter."""
        return replace(self, chosen={}).query

    def without_code(self, name: str, code: str) -> "Search":
        codes = {
            key: [value for value in values if (key, value) != (name, code)]
            for key, values in self.chosen.items()
        }
        return replace(self, chosen={key: values for key, values in codes.items() if values})

    def select(self, facets: FacetSets, ignoring: str = "") -> int:
        """The postings that have one of the chosen codes of each facet, or of each but the ignored one."""
        found = facets.everything
        for name, codes in self.chosen.items():
            if name != ignoring:
                found &= join_sets(facets.members.get(f"{name}:{code}", 0) for code in codes)
        return found

    def find(self, facets: FacetSets) -> int:
        """The postings with all that is searched for."""
        return self.select(facets) & facets.matching

    def build_filters(self, facets: FacetSets) -> list[Filter]:
        """The checkboxes, the most used first; a facet that cannot narrow anything is left out."""
        found = [
            Filter(name, heading, tuple(self.build_options(name, facets)), name in ONE_OF)
            for name, heading in filter_headings().items()
        ]
        return [each for each in found if self.can_narrow(each, facets) or each.name in self.chosen]

    def can_narrow(self, each: Filter, facets: FacetSets) -> bool:
        """Whether choosing something of this filter would leave something out."""
        if not each.is_one_of and each.name != "language":
            return len(each.options) > 1
        fitting = (self.select(facets, ignoring=each.name) & facets.matching).bit_count()
        return any(0 < option.number < fitting for option in each.options)

    def build_orders(self) -> list[Order]:
        """The ways to sort, as links."""
        names = {"": _("best match") if self.words else _("newest"), "newest": _("newest")}
        names |= {"deadline": _("deadline")}
        kept = [name for name in names if name != "newest" or self.words]
        return [
            Order(names[name], replace(self, order=name).query, name == self.order) for name in kept
        ]

    def build_options(self, name: str, facets: FacetSets) -> list[Option]:
        chosen, known = self.chosen.get(name, []), facets.codes.get(name, [])
        others = sorted(code for code in chosen if f"{name}:{code}" not in facets.members)
        in_order = sorted([*known, *others], key=amount_order) if name in ONE_OF else known + others
        fitting = self.select(facets, ignoring=name) & facets.matching
        return [
            Option(
                code,
                facets.labels.get(f"{name}:{code}", code),
                (facets.members.get(f"{name}:{code}", 0) & fitting).bit_count(),
                code in chosen,
            )
            for code in in_order
        ]

    def build_removals(self, facets: FacetSets) -> list[Suggestion]:
        """For each chosen filter, the search without it."""
        return [
            Suggestion(
                facets.labels.get(f"{name}:{code}", code),
                wider.query,
                wider.find(facets).bit_count(),
            )
            for name, codes in self.chosen.items()
            for code in codes
            for wider in [self.without_code(name, code)]
        ]

    def build_suggestions(self, facets: FacetSets) -> list[Suggestion]:
        """Wider searches that find something, for a visitor who has found nothing."""
        by_words = Search(self.words, order=self.order)
        by_facets = self.select(facets).bit_count()
        by_words_alone = facets.matching.bit_count()
        wider = [
            Suggestion(_("without the filters"), by_words.query, by_words_alone),
            Suggestion(_("without the search words"), Search("", self.chosen).query, by_facets),
            *(
                each._replace(label=_("without “%(choice)s”") % {"choice": each.label})
                for each in self.build_removals(facets)
            ),
            Suggestion(_("all positions"), "", facets.everything.bit_count()),
        ]
        different = [each for each in wider if each.number and each.query != self.query]
        return list({each.query: each for each in different}.values())


def normalise_words(words: str) -> str:
    """One space between words, nothing unprintable, at most LONGEST_SEARCH characters."""
    kept = [letter for letter in words if letter.isprintable() or letter.isspace()]
    return " ".join("".join(kept[: LONGEST_SEARCH * 2]).split())[:LONGEST_SEARCH].rstrip()


def filter_headings() -> dict[str, str]:
    return {
        "place": _("Location"),
        "hours": _("Employment type"),
        "contract": _("Contract"),
        "department": _("Department"),
        "language": _("Language of the posting"),
        "pay": _("Pay a year"),
        "since": _("Published"),
    }


def read_codes(name: str, values: Iterable[str]) -> list[str]:
    """The codes that can be some; of amounts only one, and only a number."""
    codes = list(dict.fromkeys(value for value in values if CODE.fullmatch(value)))[:MOST_CODES]
    if name not in ONE_OF:
        return codes
    return [code for code in codes if code.isdecimal() and len(code) <= LONGEST_AMOUNT][:1]
