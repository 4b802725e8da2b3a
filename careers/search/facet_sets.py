"""Which open postings have which facet, so that any combination can be counted at once.

A set of postings is a whole number: bit n stands for the posting at place n. "And", "or" and counting
take microseconds, also for 100,000 postings.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple, Self

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.editions.key_facts import add_currency, format_number
from careers.enums import USUAL_CURRENCY

ONE_OF = ("pay", "since")
"""Facets of amounts: one choice says it all, and each includes the greater ones."""


class Group(NamedTuple):
    """Postings that have the same facets, as name:code, under the same labels, and their places."""

    facets: Sequence[str]
    labels: Sequence[str]
    places: Sequence[int]


@dataclass(frozen=True)
class FacetSets:
    """`members` are the postings of each facet, `matching` all that fit the words of a search.

    `labels` are what the codes are called; where editions differ, as most of them do.
    """

    members: Mapping[str, int]
    labels: Mapping[str, str]
    everything: int
    matching: int

    @classmethod
    def from_groups(cls, groups: Iterable[Group], number: int) -> Self:
        """Of `number` postings, of which each is in one group. Labels of amounts are in the active language."""
        places: dict[tuple[str, str], list[int]] = {}
        for group in groups:
            for named in zip(group.facets, group.labels, strict=True):
                places.setdefault(named, []).extend(group.places)
        by_label = {named: collect(found, number) for named, found in places.items()}
        members: dict[str, int] = {}
        labels: dict[str, str] = {}
        for (facet, label), found in sorted(
            by_label.items(), key=lambda each: -each[1].bit_count()
        ):
            members[facet] = members.get(facet, 0) | found
            labels.setdefault(facet, name_facet(facet, label))
        everything = (1 << number) - 1
        return cls(members, labels, everything, everything)

    def limit(self, matching: int) -> "FacetSets":
        """The same for a search by words that finds these postings."""
        return replace(self, matching=matching)

    @cached_property
    def codes(self) -> dict[str, list[str]]:
        """Those of each name, the most used first; amounts by size."""
        found: dict[str, list[str]] = {}
        for facet in sorted(self.members, key=lambda facet: (-self.totals[facet], facet)):
            name, _colon, code = facet.partition(":")
            found.setdefault(name, []).append(code)
        return found | {name: sorted(found.get(name, []), key=amount_order) for name in ONE_OF}

    @cached_property
    def totals(self) -> dict[str, int]:
        return {facet: found.bit_count() for facet, found in self.members.items()}


def collect(places: Iterable[int], number: int) -> int:
    """The set of these places, of which there are `number`."""
    marks = bytearray(b"0") * number
    for place in places:
        marks[-1 - place] = ord("1")
    return int(marks or b"0", 2)


def name_facet(facet: str, label: str) -> str:
    name, _colon, code = facet.partition(":")
    return amount_label(name, code) if name in ONE_OF else capfirst(label)


def amount_order(code: str) -> tuple[int, str]:
    return int(code) if code.isdecimal() else 0, code


def amount_label(name: str, code: str) -> str:
    """An amount in the active language, such as "from €50,000" or "in the last 7 days".

    Pay is compared as it is given; nearly all of it is in the usual currency of postings.
    """
    number = int(code)
    if name == "pay":
        return _("from %(amount)s") % {
            "amount": add_currency(format_number(Decimal(number)), USUAL_CURRENCY)
        }
    return ngettext("today and yesterday", "in the last %(days)s days", number) % {"days": number}


def join_sets(sets: Iterable[int]) -> int:
    """All that are in one of them."""
    found = 0
    for each in sets:
        found |= each
    return found
