"""One language of an edition, ready to be shown, and what lists, feeds and filters read of it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any, ClassVar, NamedTuple, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import (
    Case,
    F,
    Func,
    IntegerField,
    Max,
    Q,
    Value,
    When,
)
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careers.languages import language_name
from careers.models.edition import Edition, is_open_at

TEXT_COLUMNS = (
    *("language", "title", "gender_marker", "slug", "summary", "facts"),
    *("edition__published_at", "edition__opens_at", "edition__closes_at"),
    *("edition__languages", "edition__facts", "edition__posting"),
)
DATE_COLUMNS = tuple(
    f"edition__current_for__{field}"
    for field in ("public_id", "published_at", "closed_at", "current_edition")
)

SPECULATIVE = {"is_speculative": True}
"""What careers.editions.EditionFacts says of such an edition; older ones say nothing."""


PLACE_COLUMNS = ("pk", "edition", "edition__current_for__public_id", "edition__closes_at")
FACET_COLUMNS = {
    "facets": "edition__facets",
    "labels": "facet_labels",
    "languages": "edition__languages",
}
ROWS_AT_ONCE = 5_000
AGES = (1, 7, 30)
"""Days since publication that a visitor may ask for."""


SEPARATOR = "\x1f"
"""Between what stands in one column of a FacetRow; no label has it."""


class FacetRow(NamedTuple):
    """What lists count an ad by: facets as name:code, their labels, the least of AGES (or 0), languages."""

    facets: str
    labels: str
    age: int
    languages: str


LONGEST_AGO = 36_500
"""Days; dates much further back overflow."""


def days_ago(days: int) -> datetime:
    """When that day began in the portal's time zone: whole days, so that lists change by age at midnight only."""
    day = timezone.localdate() - timedelta(days=min(days, LONGEST_AGO))
    return datetime.combine(day, time(), timezone.get_default_timezone())


def age_in_days() -> Case:
    """The least of AGES that a posting's first publication lies within; 0 if in none."""
    published = "edition__current_for__published_at__gte"
    cases = (When(**{published: days_ago(days)}, then=Value(days)) for days in AGES)
    return Case(*cases, default=Value(0), output_field=IntegerField())


def join_column(column: str) -> Func:
    return Func(
        F(column), Value(SEPARATOR), function="array_to_string", output_field=models.TextField()
    )


def complete_facets(row: FacetRow) -> tuple[list[str], list[str]]:
    """Facets and labels, with those that no edition stores: its languages, and the days since publication.

    "since:7" stands for an ad of the last seven days; its label is the number of days.
    """
    facets, labels, languages = (
        column.split(SEPARATOR) if column else []
        for column in (row.facets, row.labels, row.languages)
    )
    within = [days for days in AGES if row.age and days >= row.age]
    own = [*(f"language:{code}" for code in languages), *(f"since:{days}" for days in within)]
    names = [*map(language_name, languages), *map(str, within)]
    return [*facets, *own], [*labels, *names]


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

    def vacant(self) -> Self:
        """Those of open() that lists, feeds and sitemaps show: positions to be filled."""
        return self.open().exclude(edition__facts__contains=SPECULATIVE)

    def speculative(self) -> Self:
        """Those of open() by which people may offer to work here, though nothing is vacant."""
        return self.open().filter(edition__facts__contains=SPECULATIVE)

    def of_posting(self, public_id: int) -> Self:
        return self.filter(edition__current_for__public_id=public_id)

    def shown_in(self, language: str) -> Self:
        """One text a posting: in this language, or in its edition's first where it is missing."""
        missing = ~Q(edition__languages__contains=[language])
        return self.filter(
            Q(language=language) | (missing & Q(language=F("edition__languages__0")))
        )

    def of_editions(self, editions: Sequence[int] | None) -> Self:
        """Texts of these editions; None stands for all."""
        return self if editions is None else self.filter(edition__in=editions)

    def with_facets(self, chosen: dict[str, list[str]]) -> Self:
        """Texts that have, for each facet named, one of the chosen codes."""
        found = self
        for name, codes in chosen.items():
            if name == "since":
                days = max(int(code) for code in codes)
                found = found.filter(edition__current_for__published_at__gte=days_ago(days))
            elif name == "language":
                found = found.filter(edition__languages__overlap=codes)
            else:
                found = found.filter(edition__facets__overlap=[f"{name}:{code}" for code in codes])
        return found

    def facet_rows(self) -> Iterator[tuple[Any, ...]]:
        """Key, edition, the posting's number, deadline, and the columns of a FacetRow; row by row."""
        joins = {name: join_column(column) for name, column in FACET_COLUMNS.items()}
        rows = self.annotate(age=age_in_days(), **joins)
        return rows.values_list(*PLACE_COLUMNS, *FacetRow._fields).iterator(chunk_size=ROWS_AT_ONCE)

    def oldest_first(self) -> Self:
        return self.newest_first().reverse()

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
            events=Max("edition__posting__events__at"),
            opened=Max("edition__opens_at", filter=Q(edition__opens_at__lte=now)),
            ended=Max("edition__closes_at", filter=Q(edition__closes_at__lte=now)),
        )
        return max((moment for moment in moments.values() if moment), default=None)


EditionTextManager = models.Manager.from_queryset(EditionTextQuerySet)


class EditionText(models.Model):
    """One language of an edition: rendered, sanitised, and ready for every reader."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10)
    title = models.CharField(_("title"), max_length=160)
    gender_marker = models.CharField(_("gender marker"), max_length=30, blank=True)
    slug = models.SlugField(max_length=80)
    summary = models.TextField(_("summary"))
    sections = models.JSONField(help_text="See careers.editions.SectionText.")
    facts = models.JSONField(help_text="See careers.editions.TextFacts.")
    facet_labels = ArrayField(models.CharField(max_length=160), default=list)
    search_text = models.TextField()

    objects: ClassVar["EditionTextManager[EditionText]"] = EditionTextManager()

    class Meta:
        verbose_name = _("text of an edition")
        verbose_name_plural = _("texts of editions")
        constraints = (
            models.UniqueConstraint(
                fields=["edition", "language"], name="edition_text_once_a_language"
            ),
            models.CheckConstraint(
                name="edition_text_is_not_empty",
                condition=~Q(title="") & ~Q(sections=[]),
                violation_error_message=_("What the public sees has a title and a text."),
            ),
        )

    def __str__(self) -> str:
        return self.full_title

    @property
    def full_title(self) -> str:
        """The title as candidates read it, gender marker included."""
        return f"{self.title} {self.gender_marker}".rstrip()


def text_for(edition: Edition, language: str) -> EditionText:
    """What an edition says in this language, or in its first one; no query where its texts are prefetched."""
    texts = {text.language: text for text in edition.texts.all()}
    return texts.get(language) or texts[edition.languages[0]]
