"""Why an application was rejected, from a list that the organisation keeps."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from careers.languages import text_for_reader

FILLED = "filled"
"""The reason of those who were not chosen when somebody was hired."""
NOT_DECIDED = "not_decided"
"""The reason of a procedure that ended without a decision; never called a rejection."""


class RejectionReason(models.Model):
    """A coded reason. Only staff read it; the applicant's own copy has it when HR has reviewed that."""

    slug = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("reason"), max_length=120)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("offered"), default=True)

    if TYPE_CHECKING:
        name_de: str
        name_en: str

    objects: ClassVar[models.Manager["RejectionReason"]] = models.Manager()

    class Meta:
        verbose_name = _("reason for a rejection")
        verbose_name_plural = _("reasons for rejections")
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return text_for_reader(self, "name")
