"""What the members of a hiring team think of an application, on criteria that HR set for its posting."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.languages import text_for_reader
from hiring.enums import Recommendation

if TYPE_CHECKING:
    from applications.models import Application

LOWEST_SCORE, HIGHEST_SCORE = 1, 5


class Criterion(models.Model):
    """Something that the applications for one posting are rated on. Only the staff reads its name."""

    posting = models.ForeignKey("careers.Posting", models.CASCADE, related_name="criteria")
    name = models.CharField(_("criterion"), max_length=80)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    if TYPE_CHECKING:
        name_de: str
        name_en: str

    objects: ClassVar[models.Manager["Criterion"]] = models.Manager()

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ("posting", "position", "pk")
        default_permissions = ("change",)

    def __str__(self) -> str:
        return text_for_reader(self, "name")


class RatingQuerySet(models.QuerySet["Rating"]):
    def of_each(self) -> Self:
        """Those that count for the application of an outer query."""
        return self.filter(application=OuterRef("pk"), posting=OuterRef("posting"))


RatingManager = models.Manager.from_queryset(RatingQuerySet)


class Rating(models.Model):
    """One person's view of one application; who abstains has a row as well.

    Nobody reads those of others before having one (hiring.reviews.seen_ratings). It counts for the
    posting that it was given for; without one it came with a merged double, and its author has
    rated the application that stayed, too.
    """

    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="ratings"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        verbose_name=_("person"),
        related_name="ratings",
    )
    posting = models.ForeignKey(
        "careers.Posting", models.CASCADE, null=True, verbose_name=_("posting"), related_name="+"
    )
    recommendation = models.CharField(
        _("recommendation"), max_length=20, choices=Recommendation.choices
    )
    at = models.DateTimeField(_("at"))

    objects: ClassVar["RatingManager[Rating]"] = RatingManager()

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ("at", "pk")
        default_permissions = ("add", "view")
        constraints = (
            models.UniqueConstraint(
                fields=["application", "user", "posting"], name="rating_once_a_person_and_posting"
            ),
            models.CheckConstraint(
                name="rating_recommendation_is_known",
                condition=Q(recommendation__in=Recommendation.values),
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.recommendation}"

    @property
    def earlier_words(self) -> str:
        """For which posting it was given, where it does not count for the present one."""
        if self.posting is None:
            return gettext("from the merged application")
        return gettext("for “%(posting)s”") % {"posting": self.posting}

    def counts_for(self, application: "Application") -> bool:
        """Whether it was given for the posting that the application is for now."""
        return self.posting_id == application.posting_id


class Score(models.Model):
    """Points for one criterion, from 1 (weak) to 5 (strong)."""

    rating = models.ForeignKey(Rating, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="scores")
    value = models.PositiveSmallIntegerField(_("points"))

    objects: ClassVar[models.Manager["Score"]] = models.Manager()

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ("criterion__position", "criterion")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["rating", "criterion"], name="score_once"),
            models.CheckConstraint(
                name="score_is_in_range",
                condition=Q(value__range=(LOWEST_SCORE, HIGHEST_SCORE)),
                violation_error_message=_("A score is a number from 1 to 5."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.value}"
