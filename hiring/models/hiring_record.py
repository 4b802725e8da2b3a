"""What the staff keeps about an application besides its stage: own stage, reserve list, tags."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.enums import FINAL_STAGES, Stage
from careers.languages import text_for_reader


class OwnStage(models.Model):
    """A step of the organisation's own inside a public stage, such as a work sample.

    Its name is public in both languages; the applicant's stepper shows the public stage.
    """

    name = models.CharField(_("name"), max_length=60)
    public_stage = models.CharField(_("public stage"), max_length=20, choices=Stage.choices)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("offered"), default=True)

    if TYPE_CHECKING:
        name_de: str
        name_en: str

    objects: ClassVar[models.Manager["OwnStage"]] = models.Manager()

    class Meta:
        verbose_name = _("own stage")
        verbose_name_plural = _("own stages")
        ordering = ("public_stage", "position", "pk")
        constraints = (
            models.CheckConstraint(
                name="own_stage_is_inside_an_open_one",
                condition=Q(public_stage__in=Stage.values) & ~Q(public_stage__in=FINAL_STAGES),
                violation_error_message=_("An own stage lies inside a stage that is not the end."),
            ),
        )

    def __str__(self) -> str:
        return text_for_reader(self, "name")


class Tag(models.Model):
    """A word that the staff sorts applications by."""

    name = models.CharField(_("name"), max_length=40, unique=True)

    objects: ClassVar[models.Manager["Tag"]] = models.Manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class HiringRecord(models.Model):
    """The staff's side of one application; made when something is kept, so that many have none."""

    application = models.OneToOneField(
        "applications.Application",
        models.CASCADE,
        primary_key=True,
        related_name="hiring_record",
        verbose_name=_("application"),
    )
    own_stage = models.ForeignKey(
        OwnStage, models.PROTECT, null=True, blank=True, verbose_name=_("own stage")
    )
    is_reserve = models.BooleanField(_("on the reserve list"), default=False)
    tags = models.ManyToManyField(Tag, blank=True, verbose_name=_("tags"), related_name="records")

    objects: ClassVar[models.Manager["HiringRecord"]] = models.Manager()

    class Meta:
        verbose_name = _("record of an application")
        verbose_name_plural = _("records of applications")
        default_permissions = ()
