"""Reads over many rows. "Now" is taken when a method is called, never at import."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Self

from django.db import models
from django.db.models import Count, F, Max, Q
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from careers.models.edition import EditionText
    from careers.models.posting import Posting

TEXT_COLUMNS = (
    *("language", "title", "gender_marker", "slug", "summary", "facts"),
    *("edition__published_at", "edition__opens_at", "edition__closes_at"),
    *("edition__languages", "edition__facts", "edition__posting"),
)
DATE_COLUMNS = tuple(
    f"edition__current_for__{field}"
    for field in ("public_id", "published_at", "closed_at", "current_edition")
)


def is_open_at(now: datetime, *, posting: str, edition: str) -> Q:
    """Rows whose posting takes applications at `now`; the prefixes lead to posting and edition."""
    in_time = Q(**{f"{edition}closes_at": None}) | Q(**{f"{edition}closes_at__gt": now})
    return in_time & Q(**{f"{posting}closed_at": None, f"{edition}opens_at__lte": now})


def contains_words(words: str) -> Q:
    """Texts that contain each of the words, in any order and case."""
    return Q(*(Q(search_text__icontains=word) for word in words.split()))


class FacetCombination(NamedTuple):
    """Facets that occur together, as name:code, with their labels and numbers of texts."""

    facets: list[str]
    labels: list[str]
    total: int
    matching: int


class PostingQuerySet(models.QuerySet["Posting"]):
    def open(self) -> Self:
        """Postings that take applications now."""
        return self.filter(is_open_at(timezone.now(), posting="", edition="current_edition__"))

    def for_user(self, user: "User | AnonymousUser") -> Self:
        """Postings that a member of staff may see: all of them, or those of their hiring team."""
        if user.has_perm("careers.change_posting"):
            return self
        return self.filter(hiring_team=user.pk) if user.is_active else self.none()


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
        return self.filter(contains_words(words))

    def with_facets(self, chosen: dict[str, list[str]]) -> Self:
        """Texts that have, for each facet named, one of the chosen codes."""
        found = self
        for name, codes in chosen.items():
            found = found.filter(edition__facets__overlap=[f"{name}:{code}" for code in codes])
        return found

    def facet_combinations(self, words: str) -> list[FacetCombination]:
        """Which facets occur together, with how many texts in all and how many with the words.

        One row a combination, not a text, so that every count a list needs comes from one query.
        """
        rows = self.order_by().values_list("edition__facets", "facet_labels")
        counted = rows.annotate(
            total=Count("pk"), matching=Count("pk", filter=contains_words(words))
        )
        return [
            FacetCombination(*row) for row in counted.order_by("edition__facets", "facet_labels")
        ]

    def newest_first(self) -> Self:
        """By first publication; postings of the same moment keep one order."""
        return self.order_by(
            "-edition__current_for__published_at", "-edition__current_for__public_id"
        )

    def for_lists(self) -> Self:
        """With edition and the posting's public dates, without long texts and the draft."""
        return self.select_related("edition__current_for").only(*TEXT_COLUMNS, *DATE_COLUMNS)

    def for_pages(self) -> Self:
        """Like for_lists(), with the sections of the ad."""
        return self.select_related("edition__current_for").only(
            *TEXT_COLUMNS, *DATE_COLUMNS, "sections"
        )

    def last_change(self) -> datetime | None:
        """When any of these texts' postings last changed for the public, its dates included."""
        now = timezone.now()
        moments = self.order_by().aggregate(
            told=Max("edition__posting__events__at"),
            opened=Max("edition__opens_at", filter=Q(edition__opens_at__lte=now)),
            ended=Max("edition__closes_at", filter=Q(edition__closes_at__lte=now)),
        )
        return max((moment for moment in moments.values() if moment), default=None)


PostingManager = models.Manager.from_queryset(PostingQuerySet)
EditionTextManager = models.Manager.from_queryset(EditionTextQuerySet)
