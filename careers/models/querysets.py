"""Reads over many rows. "Now" is taken when a method is called, never at import."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Self

from django.db import models
from django.db.models import Count, F, Func, Q
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from careers.models.edition import EditionText
    from careers.models.posting import Posting


def is_open_at(now: datetime, *, posting: str, edition: str) -> Q:
    """Rows whose posting takes applications at `now`; the prefixes lead to posting and edition."""
    in_time = Q(**{f"{edition}closes_at": None}) | Q(**{f"{edition}closes_at__gt": now})
    return in_time & Q(**{f"{posting}closed_at": None, f"{edition}opens_at__lte": now})


class FacetCount(NamedTuple):
    """One thing to filter by: ("place", "berlin", "Berlin-Mitte", 4)."""

    name: str
    code: str
    label: str
    count: int


class PostingQuerySet(models.QuerySet["Posting"]):
    def open(self) -> Self:
        """Postings that take applications now."""
        return self.filter(is_open_at(timezone.now(), posting="", edition="current_edition__"))

    def for_user(self, user: "User") -> Self:
        """Postings that a member of staff may see: all of them, or those of their hiring team."""
        if user.has_perm("careers.change_posting"):
            return self
        return self.filter(hiring_team=user)

    def with_languages(self) -> Self:
        """Brings the published languages along, for lists."""
        return self.select_related("department", "current_edition")


class EditionTextQuerySet(models.QuerySet["EditionText"]):
    def public(self) -> Self:
        """Current texts that have been opened to the public, closed postings included."""
        return self.filter(
            edition__current_for__isnull=False, edition__opens_at__lte=timezone.now()
        )

    def open(self) -> Self:
        """Current texts of postings that take applications now."""
        return self.filter(
            is_open_at(timezone.now(), posting="edition__current_for__", edition="edition__"),
            edition__current_for__isnull=False,
        )

    def of_posting(self, public_id: int) -> Self:
        return self.filter(edition__current_for__public_id=public_id)

    def shown_in(self, language: str) -> Self:
        """One text a posting: in this language, or in its edition's first where it is missing."""
        missing = ~Q(edition__languages__contains=[language])
        return self.filter(
            Q(language=language) | (missing & Q(language=F("edition__languages__0")))
        )

    def matching(self, words: str) -> Self:
        """Texts that contain each of the words, in any order and case."""
        found = self
        for word in words.split():
            found = found.filter(search_text__icontains=word)
        return found

    def with_facets(self, chosen: dict[str, list[str]]) -> Self:
        """Texts that have, for each facet named, one of the chosen codes."""
        found = self
        for name, codes in chosen.items():
            found = found.filter(edition__facets__overlap=[f"{name}:{code}" for code in codes])
        return found

    def facet_counts(self) -> dict[str, list[FacetCount]]:
        """What these texts can be filtered by and how many there are of each, in one query."""
        rows = (
            self.order_by()
            .annotate(
                facet=Func(F("edition__facets"), function="unnest"),
                label=Func(F("facet_labels"), function="unnest"),
            )
            .values_list("facet", "label")
            .annotate(count=Count("pk"))
        )
        return group_facets(rows)


def group_facets(rows: Iterable[tuple[str, str, int]]) -> dict[str, list[FacetCount]]:
    """Adds up rows of (name:code, label, count); a facet keeps the label most texts use."""
    totals: dict[str, int] = defaultdict(int)
    labels: dict[str, str] = {}
    for facet, label, count in sorted(rows, key=lambda row: row[2]):
        totals[facet] += count
        labels[facet] = label
    grouped: dict[str, list[FacetCount]] = defaultdict(list)
    for facet, count in sorted(totals.items(), key=lambda item: (-item[1], item[0])):
        name, _colon, code = facet.partition(":")
        grouped[name].append(FacetCount(name, code, labels[facet], count))
    return dict(grouped)


PostingManager = models.Manager.from_queryset(PostingQuerySet)
EditionTextManager = models.Manager.from_queryset(EditionTextQuerySet)
