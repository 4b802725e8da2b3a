"""What a visitor looks for on the list: read from the address, counted, written back to it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from careers.models.querysets import FacetCombination

FACETS = ("place", "hours", "department")
LONGEST_SEARCH = 100
MOST_CODES = 20
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
    options: list[Option]


class Suggestion(NamedTuple):
    """A link to a neighbouring search, with what it would find."""

    label: str
    query: str
    number: int


@dataclass(frozen=True, slots=True)
class Search:
    words: str = ""
    chosen: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def from_query(cls, query: QueryDict) -> "Search":
        """Reads ?q=…&place=…; what cannot be a search or a code is left out, never an error."""
        codes = {name: read_codes(query.getlist(name)) for name in FACETS}
        chosen = {name: found for name, found in codes.items() if found}
        return cls(words=normalise(query.get("q", "")), chosen=chosen)

    @property
    def query(self) -> str:
        """The part of the address after the path, "?" included; empty for everything."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(name, code) for name, codes in self.chosen.items() for code in codes]
        return f"?{urlencode(pairs)}" if pairs else ""

    def without(self, name: str, code: str) -> "Search":
        codes = {
            key: [value for value in values if (key, value) != (name, code)]
            for key, values in self.chosen.items()
        }
        return replace(self, chosen={key: values for key, values in codes.items() if values})

    def accepts(self, facets: Sequence[str], ignoring: str = "") -> bool:
        """Whether there is one of the chosen codes for each facet, or each but the ignored one."""
        return all(
            any(f"{name}:{code}" in facets for code in codes)
            for name, codes in self.chosen.items()
            if name != ignoring
        )

    def count(self, rows: Iterable[FacetCombination]) -> int:
        return sum(row.matching for row in rows if self.accepts(row.facets))

    def filters(self, rows: Sequence[FacetCombination]) -> list[Filter]:
        """The checkboxes, the most used first; a facet that cannot narrow anything is left out."""
        headings = {"place": _("Place"), "hours": _("Working hours"), "department": _("Department")}
        found = [Filter(name, headings[name], self.options(name, rows)) for name in FACETS]
        return [each for each in found if len(each.options) > 1 or each.name in self.chosen]

    def options(self, name: str, rows: Sequence[FacetCombination]) -> list[Option]:
        labels = labels_of(name, rows)
        totals = dict.fromkeys([*labels, *self.chosen.get(name, [])], 0)
        counts = dict(totals)
        for row in rows:
            fits = self.accepts(row.facets, ignoring=name)
            for code in codes_of(name, row.facets):
                totals[code] += row.total
                counts[code] += row.matching if fits else 0
        chosen = self.chosen.get(name, [])
        in_order = sorted(totals, key=lambda code: (-totals[code], code))
        return [
            Option(code, labels.get(code, code), counts[code], code in chosen) for code in in_order
        ]

    def removals(self, rows: Sequence[FacetCombination]) -> list[Suggestion]:
        """For each chosen filter, the search without it."""
        return [
            Suggestion(labels_of(name, rows).get(code, code), wider.query, wider.count(rows))
            for name, codes in self.chosen.items()
            for code in codes
            for wider in [self.without(name, code)]
        ]

    def suggestions(self, rows: Sequence[FacetCombination]) -> list[Suggestion]:
        """Wider searches that find something, for a visitor who has found nothing."""
        by_words = Search(self.words)
        by_facets = sum(row.total for row in rows if self.accepts(row.facets))
        wider = [
            Suggestion(_("without the filters"), by_words.query, by_words.count(rows)),
            Suggestion(_("without the search words"), Search("", self.chosen).query, by_facets),
            Suggestion(_("all positions"), "", sum(row.total for row in rows)),
        ]
        different = [each for each in wider if each.number and each.query != self.query]
        return list({each.query: each for each in different}.values())


def normalise(words: str) -> str:
    """One space between words, nothing unprintable, at most LONGEST_SEARCH characters."""
    kept = [letter for letter in words if letter.isprintable() or letter.isspace()]
    return " ".join("".join(kept[: LONGEST_SEARCH * 2]).split())[:LONGEST_SEARCH].rstrip()


def read_codes(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if CODE.fullmatch(value)))[:MOST_CODES]


def codes_of(name: str, facets: Iterable[str]) -> list[str]:
    prefix = f"{name}:"
    return [facet.removeprefix(prefix) for facet in facets if facet.startswith(prefix)]


def labels_of(name: str, rows: Iterable[FacetCombination]) -> dict[str, str]:
    """The name of each code; where editions differ, the one that most texts use."""
    labels: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: row.total):
        for facet, label in zip(row.facets, row.labels, strict=True):
            if facet.startswith(f"{name}:"):
                labels[facet.removeprefix(f"{name}:")] = capfirst(label)
    return labels
