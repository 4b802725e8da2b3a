"""Who on the staff may not see one application, although they see the others of its posting."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Exclusion(models.Model):
    """One person is kept away from one application, for example because they are related.

    It goes before every right: applications.models.application.visible_to asks for it.
    """

    application = models.ForeignKey(
        "applications.Application",
        models.CASCADE,
        verbose_name=_("application"),
        related_name="exclusions",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("person"),
        related_name="exclusions",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("at"))
    reason = models.CharField(
        _("reason"), max_length=300, blank=True, help_text="For those who may lift it."
    )

    objects: ClassVar[models.Manager["Exclusion"]] = models.Manager()

    class Meta:
        verbose_name = _("exclusion")
        verbose_name_plural = _("exclusions")
        ordering = ("at", "pk")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["application", "user"], name="exclusion_once"),
        )
